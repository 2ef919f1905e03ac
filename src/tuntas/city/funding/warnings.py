"""What a commitment, or a late line, has to answer for before it is posted: never a ban, always asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from tuntas.city.funding.authority import authority_of, is_others_affair, may_pay
from tuntas.city.funding.book import lines_of
from tuntas.city.funding.bookkeeping import moves
from tuntas.city.funding.heads import MoneyHead
from tuntas.city.funding.models import Authority, MoneyEntry, MoneyKind
from tuntas.city.funding.refusals import MoneyWarning
from tuntas.ledger.terms import house_terms


def warnings_of(heads: Sequence[MoneyHead], *, at: datetime, areas: Mapping[int, int]) -> list[MoneyWarning]:
    """The warnings of each line. `areas`: decreed square metres by settlement, where the door knows them."""
    return [warning for head in heads for warning in _of_line(head, at, areas)]


def is_answered(warning: MoneyWarning, head: MoneyHead) -> bool:
    """By a reason; a missing co-funding agreement by its paper too."""
    return bool(head.reason.strip()) or (warning.asks_paper and head.cofunding is not None)


def _of_line(head: MoneyHead, at: datetime, areas: Mapping[int, int]) -> Iterator[MoneyWarning]:
    zone = ZoneInfo(head.envelope.city.timezone)
    if (at.astimezone(zone).date() - head.on).days > house_terms().late_days:
        yield MoneyWarning("FUND-LATE", head.line, {"on": head.on, "days": house_terms().late_days})
    if head.kind is MoneyKind.COMMITTED:
        yield from _of_commitment(head, areas)


def _of_commitment(head: MoneyHead, areas: Mapping[int, int]) -> Iterator[MoneyWarning]:
    source, settlement = head.envelope.source, head.settlement
    authority = ""
    if settlement is not None:
        authority = authority_of(settlement, on=head.on, decreed_m2=areas.get(settlement.pk))
    if not may_pay(source.eligibilities.all(), head.aspect, authority):
        yield MoneyWarning("FUND-NOT-ELIGIBLE", head.line, {"source": source.name})
    if settlement is not None and is_others_affair(source, authority):
        params = {"settlement": settlement.name, "authority": Authority(authority).label, "source": source.name}
        yield MoneyWarning("FUND-COFUNDING", head.line, params, asks_paper=True)
    yield from _of_capacity(head)


def _of_capacity(head: MoneyHead) -> Iterator[MoneyWarning]:
    if head.agency is None:
        return
    year = head.envelope.year
    capacity = head.agency.capacities.filter(year=year).values_list("capacity_idr", flat=True).first()
    if capacity is None:
        return
    rows = MoneyEntry.objects.filter(agency=head.agency, envelope__year=year).order_by("seq")
    carried = head.amount_idr + committed_in(rows)
    if carried > capacity:
        params = {"agency": head.agency.code, "year": year, "capacity_idr": capacity, "carried_idr": carried}
        yield MoneyWarning("FUND-CAPACITY", head.line, params)


def committed_in(rows: Iterable[MoneyEntry]) -> int:
    """What rows of any envelopes come to as commitments, returns taken off."""
    return sum(move.delta_idr for move in moves(lines_of(rows)) if move.column == MoneyKind.COMMITTED.value)

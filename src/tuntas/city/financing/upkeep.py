"""Upkeep money of settlements: dues, cost recovery and other income, and what upkeep cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from tuntas.city.financing.models import Instrument, UpkeepEntry, UpkeepKind
from tuntas.city.financing.refusals import CannotFinance
from tuntas.city.funding.sources import likely
from tuntas.city.people.models import City, User
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement


@dataclass(frozen=True, slots=True)
class UpkeepHead:
    """What came in or was spent, as a paper says it."""

    settlement: Settlement
    kind: UpkeepKind
    amount_idr: int
    on: date
    aspect: str = ""
    instrument: Instrument | None = None
    remark: str = ""

    @property
    def line(self) -> str:
        """Names the line within its paper, so that it is posted once."""
        return f"{self.settlement.pk}:{self.kind}:{self.aspect}:{self.on.isoformat()}"


@dataclass(frozen=True, slots=True)
class UpkeepSums:
    """What came in for upkeep and what it cost."""

    income_idr: int = 0
    spent_idr: int = 0

    @property
    def balance_idr(self) -> int:
        """What is left of the income; below zero where upkeep cost more than came in for it."""
        return self.income_idr - self.spent_idr


@transaction.atomic
def record_upkeep(*, paper: Paper, head: UpkeepHead, by: User | None, at: datetime) -> UpkeepEntry:
    """Record a line of upkeep money; the same paper twice changes nothing. Raises `CannotFinance`."""
    city = City.objects.select_for_update().get(pk=paper.city_id)
    told = [head.settlement.city_id, *([head.instrument.city_id] if head.instrument else [])]
    if any(one != city.pk for one in told):
        raise CannotFinance("FUND-OTHER-CITY")
    if likely(head.amount_idr) == 0:
        raise CannotFinance("FUND-ZERO")
    if head.on > at.astimezone(ZoneInfo(city.timezone)).date():
        raise CannotFinance("FUND-FUTURE", on=head.on)
    known = UpkeepEntry.objects.filter(paper=paper, line=head.line).first()
    if known is not None and known.amount_idr != head.amount_idr:
        raise CannotFinance("FIN-UPKEEP-DIFFERS")
    if known is not None:
        return known
    row = UpkeepEntry.objects.create(
        city=city, settlement=head.settlement, kind=head.kind, instrument=head.instrument, aspect=head.aspect,
        amount_idr=head.amount_idr, on=head.on, paper=paper, line=head.line, remark=head.remark, by=by, at=at,
    )  # fmt: skip
    note("upkeep.recorded", about=row, by=by, at=at, kind=head.kind.value, amount_idr=head.amount_idr)
    return row


@transaction.atomic
def correct_upkeep(*, entry: UpkeepEntry, amount_idr: int, paper: Paper, remark: str, by: User | None,
                   at: datetime) -> UpkeepEntry:  # fmt: skip
    """Say that a line should have had another amount: the difference stands beside it. Raises `CannotFinance`."""
    City.objects.select_for_update().get(pk=entry.city_id)
    if entry.corrects_id is not None:
        raise CannotFinance("FUND-CORRECTION-TWICE")
    if not remark.strip():
        raise CannotFinance("FUND-CORRECTION-REASON")
    now = entry.amount_idr + sum(entry.corrections.values_list("amount_idr", flat=True))
    difference = likely(amount_idr) - now
    if difference == 0:
        raise CannotFinance("FUND-NOTHING")
    row = UpkeepEntry.objects.create(
        city=entry.city, settlement=entry.settlement, kind=entry.kind, instrument=entry.instrument,
        aspect=entry.aspect, amount_idr=difference, on=entry.on, paper=paper, line=f"koreksi:{entry.pk}",
        corrects=entry, remark=remark, by=by, at=at,
    )  # fmt: skip
    note("upkeep.corrected", about=row, by=by, at=at, difference_idr=difference)
    return row


def upkeep_sums(entries: Iterable[UpkeepEntry]) -> UpkeepSums:
    """What lines come to, corrections among them."""
    income = spent = 0
    for entry in entries:
        if entry.kind == UpkeepKind.SPENT:
            spent += entry.amount_idr
        else:
            income += entry.amount_idr
    return UpkeepSums(income, spent)

"""Writing in a city's money book: lines of a paper, ceilings of a year, returns and corrections."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from tuntas.city.funding.book import account_of, book_of, lines_of
from tuntas.city.funding.bookkeeping import first_breach, moves, sums
from tuntas.city.funding.chain import seal
from tuntas.city.funding.heads import CeilingHead, MoneyHead, ReturnHead
from tuntas.city.funding.models import Envelope, MoneyEntry, MoneyKind, Source
from tuntas.city.funding.refusals import CannotFund, NeedsAnswer
from tuntas.city.funding.sources import YEARS, likely
from tuntas.city.funding.warnings import is_answered, warnings_of
from tuntas.city.people.models import City, User
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper

NAMING = (MoneyKind.RETURNED, MoneyKind.CORRECTION)
SAME = ("kind", "envelope_id", "amount_idr", "on", "settlement_id", "aspect", "agency_id", "work", "corrects_id")


@transaction.atomic
def post_money(*, paper: Paper, heads: Sequence[MoneyHead], by: User | None, at: datetime,
               areas: Mapping[int, int] | None = None) -> list[MoneyEntry]:  # fmt: skip
    """Post the lines of a paper in its city's book, all or none; a line that is there already is left as it is.

    `areas`: decreed square metres by settlement, for the authority. Raises `CannotFund` where the book would not be
    right with them, and `NeedsAnswer` where a warning has neither reason nor paper.
    """
    city = City.objects.select_for_update().get(pk=paper.city_id)  # one writer to a book at a time
    if len({head.line for head in heads}) < len(heads):
        raise CannotFund("FUND-LINE-TWICE")
    fresh = [head for head in heads if not _is_posted(paper, head)]
    for head in fresh:
        _check(city, head, at)
    unanswered = [
        warning for head in fresh for warning in warnings_of([head], at=at, areas=areas or {})
        if not is_answered(warning, head)
    ]  # fmt: skip
    if unanswered:
        raise NeedsAnswer(unanswered)
    posted = _write(city, paper, fresh, by, at)
    for envelope in {row.envelope for row in posted}:
        _check_book(envelope)
    if posted:
        note("money.posted", about=paper, by=by, at=at, seqs=[row.seq for row in posted], head=posted[-1].entry_hash)
    return posted


@transaction.atomic
def set_ceilings(*, paper: Paper, head: CeilingHead, by: User | None, at: datetime) -> list[MoneyEntry]:
    """Say what the ceilings of some sources are by a paper: the difference to what was told before is posted.

    A ceiling that stays as it is gives no line; the same paper twice changes nothing. Raises `CannotFund`, as where a
    ceiling would fall below what is committed already.
    """
    City.objects.select_for_update().get(pk=paper.city_id)
    heads = []
    for source, ceiling_idr in head.ceilings.items():
        line = f"pagu:{source.code}:{head.year}"
        envelope = open_envelope(source=source, year=head.year)
        before = _ceiling(envelope, paper, line)
        if before != likely(ceiling_idr):
            heads.append(MoneyHead(MoneyKind.CEILING, envelope, ceiling_idr - (before or 0), head.on, line,
                                   reason=head.reason))  # fmt: skip
    return post_money(paper=paper, heads=heads, by=by, at=at)


def open_envelope(*, source: Source, year: int) -> Envelope:
    """The envelope of a source in a year. Raises `CannotFund` where the source is closed then, or only a group."""
    if year not in YEARS:
        raise CannotFund("FUND-YEAR", year=year)
    if not source.is_open_in(year):
        raise CannotFund("FUND-CLOSED", source=source.name, year=year)
    if source.parent_id is None and source.children.exists():
        raise CannotFund("FUND-GROUP", source=source.name)
    envelope, _ = Envelope.objects.select_related("city", "source").get_or_create(
        source=source, year=year, defaults={"city_id": source.city_id}
    )
    return envelope


@transaction.atomic
def return_money(
    *, entry: MoneyEntry, head: ReturnHead, paper: Paper, by: User | None, at: datetime
) -> list[MoneyEntry]:
    """Give back part of a commitment, a contract or a payment, on a day of its own. Raises `CannotFund`."""
    City.objects.select_for_update().get(pk=paper.city_id)
    if entry.kind not in (MoneyKind.COMMITTED, MoneyKind.CONTRACTED, MoneyKind.PAID):
        raise CannotFund("FUND-NO-RETURN")
    line = MoneyHead(MoneyKind.RETURNED, entry.envelope, head.amount_idr, head.on, head.line or f"kembali:{entry.seq}",
                     corrects=entry, remark=head.remark, reason=head.reason, **_account(entry))  # fmt: skip
    left = _left(entry)
    if not _is_posted(paper, line) and not 0 < head.amount_idr <= left:
        raise CannotFund("FUND-RETURN-TOO-MUCH", left_idr=left)
    if head.on < entry.on:
        raise CannotFund("FUND-RETURN-EARLY", on=entry.on)
    return post_money(paper=paper, heads=[line], by=by, at=at)


@transaction.atomic
def correct_money(*, entry: MoneyEntry, amount_idr: int, paper: Paper, remark: str, by: User | None,
                  at: datetime) -> list[MoneyEntry]:  # fmt: skip
    """Say that a line should have had another amount: the signed difference is posted beside it, on its day.

    Raises `CannotFund` for a correction of a correction, and where nothing would change.
    """
    if entry.kind == MoneyKind.CORRECTION:
        raise CannotFund("FUND-CORRECTION-TWICE")
    if not remark.strip():
        raise CannotFund("FUND-CORRECTION-REASON")
    City.objects.select_for_update().get(pk=paper.city_id)
    corrections = MoneyEntry.objects.filter(corrects=entry, kind=MoneyKind.CORRECTION)
    now = entry.amount_idr + sum(corrections.values_list("amount_idr", flat=True))
    if entry.kind != MoneyKind.CEILING:
        likely(amount_idr)
    if amount_idr == now and corrections.filter(paper=paper).exists():
        return []
    if amount_idr == now:
        raise CannotFund("FUND-NOTHING")
    head = MoneyHead(MoneyKind.CORRECTION, entry.envelope, amount_idr - now, entry.on, f"koreksi:{entry.seq}",
                     corrects=entry, remark=remark, reason=remark, **_account(entry))  # fmt: skip
    return post_money(paper=paper, heads=[head], by=by, at=at)


def _ceiling(envelope: Envelope, paper: Paper, line: str) -> int | None:
    """What the envelope's ceiling was told to be: by that paper where it did, else by all papers so far."""
    book = book_of(envelope)
    known = MoneyEntry.objects.filter(paper=paper, line=line).first()
    if known is not None:
        book = [one for one in book if one.seq <= known.seq]
    return sums(moves(book)).ceiling_idr


def _left(entry: MoneyEntry) -> int:
    """What of a line is not returned yet, corrections counted."""
    rows = MoneyEntry.objects.filter(corrects=entry) | MoneyEntry.objects.filter(corrects__corrects=entry)
    return sum(move.delta_idr for move in moves(lines_of([entry, *rows.order_by("seq")])))


def _account(entry: MoneyEntry) -> dict[str, Any]:
    return {"settlement": entry.settlement, "aspect": entry.aspect, "agency": entry.agency, "work": entry.work}


def _is_posted(paper: Paper, head: MoneyHead) -> bool:
    """Whether the line is in the book as it is given; raises `CannotFund` where it is there with other content."""
    known = MoneyEntry.objects.filter(paper=paper, line=head.line).first()
    if known is None:
        return False
    wanted = _row(head)
    if any(getattr(known, name) != getattr(wanted, name) for name in SAME):
        raise CannotFund("FUND-LINE-DIFFERS", seq=known.seq)
    return True


def _check(city: City, head: MoneyHead, at: datetime) -> None:
    """What a line must be by itself."""
    told = (head.envelope.city_id, head.settlement and head.settlement.city_id, head.agency and head.agency.city_id)
    if any(one not in (None, city.pk) for one in told):
        raise CannotFund("FUND-OTHER-CITY")
    is_signed = head.kind in (MoneyKind.CEILING, MoneyKind.CORRECTION)
    likely(abs(head.amount_idr) if is_signed else head.amount_idr)
    if head.amount_idr == 0 and head.kind is not MoneyKind.CEILING:
        raise CannotFund("FUND-ZERO")
    if head.on > at.astimezone(ZoneInfo(city.timezone)).date():
        raise CannotFund("FUND-FUTURE", on=head.on)
    if (head.kind in NAMING) != (head.corrects is not None):
        raise CannotFund("FUND-NAMES-NOTHING")
    if head.corrects is not None and _moved(head.corrects) != (head.envelope.pk, *account_of(_row(head))):
        raise CannotFund("FUND-NAMES-OTHER")


def _moved(entry: MoneyEntry) -> tuple[object, ...]:
    return entry.envelope_id, *account_of(entry)


def _write(city: City, paper: Paper, heads: Sequence[MoneyHead], by: User | None, at: datetime) -> list[MoneyEntry]:
    last = city.money.order_by("-seq").first()
    seq, seal_before = (last.seq, last.entry_hash) if last else (0, "")
    posted = []
    for number, head in enumerate(heads, start=seq + 1):
        row = _row(head)
        row.city, row.seq, row.paper, row.by, row.at, row.previous_hash = city, number, paper, by, at, seal_before
        row.entry_hash = seal_before = seal(row)
        row.save(force_insert=True)
        posted.append(row)
    return posted


def _row(head: MoneyHead) -> MoneyEntry:
    return MoneyEntry(
        envelope=head.envelope, kind=head.kind.value, amount_idr=head.amount_idr, settlement=head.settlement,
        aspect=head.aspect, agency=head.agency, work=head.work, line=head.line, on=head.on, corrects=head.corrects,
        remark=head.remark, reason=head.reason, cofunding=head.cofunding,
    )  # fmt: skip


def _check_book(envelope: Envelope) -> None:
    """Refuse the whole posting where the envelope would not be right on every day."""
    if breach := first_breach(moves(book_of(envelope))):
        raise CannotFund(breach.code, source=envelope.source.name, year=envelope.year, on=breach.on,
                         short_idr=breach.short_idr, allowed_idr=breach.allowed_idr)  # fmt: skip

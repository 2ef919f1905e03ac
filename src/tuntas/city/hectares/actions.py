"""Writing in a city's book: lines of a paper, a year's target, a figure that somebody states."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from tuntas.city.hectares.chain import seal
from tuntas.city.hectares.facts import SYSTEM, book_of, path_of
from tuntas.city.hectares.models import LedgerEntry, StatedFigure, YearTarget
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.ledger.entries import Entry, Kind, Reason
from tuntas.ledger.posting import post


@dataclass(frozen=True, slots=True)
class EntryHead:
    """What a line of a paper says; `corrects` is the number of the corrected line in the city's book."""

    kind: Kind
    area_m2: int
    place: Place
    decree: str
    line: str
    on: date
    reason: Reason = Reason.NONE
    corrects: int | None = None
    successor: str = ""
    remark: str = ""
    printed: str = ""
    printed_on: str = ""
    settlement: Settlement | None = None


@transaction.atomic
def post_entries(*, paper: Paper, heads: Sequence[EntryHead], by: User | None, at: datetime) -> list[LedgerEntry]:
    """Post the lines of a paper in its city's book, all or none; a line that is there already is left as it is.

    Raises `tuntas.ledger.posting.CannotPost` where the book would not be right with them.
    """
    city = City.objects.select_for_update().get(pk=paper.city_id)  # one writer to a book at a time
    rows = {row.seq: row for row in city.ledger.select_related("place").order_by("seq")}
    book = book_of(city, rows.values())
    drafts = {}
    for number, head in enumerate(heads, start=len(rows) + 1):
        entry = _draft(number, head, paper=paper, by=by, at=at)
        drafts[entry.line] = (entry, head)
    fresh = post(book, [entry for entry, _ in drafts.values()])
    last_hash = rows[len(rows)].entry_hash if rows else ""
    posted = []
    for seq, entry in enumerate(fresh, start=len(rows) + 1):
        row = _row(entry, drafts[entry.line][1], paper=paper, by=by, at=at)
        row.seq = seq
        row.corrects = rows[entry.corrects] if entry.corrects is not None else None
        row.previous_hash = last_hash
        row.entry_hash = last_hash = seal(row)
        row.save(force_insert=True)
        rows[seq] = row
        posted.append(row)
    if posted:
        note("ledger.posted", about=paper, by=by, at=at, seqs=[row.seq for row in posted], head=last_hash)
    return posted


@dataclass(frozen=True, slots=True)
class TargetHead:
    """Hectares to be handled in a year under a decree."""

    year: int
    area_m2: int
    decree: str
    printed: str = ""


@transaction.atomic
def set_target(*, head: TargetHead, paper: Paper, by: User | None, at: datetime) -> YearTarget:
    """Keep a year's target with its paper; the same paper twice changes nothing."""
    target, is_new = YearTarget.objects.get_or_create(
        city=paper.city, year=head.year, decree=head.decree, paper=paper,
        defaults={"area_m2": head.area_m2, "printed": head.printed, "by": by, "recorded_at": at},
    )  # fmt: skip
    if is_new:
        note("target.set", about=target, by=by, at=at, year=head.year, area_m2=head.area_m2)
    return target


@dataclass(frozen=True, slots=True)
class FigureHead:
    """What somebody states: about what, when, how much as printed, where it was found."""

    about: str
    printed_on: str
    area_m2: int
    printed: str
    source: str
    url: str = ""
    remark: str = ""


@transaction.atomic
def state_figure(*, city: City, head: FigureHead, by: User | None, at: datetime) -> StatedFigure:
    """Keep what a source prints beside the book; twice is as once."""
    figure, is_new = StatedFigure.objects.get_or_create(
        city=city, about=head.about, printed_on=head.printed_on, printed=head.printed, source=head.source,
        defaults={"area_m2": head.area_m2, "url": head.url, "remark": head.remark, "by": by, "recorded_at": at},
    )  # fmt: skip
    if is_new:
        note("figure.stated", about=figure, by=by, at=at, figure=head.about, area_m2=head.area_m2)
    return figure


def _draft(number: int, head: EntryHead, *, paper: Paper, by: User | None, at: datetime) -> Entry:
    settlement = head.settlement.pk if head.settlement else None
    return Entry(
        number=number, kind=head.kind, area_m2=head.area_m2, place=path_of(head.place, settlement),
        decree=head.decree, paper=str(paper.pk), line=head.line, on=head.on,
        at=at.astimezone(ZoneInfo(paper.city.timezone)), by=str(by.pk) if by else SYSTEM, reason=head.reason,
        corrects=head.corrects, successor=head.successor, remark=head.remark, printed=head.printed,
    )  # fmt: skip


def _row(entry: Entry, head: EntryHead, *, paper: Paper, by: User | None, at: datetime) -> LedgerEntry:
    return LedgerEntry(
        city=paper.city, kind=entry.kind.value, area_m2=entry.area_m2, place=head.place, decree=entry.decree,
        settlement=head.settlement,
        paper=paper, line=entry.line, true_on=entry.on, recorded_at=at, by=by, reason=entry.reason.value,
        successor=entry.successor, remark=entry.remark, printed=entry.printed,
        printed_on=head.printed_on,
    )  # fmt: skip

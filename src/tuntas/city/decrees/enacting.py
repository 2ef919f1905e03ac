"""From draft over verification to force: no state is skipped, nobody verifies or enacts their own record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from django.db import transaction

from tuntas.city.decrees.checking import findings
from tuntas.city.decrees.drafting import latest_enacted, open_draft
from tuntas.city.decrees.facts import followers_of
from tuntas.city.decrees.models import Decree, DecreeLine, DropReason, VerifierLevel
from tuntas.city.decrees.posting import Enacting, hand_over, opening_heads
from tuntas.city.decrees.refusals import CannotDecree
from tuntas.city.hectares.accounts import open_accounts
from tuntas.city.hectares.actions import post_entries
from tuntas.city.people.access import made_by_other
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.records.actions import PaperDiffers, PaperHead, file_paper, note
from tuntas.city.records.content_types import RefusedContent
from tuntas.city.records.models import Paper
from tuntas.domain.area import printed_rows
from tuntas.domain.findings import Finding
from tuntas.domain.numbers import number as written
from tuntas.ledger.posting import CannotPost
from tuntas.ledger.terms import house_terms


class StandsInTheWay(CannotDecree):
    """Findings that block the decree."""

    def __init__(self, blocking: list[Finding]) -> None:
        super().__init__("DECREE-BLOCKED", count=len(blocking))
        self.blocking = blocking


@dataclass(frozen=True, slots=True)
class Scan:
    """A signed paper as it arrives: its number and day as printed on it, and the bytes; `paper` where it is on file."""

    number: str
    signed_on: date
    content: BinaryIO | bytes | None = None
    filename: str = ""
    paper: Paper | None = None


@transaction.atomic
def verify_decree(*, decree: Decree, level: VerifierLevel, minutes: Scan, by: User, at: datetime) -> Decree:
    """Record that a draft was verified, by whom and on which minutes.

    Raises `StandsInTheWay` for what blocks it, `CannotDecree` for a day to come, one's own draft, or one verified.
    """
    draft = open_draft(decree)
    if draft.verified_at is not None:
        raise CannotDecree("DECREE-IS-VERIFIED", title=draft.name)
    if not made_by_other(by, draft.drafted_by):
        raise CannotDecree("DECREE-OWN-DRAFT")
    on = _day_of(minutes.signed_on, draft.city, at)
    _need_free(draft, on=city_today(draft.city, at))
    paper = _filed(draft.city, "BERITA_ACARA", minutes, draft.title, by=by, at=at)
    draft.verifier_level, draft.verified_on, draft.minutes = level.value, on, paper
    draft.verified_by, draft.verified_at = by, at
    draft.save(update_fields=["verifier_level", "verified_on", "minutes", "verified_by", "verified_at"])
    note("decree.verified", about=draft, by=by, at=at, level=level.value, on=on, paper=paper.pk)
    return draft


@transaction.atomic
def enact_decree(*, decree: Decree, scan: Scan, late_reason: str = "", by: User, at: datetime) -> Decree:
    """Give a verified draft force by its signed paper, and open its hectares in the book.

    Raises `StandsInTheWay`, and `CannotDecree` for an unverified draft, a day before its verification or before the
    decree that it revises, one's own record, a late entry without a reason, or a book that would not be right.
    """
    draft = open_draft(decree)
    if draft.verified_at is None or draft.verified_on is None:
        raise CannotDecree("DECREE-NOT-VERIFIED", title=draft.name)
    if not made_by_other(by, draft.drafted_by, draft.verified_by):
        raise CannotDecree("DECREE-OWN-RECORD")
    on = _day_of(scan.signed_on, draft.city, at)
    if on < draft.verified_on:
        raise CannotDecree("DECREE-BEFORE-VERIFIED", on=draft.verified_on)
    _need_free(draft, on=on)
    return _enact(draft, scan, on, late_reason, by=by, at=at)


@dataclass(frozen=True, slots=True)
class LegacyLine:
    """A row of an old decree as it prints it."""

    place: Place
    name: str
    area_m2: int
    printed: str = ""
    columns: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class LegacyHead:
    """An old decree as printed; `printed_on` where it says less than a day, `printed_total` where it has a total."""

    title: str
    scan: Scan
    aliases: tuple[str, ...] = ()
    printed_on: str = ""
    printed_total: str = ""
    printed_total_m2: int | None = None
    reason: str = ""


@transaction.atomic
def enter_legacy(*, city: City, head: LegacyHead, lines: list[LegacyLine], by: User | None, at: datetime) -> Decree:
    """Enter a decree from before the system as it prints itself: areas and classes stay as they are, no scores.

    What the decree before no longer finds in it is "not broken down". The same decree twice is entered once.
    """
    City.objects.select_for_update().get(pk=city.pk)
    number = head.scan.number.strip()
    if known := Decree.objects.filter(city=city, number=number, is_legacy=True).enacted().first():
        return known
    if not lines:
        raise CannotDecree("DECREE-NO-LINES")
    on, before = _day_of(head.scan.signed_on, city, at), latest_enacted(city)
    if before is not None and not before.is_legacy:  # verification is not gone round by calling a decree old
        raise CannotDecree("DECREE-LEGACY-AFTER", number=before.number)
    decree = Decree.objects.create(
        city=city, title=head.title, number="", aliases=list(head.aliases), printed_on=head.printed_on,
        printed_total=head.printed_total, printed_total_m2=head.printed_total_m2, is_legacy=True,
        revises=before, drafted_by=by, drafted_at=at,
    )  # fmt: skip
    DecreeLine.objects.bulk_create([
        DecreeLine(decree=decree, position=position, place=line.place, name=line.name, area_m2=line.area_m2,
                   printed=line.printed, **(line.columns or {}))
        for position, line in enumerate(lines, start=1)
    ])  # fmt: skip
    return _enact(decree, head.scan, on, head.reason, by=by, at=at)


def city_today(city: City, at: datetime) -> date:
    """The day in the city's own zone."""
    return at.astimezone(ZoneInfo(city.timezone)).date()


def _enact(draft: Decree, scan: Scan, on: date, late_reason: str, *, by: User | None, at: datetime) -> Decree:
    city, number = draft.city, scan.number.strip()
    if not number:
        raise CannotDecree("DECREE-NUMBER-EMPTY")
    if Decree.objects.filter(city=city, number=number, dropped_at=None).exclude(pk=draft.pk).exists():
        raise CannotDecree("DECREE-NUMBER-TAKEN", number=number)
    before = draft.revises
    if before is not None and before.signed_on is not None and on <= before.signed_on:
        raise CannotDecree("DECREE-BEFORE-EARLIER", number=before.number, on=before.signed_on)
    is_late = (city_today(city, at) - on).days > house_terms().late_days
    if is_late and not late_reason.strip():
        raise CannotDecree("DECREE-LATE", days=house_terms().late_days)
    paper = _filed(city, "SK", scan, draft.title, by=by, at=at)
    lines = _with_printed(draft)
    draft.number, draft.signed_on, draft.paper = number, on, paper
    draft.late_reason, draft.enacted_by, draft.enacted_at = late_reason.strip(), by, at
    draft.save()
    _open_hectares(draft, paper, lines, is_late=is_late, by=by, at=at)
    note("decree.enacted", about=draft, by=by, at=at, number=number, on=on, paper=paper.pk, late=is_late,
         revises=draft.revises_id, lines=len(lines), area_m2=sum(line.area_m2 for line in lines))  # fmt: skip
    return draft


def _with_printed(draft: Decree) -> list[DecreeLine]:
    """The lines with their printed hectares: rows that add to their rounded total (largest remainder)."""
    lines = list(draft.lines.select_related("place", "settlement__place").order_by("position"))
    for line, printed in zip(lines, printed_rows([line.area_m2 for line in lines]), strict=True):
        line.printed = line.printed or written(printed, "id", 2)
    DecreeLine.objects.bulk_update(lines, ["printed"])
    return lines


def _open_hectares(draft: Decree, paper: Paper, lines: list[DecreeLine], *, is_late: bool, by: User | None,
                   at: datetime) -> None:  # fmt: skip
    """Post the decree in the book; a paper whose lines stand in it already (a case that was loaded) adds nothing."""
    assert draft.signed_on is not None
    if draft.city.ledger.filter(paper=paper).exists():
        return
    accounts = open_accounts(draft.city, on=draft.signed_on)
    plan = hand_over(lines, accounts, followers_of(draft.city))
    reasons = {(one.place_id, one.settlement_id): (DropReason(one.reason), one.remark) for one in draft.drops.all()}
    act = Enacting(draft.number, draft.signed_on, draft.late_reason if is_late else "")
    heads = opening_heads(act, lines, accounts, plan, reasons)
    try:
        post_entries(paper=paper, heads=heads, by=by, at=at)
    except CannotPost as refusal:
        raise CannotDecree("DECREE-BOOK", why=" ".join(problem.wording() for problem in refusal.problems)) from refusal


def _filed(city: City, kind: str, scan: Scan, title: str, *, by: User | None, at: datetime) -> Paper:
    if scan.paper is not None:
        return scan.paper
    try:
        return file_paper(city=city, head=PaperHead(kind, number=scan.number.strip(), title=title,
                          signed_on=scan.signed_on), by=by, at=at, content=scan.content,
                          filename=scan.filename)  # fmt: skip
    except PaperDiffers as refusal:
        raise CannotDecree("DECREE-PAPER-DIFFERS", number=scan.number) from refusal
    except RefusedContent as refusal:
        raise CannotDecree(refusal.code, **refusal.params) from refusal


def _day_of(on: date, city: City, at: datetime) -> date:
    """A day that has come."""
    if on > city_today(city, at):
        raise CannotDecree("DECREE-AHEAD", on=on)
    return on


def _need_free(draft: Decree, *, on: date) -> None:
    blocking = [one for one in findings(draft, on=on) if one.blocks]
    if blocking:
        raise StandsInTheWay(blocking)

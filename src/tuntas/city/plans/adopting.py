"""From draft over discussion to force: no state is skipped, nobody adopts their own record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from django.db import transaction

from tuntas.city.people.access import made_by_other
from tuntas.city.people.models import City, User
from tuntas.city.plans.checking import findings
from tuntas.city.plans.drafting import open_draft
from tuntas.city.plans.models import Plan
from tuntas.city.plans.refusals import CannotPlan
from tuntas.city.records.actions import PaperDiffers, PaperHead, file_paper, note
from tuntas.city.records.content_types import RefusedContent
from tuntas.city.records.models import Paper
from tuntas.domain.findings import Finding


class StandsInTheWay(CannotPlan):
    """Findings that block the plan."""

    def __init__(self, blocking: list[Finding]) -> None:
        super().__init__("RP-BLOCKED", count=len(blocking))
        self.blocking = blocking


@dataclass(frozen=True, slots=True)
class Scan:
    """A signed paper as it arrives: its number and day as printed on it, and the bytes."""

    number: str
    signed_on: date
    content: BinaryIO | bytes | None = None
    filename: str = ""


@transaction.atomic
def discuss_plan(*, plan: Plan, minutes: Scan, by: User, at: datetime) -> Plan:
    """Record that a draft was discussed, on which minutes (berita acara); from then on it is not changed.

    Raises `StandsInTheWay` for what blocks it, `CannotPlan` for a day to come, or a draft that was discussed.
    """
    draft = open_draft(plan)
    if draft.discussed_at is not None:
        raise CannotPlan("RP-IS-DISCUSSED", title=draft.name)
    on = _day_of(minutes.signed_on, draft.city, at)
    _need_free(draft, on=city_today(draft.city, at))
    paper = _filed(draft.city, "BERITA_ACARA", minutes, draft.title, by=by, at=at)
    draft.discussed_on, draft.minutes, draft.discussed_by, draft.discussed_at = on, paper, by, at
    draft.save(update_fields=["discussed_on", "minutes", "discussed_by", "discussed_at"])
    note("plan.discussed", about=draft, by=by, at=at, on=on, paper=paper.pk)
    return draft


@transaction.atomic
def reopen(*, plan: Plan, reason: str, by: User, at: datetime) -> None:
    """Take a discussed draft back to work; its discussion no longer counts, its minutes stay on file."""
    if not reason.strip():
        raise CannotPlan("RP-REASON-EMPTY")
    draft = open_draft(plan)
    note("plan.reopened", about=draft, by=by, at=at, minutes=draft.minutes_id)
    draft.discussed_on, draft.minutes, draft.discussed_by, draft.discussed_at = None, None, None, None
    draft.save(update_fields=["discussed_on", "minutes", "discussed_by", "discussed_at"])


@transaction.atomic
def adopt_plan(*, plan: Plan, scan: Scan, by: User, at: datetime) -> Plan:
    """Give a discussed draft force by the signed regulation of the wali kota or bupati.

    Raises `StandsInTheWay`, and `CannotPlan` for a draft that was not discussed, a day before its discussion or before
    the plan that it revises, one's own record, or a number that is taken.
    """
    draft = open_draft(plan)
    if draft.discussed_on is None:
        raise CannotPlan("RP-NOT-DISCUSSED", title=draft.name)
    if not made_by_other(by, draft.drafted_by, draft.discussed_by):
        raise CannotPlan("RP-OWN-RECORD")
    on = _day_of(scan.signed_on, draft.city, at)
    if on < draft.discussed_on:
        raise CannotPlan("RP-BEFORE-DISCUSSED", on=draft.discussed_on)
    before = draft.revises
    if before is not None and before.signed_on is not None and on <= before.signed_on:
        raise CannotPlan("RP-BEFORE-EARLIER", number=before.number, on=before.signed_on)
    number = _number_of(scan, draft)
    _need_free(draft, on=on)
    paper = _filed(draft.city, "PERATURAN", scan, draft.title, by=by, at=at)
    draft.number, draft.signed_on, draft.paper = number, on, paper
    draft.adopted_by, draft.adopted_at = by, at
    draft.save()
    note("plan.adopted", about=draft, by=by, at=at, number=number, on=on, paper=paper.pk, revises=draft.revises_id,
         lines=draft.lines.count())  # fmt: skip
    return draft


def city_today(city: City, at: datetime) -> date:
    """The day in the city's own zone."""
    return at.astimezone(ZoneInfo(city.timezone)).date()


def _number_of(scan: Scan, draft: Plan) -> str:
    number = scan.number.strip()
    if not number:
        raise CannotPlan("RP-NUMBER-EMPTY")
    if Plan.objects.filter(city=draft.city, number=number, dropped_at=None).exclude(pk=draft.pk).exists():
        raise CannotPlan("RP-NUMBER-TAKEN", number=number)
    return number


def _filed(city: City, kind: str, scan: Scan, title: str, *, by: User | None, at: datetime) -> Paper:
    if not scan.number.strip():
        raise CannotPlan("RP-NUMBER-EMPTY")
    try:
        return file_paper(city=city, head=PaperHead(kind, number=scan.number.strip(), title=title,
                          signed_on=scan.signed_on), by=by, at=at, content=scan.content,
                          filename=scan.filename)  # fmt: skip
    except PaperDiffers as refusal:
        raise CannotPlan("RP-PAPER-DIFFERS", number=scan.number) from refusal
    except RefusedContent as refusal:
        raise CannotPlan(refusal.code, **refusal.params) from refusal


def _day_of(on: date, city: City, at: datetime) -> date:
    """A day that has come."""
    if on > city_today(city, at):
        raise CannotPlan("RP-AHEAD", on=on)
    return on


def _need_free(draft: Plan, *, on: date) -> None:
    blocking = [one for one in findings(draft, on=on) if one.blocks]
    if blocking:
        raise StandsInTheWay(blocking)

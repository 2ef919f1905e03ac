"""Drafting a plan and working on the draft: its targets, its lines, the reasons for what differs.

Every change names `seen`, the count of changes that its author saw: two people never overwrite each other.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import models, transaction

from tuntas.city.hectares.models import YearTarget
from tuntas.city.people.models import City, User
from tuntas.city.plans.facts import latest_adopted, lines_of
from tuntas.city.plans.heads import LineHead
from tuntas.city.plans.models import Plan, PlanAmount, PlanAnswer, PlanLine, PlanTarget
from tuntas.city.plans.refusals import CannotPlan
from tuntas.city.records.actions import note
from tuntas.domain.rupiah import LARGEST_IDR


@transaction.atomic
def draft_plan(*, city: City, title: str, from_year: int, years: int = 5, by: User | None, at: datetime) -> Plan:
    """Begin a plan. Its targets are those that papers set for its years; where a plan is in force, the draft revises it
    and begins with its lines.

    Raises `CannotPlan` where the city works on another draft.
    """
    City.objects.select_for_update().get(pk=city.pk)
    if other := Plan.objects.filter(city=city).open().first():
        raise CannotPlan("RP-OTHER-DRAFT", title=other.name)
    if not title.strip():
        raise CannotPlan("RP-TITLE-EMPTY")
    before = latest_adopted(city)
    plan = Plan.objects.create(city=city, title=title.strip(), from_year=from_year, years=years, revises=before,
                               drafted_by=by, drafted_at=at)  # fmt: skip
    known = {one.year: one.area_m2 for one in before.targets.all()} if before else {}
    _write_targets(plan, set_targets(city, plan.span) | known)
    if before is not None:
        _copy_lines(before, plan)
    note("plan.drafted", about=plan, by=by, at=at, from_year=from_year, years=years,
         revises=before.pk if before else None)  # fmt: skip
    return plan


def set_targets(city: City, years: Iterable[int]) -> dict[int, int]:
    """The square metres that papers set for years: of each year the target told last."""
    rows = YearTarget.objects.filter(city=city, year__in=list(years)).order_by("recorded_at", "pk")
    return {row.year: row.area_m2 for row in rows}


@transaction.atomic
def set_plan_targets(
    *, plan: Plan, targets: Mapping[int, int | None], seen: int, by: User | None, at: datetime
) -> None:
    """Say how much area is to be handled in each year; None: no target."""
    draft = lock(plan, seen)
    if wrong := [year for year in targets if year not in draft.span]:
        raise CannotPlan("RP-YEAR-OUTSIDE", year=wrong[0], first=draft.span[0], last=draft.span[-1])
    draft.targets.filter(year__in=list(targets)).delete()
    _write_targets(draft, {year: area for year, area in targets.items() if area is not None})
    note("plan.targets_set", about=draft, by=by, at=at, targets={str(year): area for year, area in targets.items()})


@transaction.atomic
def add_lines(*, plan: Plan, heads: Iterable[LineHead], seen: int, by: User | None, at: datetime) -> list[PlanLine]:
    """Take lines into a draft, after those that are in it."""
    draft = lock(plan, seen)
    lines = append_lines(draft, list(heads))
    note("plan.lines_added", about=draft, by=by, at=at, lines=[line.pk for line in lines],
         cost_idr=sum(line.cost_idr for line in lines))  # fmt: skip
    return lines


@transaction.atomic
def change_line(*, line: PlanLine, head: LineHead, seen: int, by: User | None, at: datetime) -> PlanLine:
    """Let a line say something else; what it was stands in the trail."""
    draft = lock(line.plan, seen)
    _checked(draft, head)
    was = {"cost_idr": line.cost_idr, "years": sorted({one.year for one in line.amounts.all()})}
    for name, value in head.columns.items():
        setattr(line, name, value)
    line.save()
    line.amounts.all().delete()
    PlanAmount.objects.bulk_create(_amounts(line, head))
    draft.answers.filter(key=f"l{line.key}").delete()  # reasons given for what stood before
    note("plan.line_changed", about=draft, by=by, at=at, line=line.position, was=was, cost_idr=line.cost_idr)
    return line


@transaction.atomic
def remove_line(*, line: PlanLine, seen: int, by: User | None, at: datetime) -> None:
    """Take a line out of a draft."""
    draft = lock(line.plan, seen)
    note("plan.line_removed", about=draft, by=by, at=at, line=line.position, key=line.key, cost_idr=line.cost_idr)
    line.delete()


@transaction.atomic
def answer(*, plan: Plan, code: str, key: str, reason: str, by: User | None, at: datetime) -> PlanAnswer:
    """Write down why a warning does not stand in the way."""
    draft = lock(plan, None)
    if not reason.strip():
        raise CannotPlan("RP-REASON-EMPTY")
    said, _ = PlanAnswer.objects.update_or_create(
        plan=draft, code=code, key=key, defaults={"reason": reason.strip(), "by": by, "at": at}
    )
    note("plan.answered", about=draft, by=by, at=at, code=code, key=key)
    return said


@transaction.atomic
def drop_draft(*, plan: Plan, reason: str, by: User | None, at: datetime) -> None:
    """Give a draft up; it stays on record with its reason."""
    if not reason.strip():
        raise CannotPlan("RP-REASON-EMPTY")
    draft = open_draft(plan)
    draft.dropped_by, draft.dropped_at, draft.drop_reason = by, at, reason.strip()
    draft.save(update_fields=["dropped_by", "dropped_at", "drop_reason"])
    note("plan.dropped", about=draft, by=by, at=at)


def open_draft(plan: Plan) -> Plan:
    """The draft, locked. Raises `CannotPlan` where it was adopted or dropped."""
    draft = Plan.objects.select_for_update().get(pk=plan.pk)
    if draft.adopted_at is not None or draft.dropped_at is not None:
        raise CannotPlan("RP-NOT-OPEN", title=draft.name)
    return draft


def lock(plan: Plan, seen: int | None) -> Plan:
    """The draft, locked and counted on; what was discussed is no longer changed."""
    draft = open_draft(plan)
    if draft.discussed_at is not None:
        raise CannotPlan("RP-IS-DISCUSSED", title=draft.name)
    if seen is not None and draft.changed != seen:
        raise CannotPlan("RP-CHANGED-MEANWHILE")
    draft.changed += 1
    draft.save(update_fields=["changed"])
    return draft


def append_lines(draft: Plan, heads: list[LineHead]) -> list[PlanLine]:
    """The lines of heads, written (two statements)."""
    for head in heads:
        _checked(draft, head)
    last = draft.lines.aggregate(last=models.Max("position"))["last"] or 0
    known = set(draft.lines.values_list("key", flat=True))
    lines = []
    for position, head in enumerate(heads, start=last + 1):
        key = _free_key(head.key or f"n{position}", known)
        lines.append(PlanLine(plan=draft, position=position, key=key, **head.columns))
    PlanLine.objects.bulk_create(lines)
    PlanAmount.objects.bulk_create(
        [amount for line, head in zip(lines, heads, strict=True) for amount in _amounts(line, head)]
    )
    return lines


def _copy_lines(before: Plan, plan: Plan) -> None:
    """The lines of the plan before, each with its key; money of years that are over stays in the plan before."""
    for line in lines_of(before):
        amounts = [one for one in line.amounts.all() if one.year in plan.span]
        copy = PlanLine.objects.get(pk=line.pk)
        copy.pk, copy.plan, copy.cost_idr = None, plan, sum(one.cost_idr for one in amounts)
        copy._state.adding = True
        copy.save()
        for one in amounts:
            one.pk, one.line = None, copy
        PlanAmount.objects.bulk_create(amounts)


def _write_targets(plan: Plan, targets: Mapping[int, int]) -> None:
    PlanTarget.objects.bulk_create(
        [PlanTarget(plan=plan, year=year, area_m2=area) for year, area in targets.items() if year in plan.span]
    )


def _checked(draft: Plan, head: LineHead) -> None:
    """Raises `CannotPlan` for a line that says too little, a year outside, or an amount that money cannot be."""
    if not (head.activity or head.title.strip()) or not head.location.strip():
        raise CannotPlan("RP-LINE-EMPTY")
    outside = [one.year for one in head.amounts if one.year not in draft.span]
    if head.finished_year is not None and head.finished_year not in draft.span:
        outside.append(head.finished_year)
    if outside:
        raise CannotPlan("RP-YEAR-OUTSIDE", year=outside[0], first=draft.span[0], last=draft.span[-1])
    if any(not 0 <= one.cost_idr <= LARGEST_IDR for one in head.amounts) or head.cost_idr > LARGEST_IDR:
        raise CannotPlan("RP-AMOUNT")
    pairs = [(one.year, one.source.pk if one.source else None) for one in head.amounts]
    if len(set(pairs)) != len(pairs):
        raise CannotPlan("RP-AMOUNT-TWICE")
    for thing in (head.settlement, head.proposal, head.agency, *(one.source for one in head.amounts)):
        if thing is not None and thing.city_id != draft.city_id:
            raise CannotPlan("RP-FOREIGN")


def _amounts(line: PlanLine, head: LineHead) -> list[PlanAmount]:
    return [PlanAmount(line=line, year=one.year, source=one.source, volume_micro=one.volume_micro,
                       cost_idr=one.cost_idr) for one in head.amounts]  # fmt: skip


def _free_key(wanted: str, known: set[str]) -> str:
    """The key, or the next one that no line has."""
    key, count = wanted, 1
    while key in known:
        count += 1
        key = f"{wanted}-{count}"
    known.add(key)
    return key

"""Target areas: settlements that are finished together. A new one beside unfinished ones needs a written reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tuntas.city.people.models import Agency, City, User
from tuntas.city.problems.models import Problem, TargetArea, TargetAreaEnd, TargetAreaSettlement
from tuntas.city.problems.refusals import CannotHandle
from tuntas.city.problems.trail import Hand, need_reason
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement

YEARS = (1945, 2200)


@dataclass(frozen=True, slots=True)
class TargetHead:
    """What a target area says of itself; `aspects` are ids of the rule set."""

    name: str
    from_year: int
    until_year: int
    lead_agency: Agency
    definition_of_complete: str
    aspects: Sequence[str]
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """What remains of a target area: the problems of its aspects that stand in its settlements."""

    area: TargetArea
    problems: Sequence[Problem]

    @property
    def is_complete(self) -> bool:
        """Whether nothing remains that is on record."""
        return not self.problems


def remaining(areas: Iterable[TargetArea]) -> list[Rest]:
    """What remains of each (two queries)."""
    wanted = list(areas)
    members: dict[int, set[int]] = {one.pk: set() for one in wanted}
    rows = TargetAreaSettlement.objects.filter(target_area__in=members, left_on=None)
    for area, settlement in rows.values_list("target_area", "settlement"):
        members[area].add(settlement)
    ids = {pk for own in members.values() for pk in own}
    standing = Problem.objects.filter(settlement__in=ids).standing().select_related("settlement", "agency")
    problems = list(standing.order_by("settlement__name", "criterion", "pk"))
    return [Rest(one, [problem for problem in problems
                       if problem.settlement_id in members[one.pk] and problem.aspect in one.aspects])
            for one in wanted]  # fmt: skip


def unfinished(city: City, *, but: TargetArea | None = None) -> list[Rest]:
    """Target areas that go on, earliest first, with what remains of each; they are finished only when ended."""
    rows = TargetArea.objects.filter(city=city).going_on().select_related("lead_agency")
    rows = rows.exclude(pk=but.pk) if but else rows
    return remaining(rows.order_by("from_year", "name"))


@transaction.atomic
def open_target_area(*, city: City, head: TargetHead, settlements: Iterable[Settlement], despite: str = "",
                     by: User | None, at: datetime) -> TargetArea:  # fmt: skip
    """Open a target area. Raises `CannotHandle` where earlier ones go on and no reason (`despite`) is written."""
    City.objects.select_for_update().get(pk=city.pk)
    wanted = list(settlements)
    _check(city, head, wanted)
    earlier = unfinished(city)
    if earlier and not despite.strip():
        raise CannotHandle("TARGET-AREA-UNFINISHED", names=", ".join(rest.area.name for rest in earlier))
    area = TargetArea.objects.create(city=city, despite_reason=despite.strip() if earlier else "", by=by, at=at,
                                     **_columns(head))  # fmt: skip
    TargetAreaSettlement.objects.bulk_create(TargetAreaSettlement(target_area=area, settlement=one) for one in wanted)
    note("target_area.opened", about=area, by=by, at=at, settlements=[one.pk for one in wanted],
         from_year=head.from_year, until_year=head.until_year, lead=head.lead_agency.pk, aspects=list(head.aspects),
         unfinished=[rest.area.pk for rest in earlier])  # fmt: skip
    return area


@transaction.atomic
def change_target_area(*, area: TargetArea, head: TargetHead, settlements: Iterable[Settlement], reason: str,
                       on: date, hand: Hand) -> TargetArea:  # fmt: skip
    """Change what a target area says and which settlements it holds, with the reason."""
    why = need_reason(reason)
    found = _lock(area, hand.seen)
    wanted = list(settlements)
    _check(found.city, head, wanted, but=found)
    before = {"from_year": found.from_year, "until_year": found.until_year, "lead": found.lead_agency_id,
              "aspects": found.aspects}  # fmt: skip
    for name, value in _columns(head).items():
        setattr(found, name, value)
    found.save()
    added, left = _members(found, wanted, why, on)
    note("target_area.changed", about=found, by=hand.by, at=hand.at, before=before, added=added, left=left,
         from_year=head.from_year, until_year=head.until_year, lead=head.lead_agency.pk,
         aspects=list(head.aspects))  # fmt: skip
    return found


@transaction.atomic
def end_target_area(*, area: TargetArea, kind: TargetAreaEnd, reason: str, on: date, hand: Hand) -> TargetArea:
    """End a target area with the reason. "Complete" is refused while something of its definition remains."""
    why = need_reason(reason)
    found = _lock(area, hand.seen)
    rest = remaining([found])[0]
    if kind is TargetAreaEnd.COMPLETE and not rest.is_complete:
        raise CannotHandle("TARGET-AREA-NOT-COMPLETE", name=found.name, count=len(rest.problems))
    found.ended_on, found.end_kind, found.end_reason = on, kind.value, why
    found.save()
    note("target_area.ended", about=found, by=hand.by, at=hand.at, on=on, kind=kind.value,
         remaining=len(rest.problems))  # fmt: skip
    return found


def _lock(area: TargetArea, seen: int) -> TargetArea:
    found = TargetArea.objects.select_for_update(of=("self",)).select_related("city").get(pk=area.pk)
    if found.ended_on is not None:
        raise CannotHandle("TARGET-AREA-ENDED", name=found.name)
    if found.changed != seen:
        raise CannotHandle("PROBLEM-CHANGED-MEANWHILE")
    found.changed += 1
    return found


def _members(area: TargetArea, wanted: Sequence[Settlement], reason: str, on: date) -> tuple[list[int], list[int]]:
    """Take settlements in and out; those that leave stay on record with the reason."""
    known = set(area.members.filter(left_on=None).values_list("settlement", flat=True))
    ids = {one.pk for one in wanted}
    left = sorted(known - ids)
    area.members.filter(left_on=None, settlement__in=left).update(left_on=on, left_reason=reason)
    added = [one for one in wanted if one.pk not in known]
    TargetAreaSettlement.objects.bulk_create(TargetAreaSettlement(target_area=area, settlement=one) for one in added)
    return sorted(one.pk for one in added), left


def _columns(head: TargetHead) -> dict[str, object]:
    return {"name": " ".join(head.name.split()), "from_year": head.from_year, "until_year": head.until_year,
            "lead_agency": head.lead_agency, "definition_of_complete": head.definition_of_complete.strip(),
            "aspects": list(head.aspects), "paper": head.paper}  # fmt: skip


def _check(city: City, head: TargetHead, settlements: Sequence[Settlement], but: TargetArea | None = None) -> None:
    name = " ".join(head.name.split())
    if not name or not head.definition_of_complete.strip() or not head.aspects:
        raise CannotHandle("TARGET-AREA-UNSAID")
    if not settlements:
        raise CannotHandle("TARGET-AREA-EMPTY")
    if not YEARS[0] <= head.from_year <= head.until_year <= YEARS[1]:
        raise CannotHandle("TARGET-AREA-YEARS")
    if head.lead_agency.city_id != city.pk or any(one.city_id != city.pk for one in settlements):
        raise CannotHandle("TARGET-AREA-FOREIGN")
    same = TargetArea.objects.filter(city=city, name=name).going_on()
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise CannotHandle("TARGET-AREA-NAME-TAKEN", name=name)

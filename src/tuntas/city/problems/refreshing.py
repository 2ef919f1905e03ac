"""What a newer assessment would change, to be seen before it is accepted. Missing data closes nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.models import City
from tuntas.city.problems.facts import Deficit, latest_campaign, readings
from tuntas.city.problems.models import BY_ASSESSMENT, Problem, ProblemKind, ProblemState, ProblemUnit
from tuntas.city.problems.routing import Route, routes
from tuntas.city.settlements.models import Settlement, SettlementMember
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of

Key = tuple[int, str]


class Turn(StrEnum):
    """What an assessment does to a problem."""

    NEW = "NEW"
    REOPENED = "REOPENED"
    CHANGED = "CHANGED"
    CONFIRMED = "CONFIRMED"
    ROUTED = "ROUTED"
    CLOSED = "CLOSED"
    UNTOLD = "UNTOLD"
    KEPT_CLOSED = "KEPT_CLOSED"
    SAME = "SAME"


#: Turns that write something.
WRITTEN = (Turn.NEW, Turn.REOPENED, Turn.CHANGED, Turn.CONFIRMED, Turn.ROUTED, Turn.CLOSED)


@dataclass(frozen=True, slots=True)
class Change:
    """One problem as it is (None: not yet) and as the survey shows it (None: no RT of the settlement is known)."""

    turn: Turn
    settlement: Settlement
    criterion: str
    aspect: str
    problem: Problem | None
    deficit: Deficit | None
    route: Route


@dataclass(frozen=True)
class Preview:
    """What taking in would do. `outside` are slum RT that no settlement holds: their deficits become no problem."""

    city: City
    campaign: Campaign | None
    changes: Sequence[Change]
    outside: int

    def of(self, turn: Turn) -> list[Change]:
        """The changes of a kind."""
        return [one for one in self.changes if one.turn is turn]

    @cached_property
    def mark(self) -> str:
        """What is shown, as a short text: accepting names it, so that nobody accepts what they have not seen."""
        said = [(one.turn.value, one.settlement.pk, one.criterion, one.problem.changed if one.problem else 0,
                 _figures(one.deficit), [agency.pk for agency in one.route.candidates])
                for one in self.changes if one.turn in WRITTEN]  # fmt: skip
        return hashlib.sha256(repr((self.campaign and self.campaign.pk, said)).encode()).hexdigest()[:16]

    @property
    def has_work(self) -> bool:
        """Whether accepting writes anything."""
        return any(one.turn in WRITTEN for one in self.changes)


def preview(city: City, *, on: date) -> Preview:
    """What the newest survey would change; nothing is written (about ten queries)."""
    campaign = latest_campaign(city, on=on)
    if campaign is None:
        return Preview(city, None, [], 0)
    standing = list(Settlement.objects.filter(city=city).existing(on).select_related("place__kelurahan", "city"))
    read = {(one.settlement.pk, one.criterion.id): one for one in readings(campaign, standing, on=on)}
    known = _known(city)
    told = routes(city, {aspect.id for aspect in regulation_of(campaign).aspects} | {p.aspect for p in known.values()})
    alive = {one.pk for one in standing}
    changes = [_change(problem, read.get(key), told, alive) for key, problem in known.items()]
    changes += [Change(Turn.NEW, one.settlement, one.criterion.id, one.criterion.aspect, None, one,
                       told[one.criterion.aspect])
                for key, one in read.items() if one.is_there and key not in known]  # fmt: skip
    changes.sort(key=lambda one: (one.settlement.place.name, one.settlement.name, one.criterion))
    return Preview(city, campaign, changes, _outside(campaign, on))


def unit_volumes(deficit: Deficit) -> dict[str, int | None]:
    """The volumes of a deficit by RT, as a step keeps them."""
    return {str(unit.place.pk): unit.volume_micro for unit in deficit.units}


def _known(city: City) -> dict[Key, Problem]:
    rows = Problem.objects.filter(city=city, kind=ProblemKind.DEFICIT)
    related = rows.select_related("settlement__place__kelurahan", "agency").prefetch_related("units")
    return {(one.settlement_id, one.criterion): one for one in related if one.settlement_id is not None}


def _change(problem: Problem, deficit: Deficit | None, told: Mapping[str, Route], alive: set[int]) -> Change:
    assert problem.settlement is not None  # a deficit has one (constraint)
    route = told[problem.aspect]
    turn = _turn_of_closed(problem, deficit) if problem.state == ProblemState.CLOSED else _turn(
        problem, deficit, route, problem.settlement.pk in alive)  # fmt: skip
    return Change(turn, problem.settlement, problem.criterion, problem.aspect, problem, deficit, route)


def _turn_of_closed(problem: Problem, deficit: Deficit | None) -> Turn:
    """What a person closed opens again only by a newer survey."""
    if deficit is None or not deficit.is_there:
        return Turn.SAME
    by_survey = problem.close_cause in BY_ASSESSMENT
    return Turn.REOPENED if by_survey or problem.campaign_id != deficit.campaign.pk else Turn.KEPT_CLOSED


def _turn(problem: Problem, deficit: Deficit | None, route: Route, is_alive: bool) -> Turn:
    if not is_alive or (deficit is not None and deficit.is_known_zero):
        return Turn.CLOSED
    if deficit is None or not deficit.is_there:
        return Turn.UNTOLD
    if _shown(problem) != _figures(deficit):
        return Turn.CHANGED
    if problem.campaign_id != deficit.campaign.pk:
        return Turn.CONFIRMED
    waits = problem.agency_id is None and problem.state == ProblemState.OPEN
    return Turn.ROUTED if waits and route.agency is not None else Turn.SAME


def _shown(problem: Problem) -> tuple[object, ...]:
    units: list[ProblemUnit] = sorted(problem.units.all(), key=lambda unit: unit.place_id)
    return (problem.score, problem.units_unknown, [(unit.place_id, unit.volume_micro, unit.score) for unit in units])


def _figures(deficit: Deficit | None) -> tuple[object, ...]:
    if deficit is None:
        return ()
    units = sorted(deficit.units, key=lambda unit: unit.place.pk)
    return (deficit.score, deficit.units_unknown, [(unit.place.pk, unit.volume_micro, unit.score) for unit in units])


def _outside(campaign: Campaign, on: date) -> int:
    held = SettlementMember.objects.in_force(on).filter(settlement__city=campaign.city)
    slum = StoredAssessment.objects.filter(record__campaign=campaign, is_slum=True).current()
    return slum.exclude(record__place__in=held.values("place")).count()

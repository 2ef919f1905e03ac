"""Asking a scenario and computing it: safe to run twice, stopped when asked, shown only where nothing is broken."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tuntas.city.people.models import City, User
from tuntas.city.plans.asking import Options, Stored
from tuntas.city.plans.gathering import gather
from tuntas.city.plans.instance_making import Made, NothingToPlan, make_instance
from tuntas.city.plans.models import Scenario, ScenarioState
from tuntas.city.plans.refusals import CannotPlan
from tuntas.city.plans.solving import Answer, Unsolved, solve
from tuntas.city.records.actions import note
from tuntas.planning.instance import InstanceProblems, data_hash, read
from tuntas.planning.optimise import Progress

MICRO, PPM = 1_000_000, 1_000_000
#: As many scenarios of a city wait or are computed at a time.
MOST_OPEN = 4


@dataclass(frozen=True, slots=True)
class Question:
    """What is put to the optimiser: how it is called, what it may do, and how long it thinks."""

    name: str
    options: Options
    seed: int = 1
    time_limit: int = 30


@transaction.atomic
def ask_scenario(*, city: City, question: Question, on: date, by: User | None, at: datetime) -> Scenario:
    """Put a question to the optimiser: its data are taken now and stay as they are.

    Raises `CannotPlan` where a name is taken, nothing can be planned, or too many are open.
    """
    City.objects.select_for_update().get(pk=city.pk)
    name, options = question.name.strip(), question.options
    if not name:
        raise CannotPlan("SCEN-NAME-EMPTY")
    if Scenario.objects.filter(city=city, name=name).exists():
        raise CannotPlan("SCEN-NAME-TAKEN", name=name)
    if Scenario.objects.filter(city=city).open().count() >= MOST_OPEN:
        raise CannotPlan("SCEN-TOO-MANY", count=MOST_OPEN)
    stored = gather(city, options, on=on)
    made = _made(stored, options)
    scenario = Scenario.objects.create(
        city=city, name=name, options=options.to_json(), instance=made.document, labels=made.labels | _told_of(stored),
        data_hash=data_hash(made.document), seed=question.seed, time_limit=question.time_limit, by=by, at=at,
    )  # fmt: skip
    note("scenario.asked", about=scenario, by=by, at=at, areas=len(stored.areas), data_hash=scenario.data_hash)
    return scenario


def stop_scenario(*, scenario: Scenario, by: User | None, at: datetime) -> None:
    """Ask the computation to end with the best plan that it has; one that still waits ends at once."""
    with transaction.atomic():
        held = Scenario.objects.select_for_update().get(pk=scenario.pk)
        if held.state not in (ScenarioState.WAITING, ScenarioState.RUNNING):
            return
        held.stop_asked = True
        if held.state == ScenarioState.WAITING:
            held.state, held.finished_at = ScenarioState.STOPPED, at
        held.save(update_fields=["stop_asked", "state", "finished_at"])
        note("scenario.stopped", about=held, by=by, at=at)


def compute(*, scenario_id: int, clock: Callable[[], datetime]) -> Scenario:
    """Compute a scenario that waits; one that another worker has, or that is over, is left as it is.

    `clock()` gives the moment: a computation takes its time.
    """
    claimed = Scenario.objects.filter(pk=scenario_id, state=ScenarioState.WAITING).update(
        state=ScenarioState.RUNNING, started_at=clock()
    )
    scenario = Scenario.objects.get(pk=scenario_id)
    if not claimed:
        return scenario
    try:
        answer = solve(read(scenario.instance), seed=scenario.seed, time_limit_s=scenario.time_limit,
                       watch=_Watch(scenario_id, clock))  # fmt: skip
    except (InstanceProblems, Unsolved) as problem:
        return _fail(scenario, problem, clock())
    except Exception as problem:  # whatever happens, nobody waits for ever
        _fail(scenario, problem, clock())
        raise
    return _finish(scenario, answer, clock())


def lost(scenario: Scenario, *, at: datetime) -> bool:
    """Whether its worker is gone: it runs long past its time."""
    if scenario.state != ScenarioState.RUNNING or scenario.started_at is None:
        return False
    return (at - scenario.started_at).total_seconds() > 3 * scenario.time_limit + 300


class _Watch:
    """Writes progress down now and then, and looks whether somebody asked to stop."""

    EVERY_S = 1.0

    def __init__(self, scenario_id: int, clock: Callable[[], datetime]) -> None:
        self._id, self._clock = scenario_id, clock
        self._last: datetime | None = None

    def __call__(self, progress: Progress) -> bool:
        now = self._clock()
        if self._last is not None and (now - self._last).total_seconds() < self.EVERY_S:
            return True
        self._last = now
        rows = Scenario.objects.filter(pk=self._id)
        rows.update(progress=_progress(progress))
        return not rows.filter(stop_asked=True).exists()


def _progress(progress: Progress) -> dict[str, Any]:
    """Never an infinite number: JSON has none."""
    told = {"seconds": progress.seconds, "steps": progress.steps, "objective": progress.objective,
            "bound": progress.bound, "gap": progress.gap, "share": progress.share}  # fmt: skip
    return {name: round(value, 4) if math.isfinite(value) else None for name, value in told.items()}


def _finish(scenario: Scenario, answer: Answer, at: datetime) -> Scenario:
    with transaction.atomic():
        held = Scenario.objects.select_for_update().get(pk=scenario.pk)
        held.result, held.version = answer.result, answer.version
        held.objective_micro = round(answer.objective * MICRO)
        if answer.bound is not None:
            held.bound_micro = max(round(answer.bound * MICRO), held.objective_micro)
        held.gap_ppm = None if answer.gap is None else round(answer.gap * PPM)
        held.state, held.finished_at = ScenarioState.DONE, at
        held.save()
        note("scenario.computed", about=held, by=None, at=at, objective_micro=held.objective_micro,
             bound_micro=held.bound_micro, version=held.version)  # fmt: skip
    return held


def _fail(scenario: Scenario, problem: Exception, at: datetime) -> Scenario:
    with transaction.atomic():
        held = Scenario.objects.select_for_update().get(pk=scenario.pk)
        held.problem = _told(problem)
        held.state, held.finished_at = ScenarioState.FAILED, at
        held.save(update_fields=["problem", "state", "finished_at"])
        note("scenario.failed", about=held, by=None, at=at, code=held.problem["code"])
    return held


def _told(problem: Exception) -> dict[str, Any]:
    if isinstance(problem, InstanceProblems):
        return {"code": "SCEN-BAD-DATA", "problems": [{"code": one.code, "params": _plain(one.params)}
                                                      for one in problem.problems]}  # fmt: skip
    if isinstance(problem, Unsolved):
        return {"code": problem.code, **problem.told}
    return {"code": "SCEN-BROKEN"}


def _made(stored: Stored, options: Options) -> Made:
    blocking = [gap for gap in stored.gaps if gap.blocks]
    if blocking:
        raise CannotPlan(blocking[0].code, **blocking[0].params)
    try:
        return make_instance(stored, options)
    except NothingToPlan as nothing:
        raise CannotPlan(nothing.code) from nothing


def _told_of(stored: Stored) -> dict[str, Any]:
    """What the pages tell later: areas, classes, and what was missing when it was asked."""
    gaps = [{"code": one.code, "kind": one.kind, "params": _plain(one.params)} for one in stored.gaps]
    return {"area_m2": [area.area_m2 for area in stored.areas], "grades": [area.grade for area in stored.areas],
            "gaps": gaps}  # fmt: skip


def _plain(params: Mapping[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(dict(params), default=str))
    return plain

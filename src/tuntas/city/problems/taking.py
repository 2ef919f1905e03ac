"""Writing what a preview showed: problems, their RT and their trail, in one transaction."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tuntas.city.people.models import Agency, City, User
from tuntas.city.problems.facts import Deficit
from tuntas.city.problems.models import (
    CloseCause,
    Problem,
    ProblemKind,
    ProblemOrigin,
    ProblemState,
    ProblemStep,
    ProblemUnit,
    StepKind,
)
from tuntas.city.problems.refreshing import WRITTEN, Change, Preview, Turn, preview, unit_volumes
from tuntas.city.problems.refusals import CannotHandle
from tuntas.city.records.actions import note
from tuntas.domain.wording import text

BATCH = 200
#: Columns that a newer assessment may change.
COLUMNS = ("campaign", "volume_micro", "unit", "score", "units_unknown", "agency", "state", "close_cause",
           "waiting_since", "changed")  # fmt: skip
STEPS = {
    Turn.NEW: StepKind.FOUND, Turn.CHANGED: StepKind.UPDATED, Turn.CONFIRMED: StepKind.UPDATED,
    Turn.ROUTED: StepKind.ROUTED, Turn.CLOSED: StepKind.CLOSED, Turn.REOPENED: StepKind.REOPENED,
}  # fmt: skip


@transaction.atomic
def take_in(*, city: City, mark: str, on: date, by: User | None, at: datetime) -> Preview:
    """Accept the preview of that mark. Raises `CannotHandle` where the data moved on since it was shown."""
    City.objects.select_for_update().get(pk=city.pk)
    list(Problem.objects.select_for_update().filter(city=city).order_by("pk").values_list("pk"))  # nobody answers now
    found = preview(city, on=on)
    if found.mark != mark:
        raise CannotHandle("PROBLEM-PREVIEW-MOVED")
    written = [one for one in found.changes if one.turn in WRITTEN]
    if not written:
        return found
    before = {one.problem.pk: (one.problem.agency, one.problem.volume_micro) for one in written if one.problem}
    problems = [_moved(one, at) for one in written]
    _save(written, problems)
    ProblemStep.objects.bulk_create(
        [_step(change, problem, before.get(problem.pk, (None, None)), by, at)
         for change, problem in zip(written, problems, strict=True)], batch_size=BATCH)  # fmt: skip
    counts = {turn.value: len(found.of(turn)) for turn in WRITTEN}
    note("problems.taken_in", about=city, by=by, at=at, campaign=found.campaign and found.campaign.pk,
         problems=[problem.pk for problem in problems], counts=counts)  # fmt: skip
    return found


def _moved(change: Change, at: datetime) -> Problem:
    """The problem as it will be."""
    if change.problem is None:
        return _new(change, at)
    problem, deficit = change.problem, change.deficit
    problem.changed += 1
    if change.turn is Turn.CLOSED:
        ended = deficit is None
        cause = CloseCause.SETTLEMENT_ENDED if ended else CloseCause.NOT_SHOWN
        problem.state, problem.close_cause = ProblemState.CLOSED, cause.value
    if change.turn is Turn.REOPENED:
        problem.agency = change.route.agency or problem.agency
        problem.state, problem.close_cause, problem.waiting_since = ProblemState.OPEN, "", at
    if change.turn is Turn.ROUTED or problem.agency is None and problem.state == ProblemState.OPEN:
        problem.agency = change.route.agency
    if deficit is not None:
        _measure(problem, deficit)
    return problem


def _new(change: Change, at: datetime) -> Problem:
    assert change.deficit is not None  # only what is shown is new
    problem = Problem(
        city=change.settlement.city, settlement=change.settlement, place=change.settlement.place,
        kind=ProblemKind.DEFICIT, origin=ProblemOrigin.ASSESSMENT, aspect=change.aspect, criterion=change.criterion,
        agency=change.route.agency, waiting_since=at, at=at,
    )  # fmt: skip
    _measure(problem, change.deficit)
    return problem


def _measure(problem: Problem, deficit: Deficit) -> None:
    problem.campaign, problem.unit = deficit.campaign, deficit.criterion.unit
    problem.volume_micro = deficit.volume_micro if deficit.is_there else 0
    problem.score, problem.units_unknown = deficit.score, deficit.units_unknown


def _save(written: Sequence[Change], problems: Sequence[Problem]) -> None:
    Problem.objects.bulk_create([one for one in problems if one.pk is None], batch_size=BATCH)
    known = [change.problem for change in written if change.problem is not None]
    Problem.objects.bulk_update(known, COLUMNS, batch_size=BATCH)
    measured = [(change.deficit, problem) for change, problem in zip(written, problems, strict=True) if change.deficit]
    ProblemUnit.objects.filter(problem__in=[problem.pk for _, problem in measured]).delete()
    ProblemUnit.objects.bulk_create(
        [ProblemUnit(problem=problem, place=unit.place, assessment=unit.stored, volume_micro=unit.volume_micro,
                     score=unit.score)
         for deficit, problem in measured for unit in deficit.units], batch_size=BATCH)  # fmt: skip


def _step(
    change: Change, problem: Problem, before: tuple[Agency | None, int | None], by: User | None, at: datetime
) -> ProblemStep:
    agency, volume = before
    kind = STEPS[change.turn]
    details: dict[str, object] = {"turn": change.turn.value, "before_micro": volume,
                                  "volume_micro": problem.volume_micro, "score": problem.score,
                                  "campaign": problem.campaign_id}  # fmt: skip
    if change.deficit is not None:
        details["units"] = unit_volumes(change.deficit)
    if kind is StepKind.CLOSED:
        details["cause"] = problem.close_cause
    return ProblemStep(problem=problem, kind=kind.value, from_agency=agency, details=details, by=by, at=at,
                       to_agency=None if kind is StepKind.CLOSED else problem.agency,
                       reason=_reason(kind, problem))  # fmt: skip


def _reason(kind: StepKind, problem: Problem) -> str:
    """What the database asks of a step that closes or opens; in the language of the record."""
    if kind is StepKind.CLOSED:
        return text(f"PROBLEM-CLOSED-{problem.close_cause}", "id")
    return text("PROBLEM-SHOWN-AGAIN", "id") if kind is StepKind.REOPENED else ""

"""A step of a problem: locked, counted on, and put into its trail in the caller's transaction."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tuntas.city.people.models import Agency, User
from tuntas.city.problems.models import Problem, ProblemState, ProblemStep, StepKind
from tuntas.city.problems.refusals import CannotHandle
from tuntas.city.records.models import Paper


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts, when, and the count of changes that they saw."""

    by: User | None
    at: datetime
    seen: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a step says: its reason or note, the paper, codes and figures."""

    reason: str = ""
    paper: Paper | None = None
    to_agency: Agency | None = None
    details: dict[str, Any] = field(default_factory=dict)


def lock(problem: Problem, hand: Hand) -> Problem:
    """The problem as it is now, locked and counted on; saved by the act. Raises `CannotHandle` where another was
    quicker, or where it is closed."""
    found = Problem.objects.select_for_update(of=("self",)).select_related("city", "agency").get(pk=problem.pk)
    if found.changed != hand.seen:
        raise CannotHandle("PROBLEM-CHANGED-MEANWHILE")
    found.changed += 1
    return found


def lock_standing(problem: Problem, hand: Hand) -> Problem:
    """As `lock`; raises `CannotHandle` where it is closed."""
    found = lock(problem, hand)
    if found.state == ProblemState.CLOSED:
        raise CannotHandle("PROBLEM-IS-CLOSED")
    return found


def step(problem: Problem, kind: StepKind, said: Said, hand: Hand, *, before: Agency | None = None) -> dict[str, Any]:
    """Save the problem and put the step into its trail; what the audit is to say of it. `before`: who answered."""
    problem.save()
    made = ProblemStep.objects.create(
        problem=problem, kind=kind.value, from_agency=before, to_agency=said.to_agency, reason=said.reason.strip(),
        paper=said.paper, details=said.details, by=hand.by, at=hand.at,
    )  # fmt: skip
    return {"by": hand.by, "at": hand.at, "step": made.pk, "from_agency": made.from_agency_id,
            "to_agency": made.to_agency_id, "paper": made.paper_id, **said.details}  # fmt: skip


def need_reason(reason: str) -> str:
    """The reason; raises `CannotHandle` where none is written."""
    if not reason.strip():
        raise CannotHandle("PROBLEM-NO-REASON")
    return reason.strip()

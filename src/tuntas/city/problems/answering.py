"""Who may do what to a problem. A post with an agency answers for that agency alone; one without, for any."""

from typing import Any

from tuntas.city.people.access import can, duties_for
from tuntas.city.people.models import Agency, City
from tuntas.city.problems.models import Problem, ProblemKind, ProblemState


def answers_for(user: Any, city: City) -> frozenset[int] | None:
    """The agencies in whose name the user answers in a city; None: in that of any."""
    held = [duty for duty in duties_for(user, "answer_problem") if duty.city_id in (city.pk, None)]
    if any(duty.agency_id is None for duty in held):
        return None
    return frozenset(duty.agency_id for duty in held if duty.agency_id is not None)


def can_answer(user: Any, problem: Problem) -> bool:
    """Whether the user may accept, complete, hand on or give back a problem: its agency is theirs."""
    if problem.agency_id is None or problem.state == ProblemState.CLOSED or not can(user, "answer_problem", problem):
        return False
    own = answers_for(user, problem.city)
    return own is None or problem.agency_id in own


def can_direct(user: Any, thing: Problem | City) -> bool:
    """Whether the user prepares the mayor's session: takes in what assessments show and asks an agency."""
    return can(user, "keep_sessions", thing)


def can_close(user: Any, problem: Problem) -> bool:
    """Who answers for it, who prepares the session, and who brought it, while nobody has taken it on."""
    if problem.state == ProblemState.CLOSED:
        return False
    is_own = problem.kind == ProblemKind.BROUGHT and problem.brought_by_id == user.pk
    taken_back = is_own and problem.state != ProblemState.ACCEPTED and can(user, "bring_problem", problem)
    return taken_back or can_answer(user, problem) or can_direct(user, problem)


def own_agency(user: Any, city: City, verb: str) -> Agency | None:
    """The agency in whose name the user does something, where there is just one."""
    ids = {duty.agency_id for duty in duties_for(user, verb) if duty.city_id == city.pk and duty.agency_id}
    return Agency.objects.filter(pk__in=ids).first() if len(ids) == 1 else None


def can_reopen(user: Any, problem: Problem) -> bool:
    """Who prepares the session, and who answered for it."""
    if can_direct(user, problem):
        return True
    if problem.agency_id is None or not can(user, "answer_problem", problem):
        return False
    own = answers_for(user, problem.city)
    return own is None or problem.agency_id in own

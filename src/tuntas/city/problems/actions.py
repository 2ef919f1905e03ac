"""Bringing a problem, and what an agency or the secretariat of the mayor's session does to it. Nothing is deleted."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tuntas.city.people.models import Agency, City, User
from tuntas.city.places.models import Place
from tuntas.city.problems.models import (
    BY_ASSESSMENT,
    CloseCause,
    Problem,
    ProblemKind,
    ProblemOrigin,
    ProblemState,
    StepKind,
)
from tuntas.city.problems.refusals import CannotHandle
from tuntas.city.problems.routing import route
from tuntas.city.problems.subjects import subjects
from tuntas.city.problems.trail import Hand, Said, lock, lock_standing, need_reason, step
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement


@dataclass(frozen=True, slots=True)
class Brought:
    """A problem that no assessment shows: where, about what, in words, with its evidence.

    `agency` None: whose mandate covers the aspect is asked. `quote` is what residents said, with its paper.
    """

    subject: str
    text: str
    evidence: Paper | None
    settlement: Settlement | None = None
    place: Place | None = None
    origin: ProblemOrigin = ProblemOrigin.AGENCY
    aspect: str = ""
    volume_micro: int | None = None
    quote: str = ""
    quote_paper: Paper | None = None
    agency: Agency | None = None
    brought_by_agency: Agency | None = None


@transaction.atomic
def bring_problem(*, city: City, brought: Brought, by: User | None, at: datetime) -> Problem:
    """Bring a problem and ask the agency that answers for it, where there is just one."""
    subject = subjects().get(brought.subject)
    if subject is None:
        raise CannotHandle("PROBLEM-SUBJECT-UNKNOWN", subject=brought.subject)
    place = _place(city, brought)
    _check(city, brought)
    aspect = brought.aspect or subject.aspect
    agency = brought.agency or route(city, aspect).agency
    problem = Problem(
        city=city, settlement=brought.settlement, place=place, kind=ProblemKind.BROUGHT, origin=brought.origin,
        aspect=aspect, subject=subject.code, volume_micro=brought.volume_micro,
        unit=subject.unit if brought.volume_micro is not None else "", text=brought.text.strip(),
        evidence=brought.evidence, quote=brought.quote.strip(), quote_paper=brought.quote_paper, agency=agency,
        waiting_since=at, brought_by_agency=brought.brought_by_agency, brought_by=by, at=at,
    )  # fmt: skip
    said = Said(paper=brought.evidence, to_agency=agency, details={"volume_micro": brought.volume_micro})
    note("problem.brought", about=problem, **step(problem, StepKind.BROUGHT, said, Hand(by, at, 0)))
    return problem


@transaction.atomic
def ask_agency(*, problem: Problem, agency: Agency, reason: str = "", hand: Hand) -> Problem:
    """Ask an agency to answer a problem that nobody answers for."""
    found = lock_standing(problem, hand)
    if found.agency is not None:
        raise CannotHandle("PROBLEM-HAS-AGENCY", agency=found.agency.code)
    _give(found, agency, hand)
    note("problem.routed", about=found, **step(found, StepKind.ROUTED, Said(reason, to_agency=agency), hand))
    return found


@transaction.atomic
def accept(*, problem: Problem, remark: str = "", hand: Hand) -> Problem:
    """Take a problem on in the name of the agency that was asked."""
    found = lock_standing(problem, hand)
    agency = _answering(found)
    if found.state == ProblemState.ACCEPTED:
        raise CannotHandle("PROBLEM-IS-ACCEPTED", agency=agency.code)
    found.state = ProblemState.ACCEPTED
    note("problem.accepted", about=found, **step(found, StepKind.ACCEPTED, Said(remark, to_agency=agency), hand))
    return found


@dataclass(frozen=True, slots=True)
class Completion:
    """What an agency adds: the volume found on site (None: as it was), a note, a paper."""

    remark: str
    volume_micro: int | None = None
    paper: Paper | None = None


@transaction.atomic
def complete(*, problem: Problem, completion: Completion, hand: Hand) -> Problem:
    """Add what the agency found: the volume stands beside the surveyed one, which is never changed here."""
    found = lock_standing(problem, hand)
    agency = _answering(found)
    before, volume = found.checked_micro, completion.volume_micro
    if volume is not None and volume < 0:
        raise CannotHandle("PROBLEM-VOLUME-NEGATIVE")
    if volume is None and not completion.remark.strip() and completion.paper is None:
        raise CannotHandle("PROBLEM-NOTHING-ADDED")
    if volume is not None:
        found.checked_micro = volume
        found.unit = found.unit or _subject_unit(found)
    details = {"before_micro": before, "checked_micro": found.checked_micro}
    said = Said(completion.remark, completion.paper, details=details)
    note("problem.completed", about=found, **step(found, StepKind.COMPLETED, said, hand, before=agency))
    return found


@transaction.atomic
def hand_on(*, problem: Problem, to: Agency, reason: str, hand: Hand) -> Problem:
    """Pass a problem to another agency, with the reason; that agency is asked from now on."""
    said = Said(need_reason(reason), to_agency=to)
    found = lock_standing(problem, hand)
    before = _answering(found)
    if before.pk == to.pk:
        raise CannotHandle("PROBLEM-SAME-AGENCY", agency=to.code)
    _give(found, to, hand)
    note("problem.handed_on", about=found, **step(found, StepKind.HANDED_ON, said, hand, before=before))
    return found


@transaction.atomic
def give_back(*, problem: Problem, reason: str, hand: Hand) -> Problem:
    """Return a problem to the secretariat of the session, with the reason: the agency knows of no other."""
    said = Said(need_reason(reason))
    found = lock_standing(problem, hand)
    before = _answering(found)
    found.agency, found.state, found.waiting_since = None, ProblemState.RETURNED, hand.at
    note("problem.returned", about=found, **step(found, StepKind.RETURNED, said, hand, before=before))
    return found


@transaction.atomic
def close(*, problem: Problem, cause: CloseCause, reason: str, hand: Hand) -> Problem:
    """Close a problem for a cause and with the reason in words."""
    if cause in BY_ASSESSMENT:
        raise CannotHandle("PROBLEM-CAUSE-OF-ASSESSMENT")
    said = Said(need_reason(reason), details={"cause": cause.value})
    found = lock_standing(problem, hand)
    found.state, found.close_cause = ProblemState.CLOSED, cause.value
    note("problem.closed", about=found, **step(found, StepKind.CLOSED, said, hand, before=found.agency))
    return found


@transaction.atomic
def reopen(*, problem: Problem, reason: str, hand: Hand) -> Problem:
    """Open a closed problem again, with the reason; its agency is asked anew."""
    said = Said(need_reason(reason))
    found = lock(problem, hand)
    if found.state != ProblemState.CLOSED:
        raise CannotHandle("PROBLEM-IS-OPEN")
    found.state, found.close_cause, found.waiting_since = ProblemState.OPEN, "", hand.at
    note(
        "problem.reopened",
        about=found,
        **step(found, StepKind.REOPENED, Said(said.reason, to_agency=found.agency), hand),
    )
    return found


def _give(problem: Problem, agency: Agency, hand: Hand) -> None:
    if agency.city_id != problem.city_id:
        raise CannotHandle("PROBLEM-FOREIGN-AGENCY", agency=agency.code)
    problem.agency, problem.state, problem.waiting_since = agency, ProblemState.OPEN, hand.at


def _answering(problem: Problem) -> Agency:
    if problem.agency is None:
        raise CannotHandle("PROBLEM-NOBODY-ASKED")
    return problem.agency


def _subject_unit(problem: Problem) -> str:
    known = subjects().get(problem.subject)
    return known.unit if known else ""


def _place(city: City, brought: Brought) -> Place:
    """Where the problem is: the settlement's place, or the one named; both of the city."""
    place = brought.settlement.place if brought.settlement else brought.place
    if place is None:
        raise CannotHandle("PROBLEM-NOWHERE")
    foreign = brought.settlement is not None and brought.settlement.city_id != city.pk
    if foreign or city.place_id not in (place.pk, place.city_id):
        raise CannotHandle("PROBLEM-ELSEWHERE", place=place.name)
    return place


def _check(city: City, brought: Brought) -> None:
    if not brought.text.strip():
        raise CannotHandle("PROBLEM-NO-TEXT")
    if brought.evidence is None:
        raise CannotHandle("PROBLEM-NO-EVIDENCE")
    if brought.volume_micro is not None and brought.volume_micro < 0:
        raise CannotHandle("PROBLEM-VOLUME-NEGATIVE")
    if brought.agency is not None and brought.agency.city_id != city.pk:
        raise CannotHandle("PROBLEM-FOREIGN-AGENCY", agency=brought.agency.code)

"""Directives of a meeting: tasks with an agency, an owner and a day, and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tuntas.city.decisions.deciding import FORCE_PAPERS
from tuntas.city.decisions.meetings import locked
from tuntas.city.decisions.models import Directive, DirectiveState, DirectiveStep, DirectiveStepKind, Meeting
from tuntas.city.decisions.refusals import CannotDecide
from tuntas.city.people.agencies import Stage
from tuntas.city.people.models import Agency, User
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement

#: The state after a step, where it changes.
STATES = {
    DirectiveStepKind.DONE: DirectiveState.DONE,
    DirectiveStepKind.DROPPED: DirectiveState.DROPPED,
    DirectiveStepKind.REOPENED: DirectiveState.OPEN,
}


@dataclass(frozen=True, slots=True)
class DirectiveHead:
    """What is to be done, at which stage, by whom, until when."""

    text: str
    stage: Stage
    agency: Agency
    due_on: date
    owner: User | None = None
    aspect: str = ""
    settlement: Settlement | None = None


@dataclass(frozen=True, slots=True)
class StepHead:
    """What a step says; `due_on` of one that puts the task off."""

    kind: DirectiveStepKind
    note: str
    due_on: date | None = None


@transaction.atomic
def give_directive(
    *, meeting: Meeting, head: DirectiveHead, is_delegate: bool, by: User | None, at: datetime
) -> Directive:
    """Give an arahan that is a task. Raises `CannotDecide` without a text, for a foreign agency or settlement, or for
    a day before the meeting."""
    found = locked(meeting)
    if not head.text.strip():
        raise CannotDecide("TASK-TEXT")
    if head.agency.city_id != found.city_id or (head.settlement and head.settlement.city_id != found.city_id):
        raise CannotDecide("TASK-FOREIGN")
    if head.due_on < found.held_on:
        raise CannotDecide("TASK-BEFORE-MEETING", on=found.held_on)
    made = Directive.objects.create(
        city=found.city, meeting=found, text=head.text.strip(), stage=head.stage.value, aspect=head.aspect,
        settlement=head.settlement, agency=head.agency, owner=head.owner, due_on=head.due_on,
        is_delegate=is_delegate, by=by, at=at,
    )  # fmt: skip
    note("task.given", about=made, by=by, at=at, stage=head.stage.value, agency=head.agency.pk, on=head.due_on)
    return made


@transaction.atomic
def take_step(*, directive: Directive, head: StepHead, by: User | None, at: datetime) -> DirectiveStep:
    """Tell of a task, finish it, drop it, take it up again, or put it off. Raises `CannotDecide`."""
    found = Directive.objects.select_for_update(of=("self",)).select_related("city").get(pk=directive.pk)
    _check(found, head)
    if head.kind in STATES:
        found.state = STATES[head.kind]
        found.done_at = None if head.kind is DirectiveStepKind.REOPENED else at
    if head.kind is DirectiveStepKind.PUT_OFF and head.due_on is not None:
        found.due_on = head.due_on
    found.save(update_fields=["state", "done_at", "due_on"])
    made = DirectiveStep.objects.create(directive=found, kind=head.kind.value, note=head.note.strip(),
                                        due_on=head.due_on, by=by, at=at)  # fmt: skip
    note("task.stepped", about=found, by=by, at=at, kind=head.kind.value, on=head.due_on)
    return made


@transaction.atomic
def give_task_paper(*, directive: Directive, paper: Paper, by: User | None, at: datetime) -> DirectiveStep:
    """Enter the paper that gives an arahan force; once."""
    found = Directive.objects.select_for_update(of=("self",)).select_related("city").get(pk=directive.pk)
    if paper.kind not in FORCE_PAPERS:
        raise CannotDecide("DECISION-PAPER-KIND")
    if paper.city_id != found.city_id:
        raise CannotDecide("DECISION-PAPER-FOREIGN")
    if found.paper_id is not None:
        raise CannotDecide("TASK-HAS-PAPER")
    found.paper = paper
    found.save(update_fields=["paper"])
    made = DirectiveStep.objects.create(directive=found, kind=DirectiveStepKind.PAPER.value, paper=paper, by=by, at=at)
    note("task.in_force", about=found, by=by, at=at, paper=paper.pk)
    return made


def _check(found: Directive, head: StepHead) -> None:
    if head.kind is DirectiveStepKind.PAPER or not head.note.strip():
        raise CannotDecide("TASK-NOTE")
    is_open = found.state == DirectiveState.OPEN
    if is_open == (head.kind is DirectiveStepKind.REOPENED):
        raise CannotDecide("TASK-IS-OPEN" if is_open else "TASK-IS-OVER")
    if head.kind is DirectiveStepKind.PUT_OFF and (head.due_on is None or head.due_on <= found.due_on):
        raise CannotDecide("TASK-DUE-LATER", on=found.due_on)

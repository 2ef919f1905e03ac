"""Directives of a control meeting: tasks that end, are put off, and are carried to the next meeting."""

from datetime import date, timedelta

import pytest

from tests.city.decisions.cast import HELD_ON, called, minutes
from tests.world import AT, World, person
from tuntas.city.decisions import facts
from tuntas.city.decisions.access import can_steer, can_tell
from tuntas.city.decisions.directing import DirectiveHead, StepHead, give_directive, give_task_paper, take_step
from tuntas.city.decisions.meetings import close_meeting
from tuntas.city.decisions.models import Directive, DirectiveStepKind, Meeting, MeetingKind
from tuntas.city.decisions.refusals import CannotDecide
from tuntas.city.people.actions import Appointment
from tuntas.city.people.agencies import Stage, add_agency
from tuntas.city.people.models import Agency

DUE = date(2026, 6, 30)


def given(meeting: Meeting, agency: Agency, world: World, due_on: date = DUE) -> Directive:
    head = DirectiveHead("Selesaikan sambungan air", Stage.BUILDING, agency, due_on)
    return give_directive(meeting=meeting, head=head, is_delegate=False, by=world.user("HEAD"), at=AT)


def step(task: Directive, kind: DirectiveStepKind, due_on: date | None = None) -> None:
    take_step(directive=task, head=StepHead(kind, "catatan", due_on), by=None, at=AT + timedelta(days=9))


def test_a_task_ends_is_put_off_and_taken_up_again_with_every_step_kept(world: World) -> None:
    agency = add_agency(city=world.city, code="PU", name="Dinas PU", by=None, at=AT)
    meeting = called(world, MeetingKind.CONTROL)
    with pytest.raises(CannotDecide, match="TASK-BEFORE-MEETING"):
        given(meeting, agency, world, HELD_ON - timedelta(days=1))
    task = given(meeting, agency, world)
    with pytest.raises(CannotDecide, match="TASK-DUE-LATER"):
        step(task, DirectiveStepKind.PUT_OFF, DUE)
    step(task, DirectiveStepKind.PUT_OFF, DUE + timedelta(days=30))
    step(task, DirectiveStepKind.DONE)
    with pytest.raises(CannotDecide, match="TASK-IS-OVER"):
        step(task, DirectiveStepKind.TOLD)
    step(task, DirectiveStepKind.REOPENED)
    give_task_paper(directive=task, paper=minutes(world), by=None, at=AT)
    task.refresh_from_db()
    assert (task.state, task.due_on, task.paper is not None) == ("OPEN", DUE + timedelta(days=30), True)
    assert [one.kind for one in task.steps.order_by("pk")] == ["PUT_OFF", "DONE", "REOPENED", "PAPER"]


def test_what_is_open_is_carried_to_the_next_meeting(world: World) -> None:
    agency = add_agency(city=world.city, code="PU", name="Dinas PU", by=None, at=AT)
    meeting = called(world, MeetingKind.CONTROL)
    done, left = given(meeting, agency, world), given(meeting, agency, world)
    step(done, DirectiveStepKind.DONE)
    close_meeting(meeting=meeting, skip_reason="", by=None, at=AT + timedelta(days=1))
    meeting.refresh_from_db()
    assert {one.pk for one in facts.carried_on(meeting)} == {done.pk, left.pk}  # done only later
    again = called(world, MeetingKind.CONTROL)
    Meeting.objects.filter(pk=again.pk).update(called_at=AT + timedelta(days=90))
    again.refresh_from_db()
    assert facts.carried(again) == [left]
    assert facts.unpapered(world.city)[1] == [left]


def test_an_agency_tells_of_its_own_tasks_and_only_sessions_and_the_head_steer(world: World) -> None:
    roads, waste = (add_agency(city=world.city, code=code, name=code, by=None, at=AT) for code in ("PU", "LH"))
    task = given(called(world, MeetingKind.CONTROL), roads, world)
    own = person("pu", Appointment("AGENCY_OFFICER", city=world.city, agency=roads))
    other = person("lh", Appointment("AGENCY_OFFICER", city=world.city, agency=waste))
    assert [can_tell(user, task) for user in (own, other, world.user("HEAD"), world.user("OUTSIDER"))] == [
        True, False, True, False]  # fmt: skip
    assert [can_steer(user, task) for user in (own, world.user("PLANNER"))] == [False, True]

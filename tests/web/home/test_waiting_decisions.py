"""What a meeting leaves waiting: a word for the head, a paper for the secretariat, a task for its agency."""

from tests.web.decisions.cast import its_force, its_item, its_task
from tests.world import AT, World
from tuntas.city.decisions.models import Decision
from tuntas.web.home.waiting_decisions import decision_tasks


def titles(world: World, role: str) -> list[str]:
    return [one.title for one in decision_tasks(world.user(role), AT)]


def test_each_finds_what_waits_for_them_and_it_goes_when_it_is_done(world: World) -> None:
    item = its_item(world)
    assert titles(world, "HEAD") == [item.meeting.title]
    Decision.objects.create(item=item, verdict="DECIDED", by=world.user("HEAD"), at=AT)
    assert titles(world, "HEAD") == []
    assert titles(world, "PLANNER") == ["1 arahan belum berdokumen"]
    task = its_task(world)
    assert titles(world, "PLANNER") == ["2 arahan belum berdokumen"]
    assert titles(world, "AGENCY_OFFICER") == []
    officer = world.user("AGENCY_OFFICER")
    officer.posts.update(agency=task.agency)
    officer.take_duties(AT.date())
    assert titles(world, "AGENCY_OFFICER") == [task.text]
    assert titles(world, "OUTSIDER") == []


def test_a_word_in_force_waits_for_nobody(world: World) -> None:
    its_force(world)
    assert titles(world, "PLANNER") == []
    assert titles(world, "HEAD") == []

"""What an assessment shows becomes problems: routed by mandate, kept through later surveys, never deleted."""

import pytest
from django.db import DatabaseError, transaction

from tests.city.decrees.cast import Town, settlement, town
from tests.city.surveys.cast import MELATI, campaign_of, take_in
from tests.world import AT, ON, World
from tuntas.city.people.agencies import add_agency, set_mandates
from tuntas.city.people.models import Agency
from tuntas.city.problems.actions import close
from tuntas.city.problems.facts import deficits
from tuntas.city.problems.models import CloseCause, Problem, ProblemState, ProblemStep
from tuntas.city.problems.refreshing import Turn, preview
from tuntas.city.problems.refusals import CannotHandle
from tuntas.city.problems.taking import take_in as take_problems_in
from tuntas.city.problems.trail import Hand
from tuntas.city.settlements.actions import dissolve

ASPECTS = ("bangunan", "jalan", "air_minum", "drainase", "air_limbah", "persampahan", "kebakaran")


@pytest.fixture
def made(world: World) -> Town:
    return town(world)


def agency(world: World, code: str, *aspects: str) -> Agency:
    one = add_agency(city=world.city, code=code, name=f"Dinas {code}", by=None, at=AT)
    set_mandates(agency=one, cells=[(aspect, "PLANNING") for aspect in aspects], seen=[], aspects=ASPECTS, by=None,
                 at=AT)  # fmt: skip
    return one


def taken(world: World) -> dict[str, int]:
    """Take in what the newest survey shows; how many of each turn."""
    shown = preview(world.city, on=ON)
    take_problems_in(city=world.city, mark=shown.mark, on=ON, by=world.user("PLANNER"), at=AT)
    return {turn.value: len(shown.of(turn)) for turn in Turn if shown.of(turn)}


def road(made: Town, number: int = 0) -> Problem:
    return Problem.objects.get(settlement=made.settlements[number], criterion="2a")


def test_each_deficit_becomes_one_problem_of_the_agency_that_answers_for_it(made: Town) -> None:
    world = made.world
    roads = agency(world, "PU", "jalan", "drainase")
    agency(world, "LH", "drainase", "persampahan")
    counts = taken(world)
    problems = list(Problem.objects.filter(city=world.city).select_related("agency"))
    assert set(counts) == {"NEW"} and counts["NEW"] == len(problems)
    assert len(problems) == sum(len(deficits(one, on=ON)) for one in made.settlements)
    asked = {problem.aspect: problem.agency and problem.agency.code for problem in problems}
    assert (asked["jalan"], asked["persampahan"]) == ("PU", "LH")
    assert asked["drainase"] is None and asked["air_minum"] is None  # a double, and a gap
    first = road(made)
    assert first.units.get().place == world.rts[0] and first.volume_micro == first.units.get().volume_micro
    assert first.steps.get().to_agency == roads
    assert taken(world) == {"SAME": len(problems)}
    assert ProblemStep.objects.count() == len(problems)


def test_the_rt_of_a_settlement_add_up(world: World) -> None:
    made = town(world)
    both = settlement(world, world.kelurahan, "Kawasan Gabungan", world.rts[:2], step=7)
    parts = [one for row in made.settlements[:2] for one in deficits(row, on=ON) if one.criterion.id == "2a"]
    whole = next(one for one in deficits(both, on=ON) if one.criterion.id == "2a")
    assert whole.volume_micro == sum(one.volume_micro or 0 for one in parts)
    assert len(whole.units) == 2 and not whole.units_unknown and whole.score is not None


def test_a_newer_survey_changes_closes_and_opens_again_and_missing_data_closes_nothing(made: Town) -> None:
    world = made.world
    taken(world)
    before = road(made)
    assert before.volume_micro
    take_in(campaign_of(world, 2026), MELATI[:2], {(0, "2a"): "0", (1, "2a"): "7"})
    counts = taken(world)
    closed, changed, unsurveyed = road(made), road(made, 1), road(made, 2)
    assert (closed.state, closed.close_cause, closed.volume_micro) == (ProblemState.CLOSED, CloseCause.NOT_SHOWN, 0)
    assert changed.volume_micro == 7_000_000 and changed.campaign is not None and changed.campaign.year == 2026
    assert changed.steps.get(kind="UPDATED").details["before_micro"] == 101_000_000
    assert unsurveyed.state == ProblemState.OPEN and counts["UNTOLD"] and counts["CLOSED"] == 1
    take_in(campaign_of(world, 2027), MELATI, {})
    assert taken(world)["REOPENED"] == 1
    assert (road(made).state, road(made).volume_micro) == (ProblemState.OPEN, before.volume_micro)
    assert [one.kind for one in road(made).steps.order_by("pk")] == ["FOUND", "CLOSED", "REOPENED"]


def test_what_a_person_closed_stays_closed_until_a_newer_survey_shows_it(made: Town) -> None:
    world = made.world
    taken(world)
    close(problem=road(made), cause=CloseCause.NOT_SO, reason="Salah ukur.", hand=Hand(world.user("PLANNER"), AT, 1))
    assert taken(world)["KEPT_CLOSED"] == 1
    take_in(campaign_of(world, 2026), MELATI, {})
    counts = taken(world)
    assert counts.pop("REOPENED") == 1 and set(counts) == {"CONFIRMED"}


def test_a_settlement_that_ended_closes_its_problems(made: Town) -> None:
    world = made.world
    taken(world)
    dissolve(settlement=made.settlements[0], on=ON, reason="Bukan kumuh.", by=None, at=AT)
    taken(world)
    assert {(one.state, one.close_cause) for one in made.settlements[0].problems.all()} == {
        (ProblemState.CLOSED, CloseCause.SETTLEMENT_ENDED)
    }


def test_a_mandate_given_later_routes_what_waited(made: Town) -> None:
    world = made.world
    taken(world)
    roads = agency(world, "PU", "jalan")
    assert taken(world)["ROUTED"] == len(Problem.objects.filter(aspect="jalan"))
    assert {one.agency for one in Problem.objects.filter(aspect="jalan")} == {roads}


def test_nobody_accepts_a_preview_that_they_have_not_seen(made: Town) -> None:
    world = made.world
    mark = preview(world.city, on=ON).mark
    agency(world, "PU", "jalan")
    with pytest.raises(CannotHandle, match="PROBLEM-PREVIEW-MOVED"):
        take_problems_in(city=world.city, mark=mark, on=ON, by=None, at=AT)
    assert not Problem.objects.exists()


def test_neither_the_trail_nor_a_problem_with_one_can_be_deleted(made: Town) -> None:
    taken(made.world)
    for act in (ProblemStep.objects.all().delete, lambda: ProblemStep.objects.update(reason="lain"),
                Problem.objects.all().delete):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            act()

"""A draft: what it takes from settlements and survey, and what is told of it."""

import pytest

from tests.city.decrees.cast import DAY, Town, answered, drafted, draw, enacted, square, town, verified
from tests.world import AT, ON, World
from tuntas.city.decrees.checking import findings
from tuntas.city.decrees.drafting import (
    add_locations,
    answer,
    drop_draft,
    leave_out_unit,
    refresh,
    remove_location,
    reopen,
    set_area,
)
from tuntas.city.decrees.facts import compare, in_force, review_due_on, state_of
from tuntas.city.decrees.models import Decree, DecreeState, LandStatus
from tuntas.city.decrees.refusals import CannotDecree
from tuntas.city.settlements.models import SettlementMember
from tuntas.domain.problems import Severity


@pytest.fixture
def made(world: World) -> Town:
    return town(world)


def codes(decree: Decree, severity: Severity | None = None) -> set[str]:
    return {one.code for one in findings(decree, on=ON) if severity in (None, one.severity)}


def test_a_draft_takes_shapes_units_and_scores_as_they_are(made: Town) -> None:
    decree = drafted(made)
    lines = list(decree.lines.order_by("position"))
    assert [line.name for line in lines] == ["Kawasan 3", "Kawasan 1", "Kawasan 2"]  # Kenanga before Melati
    assert {line.verified_m2 for line in lines} == {15_000}
    assert {line.area_m2 for line in lines} == {15_000}
    assert all(line.drawn_m2 and abs(line.drawn_m2 - 15_000) < 300 for line in lines)
    assert all(line.units.count() == 1 and line.grade and line.total for line in lines)
    assert {line.land_status for line in lines} == {LandStatus.UNKNOWN}
    assert {line.households for line in lines} == {50}
    assert state_of(decree) is DecreeState.DRAFT


def test_what_nobody_surveyed_is_unknown_and_not_zero(made: Town) -> None:
    row = made.settlements[0]
    SettlementMember.objects.filter(settlement=row).delete()
    line = drafted(made, only=slice(0, 1)).lines.get()
    assert (line.verified_m2, line.households, line.grade) == (None, None, "")
    assert line.area_m2 == line.drawn_m2


def test_a_location_that_is_not_slum_blocks(world: World) -> None:
    clean = {(0, name): "0" for name in ("1a", "1c", "2a", "2b", "3a", "4a", "4b", "4c", "5a", "5b", "6b", "7b")}
    decree = drafted(town(world, clean))
    blocking = [one for one in findings(decree, on=ON) if one.code == "DECREE-NOT-SLUM"]
    assert [one.params["name"] for one in blocking] == ["Kawasan 1"]
    assert blocking[0].blocks


def test_a_location_without_map_or_units_blocks(made: Town) -> None:
    made.settlements[0].delineations.all().delete()
    SettlementMember.objects.filter(settlement=made.settlements[1]).delete()
    assert {"DECREE-NO-MAP", "DECREE-NO-UNITS"} <= codes(drafted(made), Severity.ERROR)


def test_overlapping_shapes_block_with_their_square_metres(made: Town) -> None:
    draw(made.settlements[1], square(1), from_on=ON - DAY)
    overlap = [one for one in findings(drafted(made), on=ON) if one.code == "DECREE-OVERLAP"]
    assert len(overlap) == 1 and abs(overlap[0].params["area_m2"] - 15_000) < 300


def test_an_incomplete_unit_that_may_be_no_slum_blocks(world: World) -> None:
    empty = {(0, name): "" for name in ("1a", "1c", "2a", "2b", "3a", "3b", "4a", "4b", "5a", "5b", "6a", "6b")}
    assert "DECREE-UNDECIDED" in codes(drafted(town(world, empty)), Severity.ERROR)


def test_a_reason_lets_a_warning_pass_and_an_error_stays(made: Town) -> None:
    made.settlements[0].delineations.all().delete()
    decree = answered(drafted(made), made)
    told = findings(decree, on=ON)
    assert {one.code for one in told if one.blocks} == {"DECREE-NO-MAP"}
    with pytest.raises(CannotDecree):
        answer(decree=decree, code="DECREE-SUM", key="s1", reason=" ", by=None, at=AT)


def test_changed_data_make_a_draft_stale_until_it_is_refreshed(made: Town) -> None:
    decree = drafted(made)
    draw(made.settlements[0], square(9), from_on=ON)
    assert "DECREE-STALE" in codes(decree)
    refresh(decree=decree, on=ON, seen=decree.changed, by=None, at=AT)
    assert "DECREE-STALE" not in codes(decree)


def test_a_reason_counts_for_the_figures_it_was_given_for(made: Town) -> None:
    decree = answered(drafted(made), made)
    line = decree.lines.earliest("position")
    decree.refresh_from_db()
    set_area(line=line, area_m2=12_000, seen=decree.changed, by=None, at=AT)
    again = {one.params["name"] for one in findings(decree, on=ON) if one.blocks}
    assert again == {line.name}
    decree.refresh_from_db()
    refresh(decree=decree, on=ON, seen=decree.changed, by=None, at=AT)
    assert {one.params["name"] for one in findings(decree, on=ON) if one.blocks} == {
        "Kawasan 1", "Kawasan 2", "Kawasan 3",
    }  # fmt: skip


def test_an_old_assessment_needs_a_reason(made: Town) -> None:
    decree = drafted(made)
    later = ON.replace(year=ON.year + 5)
    assert "DECREE-OLD" in {one.code for one in findings(decree, on=later) if one.severity is Severity.WARNING}
    assert "DECREE-OLD" not in {one.code for one in findings(decree, on=later - DAY)}


def test_two_people_never_overwrite_each_other(made: Town) -> None:
    decree = drafted(made)
    line = decree.lines.first()
    assert line is not None
    set_area(line=line, area_m2=14_900, seen=decree.changed, by=None, at=AT)
    with pytest.raises(CannotDecree, match="DECREE-CHANGED-MEANWHILE"):
        remove_location(line=line, seen=decree.changed, by=None, at=AT)


def test_an_area_set_by_hand_leaves_the_other_two_as_they_are(made: Town) -> None:
    decree = drafted(made)
    line = decree.lines.earliest("position")
    set_area(line=line, area_m2=12_000, seen=1, by=None, at=AT)
    line.refresh_from_db()
    assert (line.area_m2, line.verified_m2) == (12_000, 15_000)
    assert {"DECREE-SUM", "DECREE-DRAWN-DIFFERS"} <= codes(decree, Severity.WARNING)


def test_leaving_out_an_rt_measures_the_location_anew(made: Town) -> None:
    SettlementMember.objects.create(settlement=made.settlements[0], place=made.world.rts[1], by=None, recorded_at=AT)
    decree = drafted(made, only=slice(0, 1))
    line = decree.lines.get()
    assert (line.area_m2, line.households) == (30_000, 100)
    unit = line.units.get(place=made.world.rts[1])
    leave_out_unit(unit=unit, seen=decree.changed, by=None, at=AT)
    line.refresh_from_db()
    assert (line.area_m2, line.households) == (15_000, 50)


def test_one_draft_at_a_time_and_a_draft_given_up_makes_room(made: Town) -> None:
    first = drafted(made, only=slice(0, 1))
    with pytest.raises(CannotDecree, match="DECREE-OTHER-DRAFT"):
        drafted(made)
    drop_draft(decree=first, reason="salah survei", by=None, at=AT)
    first.refresh_from_db()
    assert state_of(first) is DecreeState.DROPPED
    add_locations(decree=drafted(made, only=slice(1)), settlements=made.settlements, on=ON, seen=1, by=None, at=AT)
    assert Decree.objects.open().get().lines.count() == 3


def test_what_is_verified_changes_only_after_it_is_reopened(made: Town) -> None:
    decree = verified(drafted(made), made)
    line = decree.lines.first()
    assert line is not None
    with pytest.raises(CannotDecree, match="DECREE-IS-VERIFIED"):
        set_area(line=line, area_m2=1, seen=decree.changed, by=None, at=AT)
    reopen(decree=decree, reason="data dibetulkan", by=None, at=AT)
    decree.refresh_from_db()
    assert state_of(decree) is DecreeState.DRAFT


def test_a_revision_tells_what_changed_row_by_row(made: Town) -> None:
    first = enacted(verified(drafted(made, only=slice(0, 2)), made, ON - 9 * DAY), made, "SK 1", ON - 8 * DAY)
    draw(made.settlements[0], square(7), from_on=ON)
    later = drafted(made, only=slice(0, 3, 2), revises=first)
    told = {(change.after or change.before).name: change.what for change in compare(first, later)}  # type: ignore[union-attr]
    assert told == {"Kawasan 1": ("REDRAWN",), "Kawasan 2": ("DROPPED",), "Kawasan 3": ("ADDED",)}


def test_a_decree_is_due_for_review_after_five_years(made: Town) -> None:
    decree = enacted(verified(drafted(made), made), made, "SK 1")
    assert review_due_on(decree) == decree.signed_on.replace(year=decree.signed_on.year + 5)  # type: ignore[union-attr]
    assert in_force(made.world.city, on=ON) == decree
    assert in_force(made.world.city, on=ON - 5 * DAY) is None


def test_findings_need_the_same_queries_whatever_the_size(made: Town, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    decree = drafted(made)
    with django_assert_max_num_queries(16):
        findings(decree, on=ON)


def test_the_scores_of_a_location_are_those_of_its_summed_facts(made: Town) -> None:
    one = drafted(made, only=slice(0, 1)).lines.get()
    assert one.total == one.units.get().assessment.total  # type: ignore[union-attr]

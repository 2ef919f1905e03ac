"""How far a kelurahan is with its agreement, and the register of houses beside the count of criterion 1c."""

from datetime import timedelta

from tests.city.surveys.cast import ROAD, campaign_of, take_in
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import edit_record
from tuntas.city.dossiers.agreements import AgreementState, Lack, kelurahan_agreement, kelurahan_states
from tuntas.city.dossiers.houses import houses_by_rt, silent_rts
from tuntas.city.people.actions import Appointment, appoint
from tuntas.city.places.actions import PlaceHead, add_place, dissolve_place
from tuntas.city.places.models import PlaceKind
from tuntas.city.surveys.actions import announce_objections
from tuntas.city.surveys.agreements import SignedMinutes, file_agreement
from tuntas.city.surveys.editing import Edit
from tuntas.city.surveys.houses import HouseHead, list_house
from tuntas.city.surveys.models import Campaign, SurveyRecord
from tuntas.city.surveys.previewing import changes_of
from tuntas.rules.facts import UnitFacts

ALL_SIGNED = ["RT_HEAD", "BKM", "LURAH"]


def lacks(world: World, campaign: Campaign) -> set[Lack]:
    states = kelurahan_states(world.user("PLANNER"), campaign, ON)
    return set(next(one for one in states if one.place == world.kelurahan).lacks)


def test_what_is_missing_is_named_until_nothing_is(world: World) -> None:
    campaign = campaign_of(world)
    assert lacks(world, campaign) == {Lack.NO_RECORDS, Lack.NO_PERIOD, Lack.NOT_SIGNED}
    take_in(campaign)
    assert lacks(world, campaign) == {Lack.NO_PERIOD, Lack.NOT_SIGNED}
    announce_objections(campaign=campaign, from_on=ON, until_on=ON + timedelta(days=1), by=None, at=AT)
    assert lacks(world, campaign) == {Lack.PERIOD_RUNS, Lack.NOT_SIGNED}
    announce_objections(campaign=campaign, from_on=ON - timedelta(days=1), until_on=ON, by=None, at=AT)
    minutes = SignedMinutes(ON, ALL_SIGNED, b"%PDF-1.4 contoh")
    for _twice in range(2):
        file_agreement(campaign=campaign, place=world.kelurahan, minutes=minutes, by=None, at=AT)
    assert lacks(world, campaign) == set()


def test_a_later_change_is_seen_on_its_rt_and_its_kelurahan(world: World) -> None:
    campaign = campaign_of(world)
    take_in(campaign)
    announce_objections(campaign=campaign, from_on=ON - timedelta(days=1), until_on=ON, by=None, at=AT)
    file_agreement(campaign=campaign, place=world.kelurahan, minutes=SignedMinutes(ON, ALL_SIGNED, b"%PDF-1.4 x"),
                   by=None, at=AT)  # fmt: skip
    record = SurveyRecord.objects.get(place=world.rts[0])
    edit_record(record=record, edit=Edit(1, {ROAD: "20"}, "ukur ulang"), by=world.user("HOUSING_STAFF"), on=ON, at=AT)
    found = kelurahan_agreement(world.user("AUDITOR"), campaign, world.kelurahan, ON)
    assert found and found.state.state is AgreementState.CHANGED and found.state.lacks == (Lack.CHANGED_SINCE,)
    assert found.uncovered == {world.rts[0].pk} and found.once_agreed == {world.rts[0].pk, world.rts[1].pk}
    assert [(one.version.reason, list(one.changes)) for one in found.changes] == [("ukur ulang", [ROAD])]


def test_an_rt_without_data_is_missed_even_where_a_dissolved_one_has_some(world: World) -> None:
    campaign, melati = campaign_of(world), world.kelurahan
    take_in(campaign)
    dissolve_place(place=world.rts[0], on=ON, source="contoh", by=None, at=AT)
    head = PlaceHead(kind=PlaceKind.RT, name="RT 009", parent=world.rts[1].parent)
    add_place(head=head, source="contoh", by=None, at=AT)
    state = next(one for one in kelurahan_states(world.user("PLANNER"), campaign, ON) if one.place == melati)
    assert (state.rts, state.records, state.silent) == (2, 2, 1) and Lack.RT_WITHOUT_RECORD in state.lacks


def test_a_share_that_becomes_a_volume_is_told_as_both() -> None:
    before, after = UnitFacts(shares={ROAD: 4 * 10**11}), UnitFacts(quantities={ROAD: 12_000_000})
    assert changes_of(before, after) == {ROAD: [None, 12_000_000], f"{ROAD}%": [4 * 10**11, None]}


def test_a_kelurahan_out_of_reach_is_nothing(world: World) -> None:
    campaign = campaign_of(world)
    assert kelurahan_agreement(world.user("KELURAHAN_HEAD"), campaign, world.other_kelurahan, ON) is None
    assert kelurahan_agreement(world.user("OUTSIDER"), campaign, world.kelurahan, ON) is None


def test_listed_stands_beside_counted_and_no_count_is_no_zero(world: World) -> None:
    campaign, user = campaign_of(world), world.user("HOUSING_STAFF")
    list_house(city=world.city, head=HouseHead(world.rts[0], "Gang 1", "Contoh"), by=None, at=AT)
    assert [(row.counted_micro, row.listed, row.difference_micro)
            for row in houses_by_rt(user, world.city, campaign)] == [(None, 1, None)]  # fmt: skip
    take_in(campaign)
    rows = {row.place.pk: row for row in houses_by_rt(user, world.city, campaign)}
    assert rows[world.rts[0].pk].difference_micro == -6_000_000 and len(rows) == 3
    assert len(houses_by_rt(user, world.city, campaign, world.kelurahan.pk)) == 2


def test_an_rt_whose_houses_one_may_not_know_is_no_rt_without_houses(world: World) -> None:
    campaign = campaign_of(world)
    take_in(campaign)
    staff = world.user("KELURAHAN_STAFF")
    appoint(user=staff, to=Appointment("PLANNER", city=world.city), on=ON, by=None, at=AT)
    staff.take_duties(ON)
    rows = houses_by_rt(staff, world.city, campaign)
    assert {row.place for row in rows} == set(world.rts[:2]) and silent_rts(staff, world.city, rows, ON) == 0


def test_an_rt_that_was_never_surveyed_has_no_figure(world: World) -> None:
    user = world.user("HOUSING_STAFF")
    assert silent_rts(user, world.city, houses_by_rt(user, world.city, campaign_of(world)), ON) == 3

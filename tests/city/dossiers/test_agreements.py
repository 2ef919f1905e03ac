"""How far a kelurahan is with its agreement, and the register of houses beside the count of criterion 1c."""

from datetime import timedelta

from tests.city.surveys.cast import ROAD, campaign_of, take_in
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import edit_record
from tuntas.city.dossiers.agreements import AgreementState, Lack, kelurahan_agreement, kelurahan_states
from tuntas.city.dossiers.houses import houses_by_rt
from tuntas.city.surveys.actions import announce_objections
from tuntas.city.surveys.agreements import SignedMinutes, file_agreement
from tuntas.city.surveys.editing import Edit
from tuntas.city.surveys.houses import HouseHead, list_house
from tuntas.city.surveys.models import Campaign, SurveyRecord

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

"""The pictures: what they show, to whom, and with how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.city.surveys.cast import MELATI, ROAD, campaign_of, take_in
from tests.city.surveys.workbooks import many_places
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import edit_record
from tuntas.city.dossiers.city import city_summary
from tuntas.city.dossiers.unit import unit_page
from tuntas.city.dossiers.units import SORTS, UnitFilter, unit_list
from tuntas.city.surveys.editing import Edit
from tuntas.city.surveys.models import Campaign, SurveyRecord


@pytest.fixture
def campaign(world: World) -> Campaign:
    take_in(campaign_of(world, 2023), MELATI)
    made = campaign_of(world)
    take_in(made, [*MELATI[:2], *many_places(25)], {(0, "2a"): "", (1, "luas_verifikasi_ha"): ""})
    return Campaign.objects.select_related("city__place", "rule_set").get(pk=made.pk)


def test_the_summary_has_all_that_stands_beside_hectares(world: World, campaign: Campaign) -> None:
    summary = city_summary(world.user("AGENCY_HEAD"), campaign)
    whole = summary.whole
    assert whole.units == 27 == sum(one.units for one in whole.classes.values())
    assert whole.complete_units < 27 and summary.places_without_record == 1
    assert (whole.whole.area.m2, whole.whole.area.unknown) == (26 * 15_000, 1)
    assert (whole.whole.households.count, whole.whole.buildings.count) == (27 * 50, 27 * 40)
    assert (whole.whole.people.count, whole.whole.unfit_houses.count) == (27 * 160, 27 * 7)
    assert [point.campaign.year for point in summary.trend] == [2023, 2025]
    areas = [one.slum.area.micro for one in summary.kelurahan]
    assert areas == sorted(areas, reverse=True) and len(areas) == 3


def test_an_area_limited_user_sees_their_area_only(world: World, campaign: Campaign) -> None:
    summary = city_summary(world.user("KELURAHAN_HEAD"), campaign)
    assert summary.whole is None and [one.place.name for one in summary.kelurahan] == ["Melati"]
    assert unit_list(world.user("KELURAHAN_HEAD"), campaign).count == 2
    assert unit_list(world.user("OUTSIDER"), campaign).count == 0
    assert unit_page(world.user("OUTSIDER"), campaign, world.rts[0]).record is None


def queries(act, *arguments, **options) -> int:  # type: ignore[no-untyped-def]
    act(*arguments, **options)
    with CaptureQueriesContext(
        connection,
    ) as found:
        act(*arguments, **options)
    return len(found)


def test_queries_do_not_grow_with_the_city(world: World, campaign: Campaign) -> None:
    user = world.user("AGENCY_HEAD")
    small = Campaign.objects.select_related("city__place", "rule_set").get(year=2023)
    assert queries(city_summary, user, campaign) == queries(city_summary, user, small) == 2
    for sort in SORTS:
        assert queries(unit_list, user, campaign, sort=sort) == queries(unit_list, user, small, sort=f"-{sort}") == 3
    place = world.rts[0]
    before = queries(unit_page, user, campaign, place)
    for number in range(1, 5):
        record = SurveyRecord.objects.get(campaign=campaign, place=place)
        edit_record(
            record=record,
            edit=Edit(number, {"jumlah_kk": str(50 + number)}, "x"),
            by=world.user("HOUSING_STAFF"),
            on=ON,
            at=AT,
        )
    assert queries(unit_page, user, campaign, place) == before <= 7


def test_the_list_is_narrowed_and_sorted(world: World, campaign: Campaign) -> None:
    user = world.user("AGENCY_HEAD")
    everything = unit_list(user, campaign, page=(0, None))
    assert everything.count == len(everything.rows) == 27
    totals = [row.stored.total_max for row in unit_list(user, campaign, sort="-total", page=(0, None)).rows]
    assert totals == sorted(totals, reverse=True)
    assert unit_list(user, campaign, UnitFilter(kelurahan_id=world.kelurahan.pk)).count == 2
    assert unit_list(user, campaign, UnitFilter(is_complete=False)).count == sum(
        not row.stored.is_complete for row in everything.rows)  # fmt: skip
    by_grade = {grade: unit_list(user, campaign, UnitFilter(grade=grade)).count for grade in
                {row.stored.grade or "undecided" for row in everything.rows}}  # fmt: skip
    assert sum(by_grade.values()) == 27
    assert unit_list(user, campaign, UnitFilter(text="melati rt 2")).count == 1
    assert len(unit_list(user, campaign, page=(20, 20)).rows) == 7


def test_a_unit_shows_sources_reasons_versions_and_before_after(world: World, campaign: Campaign) -> None:
    record = SurveyRecord.objects.get(campaign=campaign, place=world.rts[0])
    edit_record(record=record, edit=Edit(1, {ROAD: "10"}, "diukur"), on=ON, at=AT,
                by=world.user("HOUSING_STAFF"))  # fmt: skip
    unit = unit_page(world.user("AGENCY_HEAD"), campaign, world.rts[0])
    facts = {line.field: line for line in unit.facts}
    assert facts["jumlah_kk"].source.cell == "G2" and facts["jumlah_kk"].source.file_name == "survei.csv"
    assert facts[ROAD].source.person == world.user("HOUSING_STAFF").name and facts[ROAD].micro == 10_000_000
    assert len(unit.reasons) == 16 and unit.stored.record_version == 2
    assert [line.version.number for line in unit.versions] == [2, 1]
    assert unit.versions[0].changes == {ROAD: [None, 10_000_000]}
    assert [moment.campaign.year for moment in unit.moments] == [2023, 2025]
    assert unit.moments[0].comparison is None and unit.moments[1].comparison.contribution > 0


def test_an_rt_without_data_says_so(world: World, campaign: Campaign) -> None:
    unit = unit_page(world.user("AGENCY_HEAD"), campaign, world.rts[2])
    assert unit.record is None and [moment.campaign.year for moment in unit.moments] == [2023]

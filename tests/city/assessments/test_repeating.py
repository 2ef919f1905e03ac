"""What is stored can be repeated for ever, and the figures of areas are those of their RT."""

from dataclasses import replace

import pytest
from django.db import connection

from tests.city.surveys.cast import MELATI, ROAD, campaign_of, take_in
from tests.city.surveys.workbooks import many_places
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import edit_record
from tuntas.city.assessments.checking import recompute_all
from tuntas.city.assessments.models import AreaFigure, StoredAssessment
from tuntas.city.surveys import rule_sets
from tuntas.city.surveys.editing import Edit
from tuntas.city.surveys.facts import current_versions, survey_of
from tuntas.city.surveys.models import Campaign, SurveyRecord
from tuntas.city.surveys.rule_sets import LawText, kept_regulation, law_on_shelf, regulation_of
from tuntas.sheets.assessed import Level, assess_survey, sum_rows


@pytest.fixture
def campaign(world: World) -> Campaign:
    made = campaign_of(world)
    take_in(made, [*MELATI, *many_places(25)], {(3, "2a"): "", (4, "luas_verifikasi_ha"): "", (5, "4a"): "-0.2"})
    return made


def test_all_that_is_stored_comes_out_again(world: World, campaign: Campaign) -> None:
    record = SurveyRecord.objects.get(place=world.rts[0])
    edit_record(record=record, edit=Edit(1, {ROAD: "3"}, "x"), by=world.user("HOUSING_STAFF"),
                on=ON, at=AT)  # fmt: skip
    check = recompute_all()
    assert check.unequal == () and check.assessments == 29 and check.areas == AreaFigure.objects.count() == 6


def test_a_stored_result_that_was_tampered_with_is_found(campaign: Campaign) -> None:
    AreaFigure.objects.filter(place__name="Melati").update(sectoral_ppm=1)
    kept = StoredAssessment.objects.first()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER assessments_storedassessment_no_update")
        else:
            cursor.execute("DROP TRIGGER assessments_storedassessment_no_change ON assessments_storedassessment")
    StoredAssessment.objects.filter(pk=kept.pk).update(priority=9, handling="x")
    found = {columns for unequal in recompute_all().unequal for columns in unequal.columns}
    assert found == {"sectoral_ppm", "priority", "handling"}


def test_a_change_of_the_law_data_touches_no_campaign(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    before = regulation_of(campaign)
    law = law_on_shelf()
    changed = LawText(replace(law.regulation, content_hash="0" * 64), law.raw)
    monkeypatch.setattr(rule_sets, "law_on_shelf", lambda *_: changed)
    kept_regulation.cache_clear()
    assert regulation_of(campaign) == before == law.regulation
    assert recompute_all().unequal == ()


def test_area_figures_are_the_sums_of_their_rows(campaign: Campaign) -> None:
    rule = regulation_of(campaign)
    rows = assess_survey(survey_of(campaign, current_versions(campaign)), rule)
    for level, name in ((Level.KELURAHAN, "kelurahan"), (Level.CITY, "")):
        for area in sum_rows(rows, level, rule):
            place = dict(area.identity).get(name, "Kota Contoh")
            kept = AreaFigure.objects.get(place__name=place)
            assert (kept.units, kept.total_min, kept.total_max) == (
                len(area.members), area.assessment.total_min, area.assessment.total_max)  # fmt: skip
            for grade in rule.grades:
                found = area.area_of(grade.id, rule.area_field)
                assert kept.figures[grade.id]["units"] == found.rows
                assert kept.figures[grade.id]["area"] == {"sum": found.micro_ha, "unknown": found.without_area}


def test_an_edit_rebuilds_its_areas_and_no_other(world: World, campaign: Campaign) -> None:
    before = {row.place_id: row.figures for row in AreaFigure.objects.all()}
    record = SurveyRecord.objects.get(place=world.rts[0])
    edit_record(record=record, edit=Edit(1, {"jumlah_kk": "70"}, "x"), on=ON, at=AT,
                by=world.user("HOUSING_STAFF"))  # fmt: skip
    changed = {row.place.name for row in AreaFigure.objects.all() if row.figures != before[row.place_id]}
    assert changed == {"Melati", "Taman", "Kota Contoh"}
    assert recompute_all().unequal == ()

"""What the operations answer: figures, days, pages, tags, boundaries, languages, and how many queries that takes."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from shapely.geometry import box

from tests.city.surveys.cast import campaign_of, take_in
from tests.city.surveys.workbooks import many_places
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import edit_record
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.dossiers.unit import unit_page
from tuntas.city.dossiers.units import UnitFilter, unit_list
from tuntas.city.places.drawing import draw_boundary
from tuntas.city.places.shapes import boundary_of
from tuntas.city.surveys.editing import Edit
from tuntas.city.surveys.models import Campaign

Asking = Callable[..., Any]


def correct(assessment: StoredAssessment, world: World) -> None:
    """Somebody fills the road that was missing."""
    record = assessment.record
    edit = Edit(record.version, {"panjang_jalan_belum_terlayani_m": "20"}, "diukur ulang")
    edit_record(record=record, edit=edit, by=world.user("SECTION_HEAD"), on=ON, at=AT)


def test_the_summary_says_units_hectares_and_all_that_stands_beside(campaign: Campaign, ask: Asking) -> None:
    said = ask("cities/99.01/summary").json()
    whole = said["area"]["all"]
    assert (said["on"], said["campaign"]["id"], said["area"]["place"]["level"]) == ("2026-03-02", campaign.pk, "CITY")
    assert {name: whole[name] for name in ("units", "area_m2", "area_ha", "buildings", "households", "people",
                                           "unfit_houses")} == {
        "units": 3, "area_m2": 30_000, "area_ha": "3.00", "buildings": 120, "households": 150, "people": 480,
        "unfit_houses": 21}  # fmt: skip
    assert whole["unknown_units"]["area"] == 1, "one RT says nothing of its area"
    assert sum(one["units"] for one in said["area"]["classes"]) == 3
    assert said["completeness"] == {"units": 3, "complete_units": 1, "incomplete_units": 2, "places_without_record": 0}
    assert [one["id"] for one in said["area"]["classes"]] == ["berat", "sedang", "ringan", "tidak_kumuh", "undecided"]


def test_a_survey_without_data_says_null_and_not_zero(world: World, ask: Asking) -> None:
    made = campaign_of(world)
    said = ask("cities/99.01/summary").json()
    assert said["campaign"]["id"] == made.pk and said["area"] is None
    assert said["completeness"] == dict.fromkeys(
        ["units", "complete_units", "incomplete_units", "places_without_record"]
    )


@pytest.mark.parametrize("on, year", [
    ("2023-12-30", None), ("2023-12-31", 2023), ("2025-12-30", 2023), ("2025-12-31", 2025), ("2030-01-01", 2025),
])  # fmt: skip
def test_a_day_picks_the_survey_in_force(on: str, year: int | None, campaign: Campaign, ask: Asking) -> None:
    said = ask(f"cities/99.01/summary?on={on}").json()
    assert (said["campaign"] and said["campaign"]["year"]) == year
    assert (said["area"] is None) == (year is None) and said["on"] == on
    if year is None:
        assert set(said["completeness"].values()) == {None}


def test_the_list_of_units_is_that_of_the_pages(world: World, campaign: Campaign, ask: Asking) -> None:
    user = world.user("SECTION_HEAD")
    for query, wanted in {
        "": UnitFilter(),
        "is_complete=false": UnitFilter(is_complete=False),
        "is_slum=true": UnitFilter(is_slum=True),
        "grade=ringan": UnitFilter(grade="ringan"),
        "grade=undecided": UnitFilter(grade="undecided"),
        "text=melati": UnitFilter(text="melati"),
        f"kelurahan_id={world.kelurahan.pk}": UnitFilter(kelurahan_id=world.kelurahan.pk),
        f"kecamatan_id={world.kecamatan.pk}": UnitFilter(kecamatan_id=world.kecamatan.pk),
    }.items():
        said = ask(f"campaigns/{campaign.pk}/units?sort=-total&{query}").json()
        found = unit_list(user, campaign, wanted, sort="-total")
        assert [one["assessment_id"] for one in said["items"]] == [row.stored.pk for row in found.rows]
        assert said["count"] == found.count
    missing = ask(f"campaigns/{campaign.pk}/units?is_complete=false").json()["items"]
    assert [one["total_min"] != one["total_max"] for one in missing] == [True, True]
    silent = [one for one in ask(f"campaigns/{campaign.pk}/units").json()["items"] if one["area_m2"] is None]
    assert len(silent) == 1 and silent[0]["area_ha"] is None


def test_a_filter_that_is_amiss_does_not_show_all(campaign: Campaign, ask: Asking) -> None:
    amiss = {"grade": "parah", "sort": "umur", "size": "501", "page": "0", "is_slum": "mungkin", "text": "%00",
             "kelurahan_id": "-1"}  # fmt: skip
    for name, value in amiss.items():
        response = ask(f"campaigns/{campaign.pk}/units?{name}={value}")
        assert (response.status_code, response.json()["errors"][0]["name"]) == (422, name)


def test_pages_meet_without_gap_or_overlap(world: World, ask: Asking) -> None:
    made = campaign_of(world)
    take_in(made, many_places(25))
    seen: list[int] = []
    address = f"campaigns/{made.pk}/units?size=10&sort=total&text=kelurahan"
    while address:
        response = ask(address)
        seen += [one["assessment_id"] for one in response.json()["items"]]
        found = re.search(r'<http://testserver/api/v1/([^>]+)>; rel="next"', response["Link"])
        address = found.group(1) if found else ""
    assert len(seen) == len(set(seen)) == 25
    last = ask(f"campaigns/{made.pk}/units?size=10&page=3")
    assert (last.json()["count"], last.json()["pages"], len(last.json()["items"])) == (25, 3, 5)
    assert 'rel="prev"' in last["Link"] and 'rel="next"' not in last["Link"]
    beyond = ask(f"campaigns/{made.pk}/units?size=10&page=9").json()
    assert (beyond["items"], beyond["count"]) == ([], 25)


def test_the_history_of_a_unit_holds_all_versions(world: World, assessment: StoredAssessment, ask: Asking) -> None:
    correct(assessment, world)
    said = ask(f"units/{assessment.record.place_id}/assessments").json()["items"]
    assert [(one["year"], one["record_version"], one["is_current"]) for one in said] == [
        (2023, 1, True), (2025, 1, False), (2025, 2, True)]  # fmt: skip
    assert [one["is_complete"] for one in said] == [True, False, True]


def test_an_assessment_shows_its_facts_and_what_is_missing(assessment: StoredAssessment, ask: Asking) -> None:
    said = ask(f"assessments/{assessment.pk}").json()
    facts = {one["field"]: one["value"] for one in said["facts"]}
    assert facts["luas_verifikasi_ha"] == "1.5" and facts["panjang_jalan_belum_terlayani_m"] is None
    lines = {one["id"]: one for one in said["criteria"]}
    assert lines["2a"]["percent"] is None and (lines["2a"]["score_min"], lines["2a"]["score_max"]) == (0, 5)
    assert lines["1a"]["percent"] == "30.00" and lines["1a"]["volume"] == "12"
    assert (said["rule_set"]["content_hash"], said["is_complete"]) == (assessment.rule_set_id, False)
    assert sum(line["score_min"] for line in lines.values()) == said["total_min"]


def test_the_explanation_is_that_of_the_pages(world: World, assessment: StoredAssessment, ask: Asking) -> None:
    correct(assessment, world)
    newest = StoredAssessment.objects.get(record=assessment.record, record_version=2)
    for lang in ("id", "en"):
        said = ask(f"assessments/{newest.pk}/explanation", **{"Accept-Language": lang}).json()
        dossier = unit_page(world.user("SECTION_HEAD"), newest.record.campaign, newest.record.place)
        assert [one["verdict"] for one in said["reasons"]] == [one.verdict(lang) for one in dossier.reasons]
        assert [one["change"]["wording"] if one["change"] else "" for one in said["reasons"]] == [
            one.way_out(lang) for one in dossier.reasons]  # fmt: skip
        assert [one["total_after"] for one in said["ways_below"]] == [one.total_after for one in dossier.ways]
        assert said["ways_below"], "there is a way out of every slum class"


def test_wording_comes_in_the_language_asked_for(campaign: Campaign, ask: Asking) -> None:
    def first(language: str) -> tuple[str, str]:
        response = ask("cities/99.01/summary", **{"Accept-Language": language})
        return response["Content-Language"], response.json()["area"]["all"]["name"]

    assert first("en-GB,id;q=0.5") == ("en", "All RT")
    assert first("id") == first("nl") == first("") == first("*;q=x,") == ("id", "Semua RT")


def test_the_same_question_is_answered_once(world: World, assessment: StoredAssessment, ask: Asking) -> None:
    for address in (
        "cities", "cities/99.01", "cities/99.01/summary", "cities/99.01/campaigns", "cities/99.01/places",
        "cities/99.01/places?format=geojson", f"campaigns/{assessment.record.campaign_id}/units",
        f"units/{assessment.record.place_id}/assessments", f"assessments/{assessment.pk}",
        f"assessments/{assessment.pk}/explanation",
    ):  # fmt: skip
        tag = ask(address)["ETag"]
        again = ask(address, **{"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag), address
        assert "Cookie" in again["Vary"] and again["Cache-Control"] == "private, no-cache"
        assert ask(address, **{"If-None-Match": '"other"'}).status_code == 200


def test_a_tag_ends_with_every_change_and_belongs_to_its_asker(
    world: World, assessment: StoredAssessment, ask: Asking
) -> None:
    address = "cities/99.01/summary"
    tag = ask(address)["ETag"]
    assert ask(address, "HEAD", **{"If-None-Match": tag}).status_code == 200
    assert ask(address, **{"If-None-Match": tag, "Accept-Language": "en"}).status_code == 200
    assert ask(f"{address}?on=2026-03-02", **{"If-None-Match": tag}).status_code == 200
    correct(assessment, world)
    assert ask(address, **{"If-None-Match": tag}).status_code == 200
    places = ask("cities/99.01/places")["ETag"]
    boundary = boundary_of(box(110, -7, 110.001, -6.999), crs="EPSG:4326", source="uji")
    draw_boundary(place=world.rts[0], boundary=boundary, from_on=None, by=None, at=AT)
    assert ask("cities/99.01/places", **{"If-None-Match": places}).status_code == 200


def test_places_show_the_edition_of_the_day_and_their_boundaries(world: World, ask: Asking) -> None:
    first, wider = (
        boundary_of(box(110, -7, east, -6.999), crs="EPSG:4326", source="uji") for east in (110.001, 110.002)
    )
    for boundary, day in ((first, date(2024, 1, 1)), (wider, ON)):
        draw_boundary(place=world.rts[0], boundary=boundary, from_on=day, by=None, at=AT)

    def area(day: str) -> Any:
        items = ask(f"cities/99.01/places?level=RT&on={day}").json()["items"]
        return {one["id"]: one["area_m2"] for one in items}[world.rts[0].pk]

    assert (area("2026-03-01"), area("2026-03-02")) == (first.area_m2, wider.area_m2)
    response = ask("cities/99.01/places?level=RT&format=geojson")
    said = response.json()
    assert response["Content-Type"] == "application/geo+json" and said["type"] == "FeatureCollection"
    by_id = {one["id"]: one["geometry"] for one in said["features"]}
    assert by_id[world.rts[0].pk]["type"] == "Polygon" and by_id[world.rts[1].pk] is None
    assert said["count"] == 3 and 'rel="last"' in response["Link"]


def queries(client: Client, address: str, secret: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(f"/api/v1/{address}", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    return len(found)


def test_queries_do_not_grow_with_the_city(world: World, assessment: StoredAssessment, secret: Asking) -> None:
    small, big = assessment.record.campaign, campaign_of(world, 2026)
    token, client = secret("SECTION_HEAD"), Client()
    fixed = ["cities", "cities/99.01", "cities/99.01/summary?areas=true", "cities/99.01/places?size=500",
             "cities/99.01/places?format=geojson", "cities/99.01/campaigns", f"assessments/{assessment.pk}",
             f"assessments/{assessment.pk}/explanation", f"units/{assessment.record.place_id}/assessments"]  # fmt: skip
    before = {address: queries(client, address, token) for address in fixed for _warm in range(2)}
    few = queries(client, f"campaigns/{small.pk}/units?size=500", token)
    take_in(big, many_places(60))
    assert {address: queries(client, address, token) for address in fixed} == before
    assert queries(client, f"campaigns/{big.pk}/units?size=500", token) == few
    assert max(*before.values(), few) <= 10

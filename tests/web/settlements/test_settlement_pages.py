"""The room of slum locations: a map comes in through its findings, three areas stand side by side, reasons are told."""

import json
from collections.abc import Callable

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.web.places.files import geojson, square
from tests.web.settlements.cast import filed_delineations, slum
from tests.world import AT, World
from tuntas.city.places.drawing import draw_boundary
from tuntas.city.places.shapes import boundary_of
from tuntas.city.records.models import Paper
from tuntas.city.settlements.actions import set_members
from tuntas.city.settlements.models import AreaReason, Settlement, SettlementMember
from tuntas.city.surveys.models import Upload

Browser = Callable[[str], Client]


def address(world: World, name: str, *parts: object) -> str:
    return reverse(name, args=[world.city.code, *parts])


def test_a_map_is_looked_over_and_then_taken_in(world: World, browser: Browser) -> None:
    page = browser("GIS_OPERATOR")
    content = geojson((square(3), {"kelurahan": "Melati", "kawasan": "Bantaran", "LUAS_HA": "12,20"}),
                      (square(5), {"kelurahan": "Mellati", "kawasan": "Rel"}))  # fmt: skip
    sent = {"content": SimpleUploadedFile("kumuh.geojson", content)}
    page.post(address(world, "settlement_loads"), sent)
    here = address(world, "settlement_load", Paper.objects.get(kind="DELINEATION").pk)
    look = page.get(here)
    asked = look.context["questions"][0]
    assert asked.title == "Mellati" and look.context["open_count"] == 1 and not look.context["can_accept"]
    assert "Luas tertulis berbeda dari gambar" in {group.title for group in look.context["groups"]}
    assert not Settlement.objects.exists()
    answers = {asked.name: str(world.kelurahan.pk)}
    second = page.post(here, answers).context["look"]
    done = page.post(here, answers | {"do": "terima", "dilihat": second.fingerprint}, follow=True)
    assert [one.row.settlement.name for one in done.context["rows"]] == ["Bantaran", "Rel"]
    assert "2 kawasan baru" in str(list(done.context["messages"])[0])


def test_what_was_not_seen_is_not_accepted(world: World, browser: Browser) -> None:
    here = address(world, "settlement_load", filed_delineations(world))
    page = browser("GIS_OPERATOR").post(here, {"do": "terima", "dilihat": "lain"})
    assert page.status_code == 200 and not Settlement.objects.exists()


def test_every_finding_beside_the_map_leads_to_something_on_it(world: World, browser: Browser) -> None:
    slum(world)
    content = geojson((square(0, width=0.5), {"kelurahan": "Melati", "kawasan": "A"}),
                      (square(0.2, width=0.5), {"kelurahan": "Melati", "kawasan": "B"}))  # fmt: skip
    page = browser("GIS_OPERATOR")
    page.post(address(world, "settlement_loads"), {"content": SimpleUploadedFile("a.geojson", content)})
    paper = Paper.objects.get(kind="DELINEATION").pk
    listed = {place.id for place in page.get(address(world, "settlement_load", paper)).context["map_places"]}
    drawn = json.loads(page.get(address(world, "settlement_load_map", paper)).content)
    assert len(listed) == 3 and listed <= {one["properties"]["id"] for one in drawn["features"]}


def test_three_areas_stand_side_by_side_and_a_difference_is_explained(
    world: World, accepted: Upload, browser: Browser
) -> None:
    one, page = slum(world), browser("HOUSING_STAFF")
    row = page.get(address(world, "settlements")).context["rows"][0]
    assert row.row.decree_m2 is None and row.row.drawn_m2 and row.row.verified_m2 and row.units == 1
    assert page.get(address(world, "settlements"), {"selisih": "sudah"}).context["count"] == 0
    told = address(world, "settlement_difference", one.pk, "DRAWN_VERIFIED")
    assert page.post(told, {"cause": "OTHER", "remark": ""}).status_code == 200 and not AreaReason.objects.exists()
    report = page.post(told, {"cause": "PART_OF_RT", "remark": "sawah di tepi"}, follow=True)
    assert report.context["open_count"] == 0 and "sawah di tepi" in report.content.decode()
    assert AreaReason.objects.get().difference_m2 == row.row.verified_m2 - row.row.drawn_m2
    file = page.get(address(world, "settlement_reconciliation_export"), {"format": "csv"})
    assert "delineasi hanya mencakup sebagian RT" in file.content.decode()
    assert page.get(address(world, "settlement_difference", one.pk, "DECREE_DRAWN")).status_code == 404


def test_a_settlement_is_edited_and_dissolved(world: World, browser: Browser) -> None:
    one, page = slum(world), browser("SECTION_HEAD")
    slum(world, "Melati Barat")
    assert page.post(address(world, "settlement_edit", one.pk), {"name": "Melati Barat"}).status_code == 200
    page.post(address(world, "settlement_edit", one.pk), {"name": "Melati Kali", "typology": "WATERSIDE"})
    page.post(address(world, "settlement_members", one.pk), {"on": "2026-03-02", "rt": [world.rts[1].pk]})
    one.refresh_from_db()
    assert (one.name, one.typology) == ("Melati Kali", "WATERSIDE")
    assert SettlementMember.objects.get(settlement=one, until_on=None).place == world.rts[1]
    page.post(address(world, "settlement_dissolve", one.pk), {"on": "2026-03-02", "reason": "dicatat dua kali"})
    gone = page.get(address(world, "settlement", one.pk))
    assert "dicatat dua kali" in gone.content.decode() and not gone.context["can_keep"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_a_file_too(kind: str, world: World, browser: Browser) -> None:
    slum(world)
    file = browser("PLANNER").get(address(world, "settlement_export"), {"format": kind})
    assert file.status_code == 200 and "kawasan-kota-contoh" in file["Content-Disposition"]


def test_a_city_without_settlements_says_what_to_do_first(world: World, browser: Browser) -> None:
    assert "Belum ada kawasan kumuh" in browser("GIS_OPERATOR").get(address(world, "settlements")).content.decode()
    assert "Muat peta delineasi" not in browser("PLANNER").get(address(world, "settlements")).content.decode()


def test_a_settlement_is_split_along_its_rt_and_merged_again(world: World, browser: Browser) -> None:
    one, page = slum(world), browser("GIS_OPERATOR")
    set_members(settlement=one, places=world.rts[:2], on=None, by=None, at=AT)
    here = address(world, "settlement_split", one.pk)
    asked = {"first_name": "Melati Utara", "second_name": "Melati Tepi", "units": [world.rts[1].pk], "on": "2026-03-02"}
    assert "belum mempunyai batas" in page.post(here, asked).content.decode()
    half = boundary_of(shapely.Polygon(square(0, width=0.5)), crs="EPSG:4326", source="contoh")
    draw_boundary(place=world.rts[1], boundary=half, from_on=None, by=None, at=AT)
    page.post(here, asked)
    stays, gone = Settlement.objects.filter(dissolved_on=None).order_by("pk")
    assert gone.delineations.get().area_m2 * 3 == pytest.approx(stays.delineations.get().area_m2, rel=0.01)
    assert [row.place for row in gone.members.all()] == [world.rts[1]]
    again = {"settlements": [stays.pk, gone.pk], "name": "Melati", "on": "2026-04-01"}
    whole = page.post(address(world, "settlements_merge"), again, follow=True)
    assert whole.context["row"].drawn_m2 == one.delineations.get().area_m2 and len(whole.context["units"]) == 2
    assert len(whole.context["successions"]) == 2

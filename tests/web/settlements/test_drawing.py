"""Drawing as text, which is what the map sends too: checked first, kept as it was seen, never over an old shape."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import shapely
from django.test import Client
from django.urls import reverse

from tests.web.places.files import square
from tests.web.settlements.cast import slum
from tests.world import AT, ON, World
from tuntas.city.places.drawing import draw_boundary
from tuntas.city.places.models import Place
from tuntas.city.places.shapes import boundary_of, geodesic_area_m2
from tuntas.city.records.models import AuditEntry
from tuntas.city.settlements.actions import dissolve
from tuntas.city.settlements.models import Delineation, Settlement

Browser = Callable[[str], Client]
SAID = {"source": "Survei lapangan", "reason": "Batas sungai bergeser"}


def ground(column: float, row: float = 0, width: float = 1) -> shapely.Polygon:
    """About 1.2 ha per step of width, its corners as they are kept."""
    west, south = 109.6 + column * 0.001, -6.8 + row * 0.001
    return shapely.box(*(round(edge, 9) for edge in (west, south, west + width * 0.001, south + width * 0.001)))


WIDER = ground(0, 0, 1.1)


def bounded(place: Place, column: float, width: float) -> None:
    shape = ground(column, 0, width)
    draw_boundary(place=place, boundary=boundary_of(shape, crs="EPSG:4326", source="uji"), from_on=None, by=None, at=AT)


@pytest.fixture
def address(world: World) -> str:
    bounded(world.kelurahan, 0, 2)
    return reverse("settlement_draw", args=[world.city.code, slum(world).pk])


def checked(client: Client, address: str, shape: Any, **said: Any) -> Any:
    """The answer that the map asks for: what was found, and the fields to save it with."""
    words = shape if isinstance(shape, str) else shapely.to_geojson(shape)
    return client.post(address, {"gambar": words, "do": "periksa", **said}, headers={"HX-Request": "true"})


def saved(client: Client, address: str, shape: Any, **said: Any) -> Any:
    """Saved as it was seen."""
    page = checked(client, address, shape, **said).content.decode()
    seen = re.search(r'name="dilihat" value="(\w+)"', page)
    words = shape if isinstance(shape, str) else shapely.to_geojson(shape)
    return client.post(address, {"gambar": words, "do": "simpan", "dilihat": seen[1] if seen else "", **SAID, **said})


def test_the_page_begins_with_the_drawing_in_force(world: World, browser: Browser, address: str) -> None:
    page = browser("GIS_OPERATOR").get(address)
    assert page.status_code == 200
    shown = re.search(r"data-draw-text[^>]*>([^<]*)</textarea>", page.content.decode())
    assert shown
    text = shown[1].replace("&quot;", '"')
    assert shapely.equals_exact(shapely.from_geojson(text).normalize(), ground(0).normalize(), 1e-9)


def test_a_correction_closes_the_old_edition_and_begins_a_new_one(world: World, browser: Browser, address: str) -> None:
    answer = saved(browser("GIS_OPERATOR"), address, WIDER, on="2026-02-01")
    settlement = slum(world)
    rts = reverse("settlement_members", args=["99.01", settlement.pk])
    assert answer.status_code == 302 and answer["Location"] == rts, "the new shape covers others than belong"
    old, new = Delineation.objects.filter(settlement=settlement).order_by("pk")
    assert (old.until_on, new.from_on, new.until_on) == (date(2026, 2, 1), date(2026, 2, 1), None)
    assert new.area_m2 == geodesic_area_m2(WIDER) and new.source == "peta aplikasi: Survei lapangan"
    assert new.stated == {"sumber": "Survei lapangan", "alasan": "Batas sungai bergeser"}
    assert new.by == world.user("GIS_OPERATOR")
    noted = AuditEntry.objects.filter(verb="settlement.redrawn").get()
    assert noted.details["area_m2"] == new.area_m2 and noted.details["before_m2"] == old.area_m2


def test_what_is_wrong_blocks_and_tells_where(world: World, browser: Browser, address: str) -> None:
    ring = square(0)
    bow = json.dumps({"type": "Polygon", "coordinates": [[ring[0], ring[2], ring[1], ring[3], ring[0]]]})
    page = checked(browser("GIS_OPERATOR"), address, bow).content.decode()
    assert "memotong dirinya" in page and re.search(r'data-see="109\.60\d+ -6\.79\d+"', page)
    assert "Simpan delineasi" not in page
    assert saved(browser("GIS_OPERATOR"), address, bow, on="2026-02-01").status_code == 200
    assert Delineation.objects.count() == 1


def test_text_that_is_no_ground_is_told_in_words(world: World, browser: Browser, address: str) -> None:
    client = browser("GIS_OPERATOR")
    for words, told in [("", "Belum ada yang digambar"), ("bukan peta", "bukan GeoJSON atau WKT"),
                        ("POINT(109.6 -6.8)", "bukan poligon"),
                        ("POLYGON((-6.8 109.6, -6.8 109.7, -6.7 109.7, -6.8 109.6))", "tertukar")]:  # fmt: skip
        assert told in checked(client, address, words).content.decode()


def test_a_doubt_needs_its_tick_and_the_tick_is_kept(world: World, browser: Browser, address: str) -> None:
    client, far = browser("HOUSING_STAFF"), ground(1, 0, 1.5)
    assert "Simpan walau" in checked(client, address, far).content.decode()
    refused = saved(client, address, far, on="2026-02-01")
    assert refused.status_code == 200 and "Centang setiap catatan" in refused.content.decode()
    assert saved(client, address, far, on="2026-02-01", walau=["DRAWING-OUTSIDE"]).status_code == 302
    kept = Delineation.objects.get(until_on=None)
    assert re.fullmatch(r"DRAWING-OUTSIDE \d+ m²", kept.stated["diterima"])


def test_only_what_was_seen_is_kept(world: World, browser: Browser, address: str) -> None:
    client = browser("GIS_OPERATOR")
    page = checked(client, address, WIDER, on="2026-02-01").content.decode()
    seen = re.findall(r'name="dilihat" value="(\w+)"', page)[0]
    other = shapely.to_geojson(ground(0, 0, 1.2))
    answer = client.post(address, {"gambar": other, "do": "simpan", "dilihat": seen, "on": "2026-02-01", **SAID})
    assert answer.status_code == 200 and "berubah sejak diperiksa" in answer.content.decode()
    assert Delineation.objects.count() == 1


def test_day_source_and_reason_are_asked_for_only_when_saving(world: World, browser: Browser, address: str) -> None:
    client = browser("GIS_OPERATOR")
    assert "field-error" not in checked(client, address, WIDER).content.decode()
    answer = saved(client, address, WIDER, source="", reason="", on="")
    assert answer.status_code == 200 and answer.content.decode().count('class="field-error"') == 3
    assert Delineation.objects.count() == 1
    assert saved(client, address, WIDER, on="2026-02-01").status_code == 302
    earlier = saved(client, address, ground(0, 0, 1.3), on="2026-01-01")
    assert earlier.status_code == 200 and "harus berlaku sesudah hari itu" in earlier.content.decode()


def test_a_dissolved_settlement_is_not_drawn_again(world: World, browser: Browser, address: str) -> None:
    dissolve(settlement=slum(world), on=ON, reason="Dicatat dua kali", by=None, at=AT)
    answer = browser("GIS_OPERATOR").get(address, follow=True)
    assert answer.redirect_chain and "sudah dibubarkan pada 2 Maret 2026" in answer.content.decode()


def test_a_new_settlement_is_drawn_where_its_ground_lies(world: World, browser: Browser, address: str) -> None:
    client, new = browser("SECTION_HEAD"), reverse("settlement_draw_new", args=[world.city.code])
    bounded(world.other_kelurahan, 2, 2)
    shape = ground(2).wkt
    page = checked(client, new, shape).content.decode()
    assert f'<option value="{world.other_kelurahan.pk}" selected>' in page
    assert "data-draw-read" in page  # WKT comes back as what the map reads
    said = {"name": "Bantaran Timur", "place": world.other_kelurahan.pk, "typology": "", "on": "", "reason": ""}
    assert saved(client, new, shape, **said).status_code == 302
    made = Settlement.objects.get(name="Bantaran Timur")
    drawn = made.delineations.get()
    assert made.place == world.other_kelurahan and drawn.from_on is None
    again = saved(client, new, ground(3).wkt, **said)
    assert again.status_code == 200 and "sudah ada kawasan bernama" in again.content.decode()


def test_the_surroundings_are_exact_and_leave_out_the_own_shape(world: World, browser: Browser, address: str) -> None:
    client, own = browser("GIS_OPERATOR"), slum(world)
    other = slum(world, "Melati Selatan")
    url = reverse("settlement_around", args=[world.city.code])
    answer = client.get(url, {"kawasan": str(own.pk), "kotak": "109.59,-6.81,109.61,-6.79"})
    found = {one["properties"]["label"]: one for one in answer.json()["features"]}
    assert set(found) == {"Melati", "Melati Selatan"}
    kept = shapely.from_wkb(bytes(other.delineations.get().geometry))
    drawn = shapely.geometry.shape(found["Melati Selatan"]["geometry"])
    assert shapely.equals_exact(kept.normalize(), drawn.normalize(), 1e-9)
    assert client.get(url, headers={"If-None-Match": client.get(url)["ETag"]}).status_code == 304
    assert not client.get(url, {"kotak": "100,-1,101,0"}).json()["features"]
    assert client.get(reverse("settlement_around_units", args=[world.city.code])).json()["features"] == []

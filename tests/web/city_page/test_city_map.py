"""The map of a city: what the person sees, in the class of the chosen survey, small and with few queries."""

import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shapely
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.web.places.files import square
from tests.world import AT, World
from tuntas.city.places.actions import PlaceHead, add_places
from tuntas.city.places.drawing import draw_boundaries
from tuntas.city.places.models import Place, PlaceKind
from tuntas.city.places.shapes import boundary_of
from tuntas.city.surveys.models import Upload

Browser = Callable[[str], Client]
MAP, CITY = reverse("city_map", args=["99.01"]), reverse("city_page", args=["99.01"])
LIMIT_BYTES = 300_000


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def draw(*places: Place) -> None:
    shapes = [shapely.Polygon(square(number % 30, number // 30)) for number in range(len(places))]
    pairs = [(place, boundary_of(shape, crs="EPSG:4326", source="contoh"))
             for place, shape in zip(places, shapes, strict=True)]  # fmt: skip
    draw_boundaries(drawn=pairs, from_on=None, by=None, at=AT, about=None)


def features(client: Client, **asked: Any) -> dict[str, dict[str, str]]:
    found = client.get(MAP, asked).json()["features"]
    return {one["properties"]["label"]: one["properties"] for one in found}


def test_rt_have_the_class_of_the_survey_and_lead_to_their_page(
    world: World, accepted: Upload, browser: Browser
) -> None:
    draw(*world.rts)
    client = browser("HEAD")
    found = features(client, tingkat="rt")
    assert set(found) == {"RT 001 / RW 001, Melati", "RT 002 / RW 001, Melati", "RT 001 / RW 001, Kenanga"}
    told = found["RT 001 / RW 001, Melati"]
    page = client.get(told["url"])
    assert page.status_code == 200 and page.context["grade"] == told["grade"]


def test_a_kelurahan_has_the_class_of_its_summed_facts(world: World, accepted: Upload, browser: Browser) -> None:
    draw(world.kelurahan, world.other_kelurahan)
    client = browser("HEAD")
    ranked = {area.picture.place.name: area.grade for area in _dashboard(client, world)}
    assert {name: one.get("grade") for name, one in features(client, tingkat="kelurahan").items()} == ranked


def _dashboard(client: Client, world: World) -> Any:
    from tuntas.city.dossiers.city import city_summary
    from tuntas.city.surveys.models import Campaign
    from tuntas.web.city_page.shown import ranked

    return ranked(city_summary(world.user("HEAD"), Campaign.objects.select_related("rule_set", "city__place").get()))


def test_before_any_survey_the_outlines_have_no_class(world: World, browser: Browser) -> None:
    draw(*world.rts)
    assert {one.get("grade") for one in features(browser("HEAD")).values()} == {None}


def test_a_surveyor_sees_the_own_kelurahan_only(world: World, accepted: Upload, browser: Browser) -> None:
    draw(*world.rts)
    assert all("Melati" in label for label in features(browser("SURVEYOR"))) and len(features(browser("HEAD"))) == 3


def test_a_browser_that_has_the_map_gets_it_again_only_when_it_changed(
    world: World, accepted: Upload, browser: Browser
) -> None:
    draw(*world.rts[:2])
    client = browser("HEAD")
    first = client.get(MAP)
    assert client.get(MAP, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert "private" in first["Cache-Control"]
    draw(world.rts[2])
    assert client.get(MAP, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_five_hundred_rt_stay_small_and_ask_few_queries(
    world: World, accepted: Upload, browser: Browser, django_assert_max_num_queries: Any
) -> None:
    heads = [PlaceHead(PlaceKind.RT, f"RT {number:03d}", world.kelurahan) for number in range(100, 600)]
    draw(*add_places(heads=heads, source="contoh", by=None, at=AT, about=world.city.place))
    client = browser("HEAD")
    client.get(CITY)
    with django_assert_max_num_queries(12):
        response = client.get(MAP, headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip" and len(response.content) < LIMIT_BYTES
    assert len(json.loads(gzip.decompress(response.content))["features"]) == 500


def test_the_dashboard_offers_the_storeys_that_are_drawn(world: World, accepted: Upload, browser: Browser) -> None:
    client = browser("HEAD")
    assert "Belum ada batas wilayah" in client.get(CITY).content.decode()
    draw(*world.rts, world.kelurahan)
    page = client.get(CITY).content.decode()
    assert "tingkat=kelurahan" in page and "tingkat=rt" in page
    assert 'data-place="' in page and 'data-place="' not in client.get(CITY, {"tingkat": "rt"}).content.decode()

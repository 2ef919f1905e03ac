"""The map for everybody: only where the office has opened it, only what the decree says, nobody's data."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from tests.web.maps.cast import decreed, read, tile_url
from tests.world import World
from tuntas.web.maps import properties

PAGE = "/publik/99.01/peta/"
KAWASAN = tile_url("kawasan", room="publik")
LEAVES = {"id", "label", "kelurahan", "place", "grade", "grade_word", "area", "outline"}


@pytest.fixture
def opened(settings) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """The office has opened the city's map."""
    settings.PUBLIC_CITIES = ("99.01",)
    cache.clear()
    yield
    cache.clear()


def test_without_the_office_nothing_is_there(world: World) -> None:
    decreed(world)
    assert {Client().get(url).status_code for url in (PAGE, KAWASAN)} == {404}


def test_without_a_decree_nothing_is_there(world: World, opened: None) -> None:
    assert {Client().get(url).status_code for url in (PAGE, KAWASAN, "/publik/99.02/peta/")} == {404}


def test_everybody_sees_the_locations_of_the_decree_and_nothing_drawn_since(world: World, opened: None) -> None:
    decreed(world)
    page = Client().get(PAGE)
    assert [row.name for row in page.context["rows"]] == ["Kawasan 1", "Kawasan 2"]
    assert all(row.url == "" for row in page.context["rows"]) and "/kota/" not in page.content.decode()
    found = read(Client().get(KAWASAN))["kawasan"]["features"]
    assert {one["properties"]["label"] for one in found} == {"Kawasan 1", "Kawasan 2"}


def test_no_other_property_leaves(world: World, opened: None, monkeypatch: pytest.MonkeyPatch) -> None:
    decreed(world)
    told = properties._told
    monkeypatch.setattr(properties, "_told", lambda **values: {**told(**values), "penghuni": "Siti", "nik": "3375"})
    for layer in ("kelurahan", "kawasan"):
        layers = read(Client().get(tile_url(layer, room="publik")))
        assert all(set(one["properties"]) <= LEAVES for each in layers.values() for one in each["features"])
    assert LEAVES == properties.PUBLIC and layers["kawasan"]["features"]


def test_rt_are_no_layer_of_it(world: World, opened: None) -> None:
    decreed(world)
    assert Client().get(tile_url("rt", room="publik")).status_code == 404


def test_the_first_view_is_light_and_the_tile_may_be_kept(world: World, opened: None) -> None:
    decreed(world)
    body = Client().get(PAGE).content.decode()
    assert len(body) < 40_000 and re.search(r"data-atlas[^>]+data-waits", body)
    tile = Client().get(KAWASAN)
    assert tile["Cache-Control"] == "public, max-age=300"
    assert Client().get(KAWASAN, headers={"if-none-match": tile["ETag"]}).status_code == 304

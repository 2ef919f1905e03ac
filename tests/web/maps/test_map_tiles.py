"""Tiles of a city: what the person sees, on the day asked for, never older than the city's last act."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.city.decrees.cast import DAY, draw, square
from tests.web.maps.cast import decreed, read, said, tile_url
from tests.world import AT, ON, World
from tuntas.city.hectares.moving import Happening, MovementHead, accounts, record_movement
from tuntas.city.places.drawing import draw_boundaries
from tuntas.city.places.shapes import boundary_of
from tuntas.city.records.actions import PaperHead, file_paper, note

Browser = Callable[[str], Client]
KAWASAN = tile_url("kawasan")


@pytest.fixture(autouse=True)
def nothing_kept(settings) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """With a memory, as an office has it."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "petak"}}
    cache.clear()
    yield
    cache.clear()


def handle(world: World, number: int) -> None:
    """The whole of the account of a location, on the paper of its handover."""
    account = accounts(world.city, on=ON)[number]
    paper = file_paper(city=world.city, head=PaperHead("BAST", number="7", title="Serah terima", signed_on=ON),
                       by=None, at=AT)  # fmt: skip
    head = MovementHead(what=Happening.HANDLED, account=account.key, area_m2=account.remaining_m2, on=ON)
    record_movement(city=world.city, head=head, paper=paper, by=None, at=AT)


def test_locations_say_what_the_decree_and_the_book_hold(world: World, browser: Browser) -> None:
    decreed(world)
    handle(world, 0)
    found = said(browser("HEAD"), KAWASAN, "kawasan")
    assert {name: one["outline"] for name, one in found.items()} == {
        "Kawasan 1": "decree", "Kawasan 2": "decree", "Kawasan 3": "drawn"}  # fmt: skip
    assert sorted(one.get("handled", -1) for one in found.values()) == [-1, 0, 1000]
    first = found["Kawasan 1"]
    assert first["grade"] and first["grade_word"] and "ha" in first["area"]
    assert browser("HEAD").get(first["url"]).status_code == 200


def test_on_a_day_before_the_decree_it_is_drawn_only(world: World, browser: Browser) -> None:
    decreed(world)
    day = (ON - 3 * DAY).isoformat()
    assert {one["outline"] for one in said(browser("HEAD"), KAWASAN, "kawasan", pada=day).values()} == {"drawn"}
    assert browser("HEAD").get(KAWASAN, {"pada": "kemarin"}).status_code == 400


def test_rt_have_the_class_of_their_survey_and_a_surveyor_sees_the_own_kelurahan(
    world: World, browser: Browser
) -> None:
    decreed(world)
    pairs = [(rt, boundary_of(square(step), crs="EPSG:4326", source="contoh"))
             for step, rt in enumerate(world.rts, 1)]  # fmt: skip
    draw_boundaries(drawn=pairs, from_on=None, by=None, at=AT, about=None)
    url = tile_url("rt")
    assert len(said(browser("HEAD"), url, "rt")) == 3
    seen = said(browser("SURVEYOR"), url, "rt")
    assert len(seen) == 2 and all("Melati" in label and one["grade"] for label, one in seen.items())
    assert set(said(browser("SURVEYOR"), KAWASAN, "kawasan")) == {"Kawasan 1", "Kawasan 2"}


def test_a_browser_that_has_the_tile_is_told_so_until_something_happens(world: World, browser: Browser) -> None:
    made, client = decreed(world), browser("HEAD")
    first = client.get(KAWASAN, headers={"accept-encoding": "gzip"})
    assert first["Content-Type"] == "application/vnd.mapbox-vector-tile" and first["Content-Encoding"] == "gzip"
    assert first["Cache-Control"] == "private, no-cache"
    with CaptureQueriesContext(connection) as asked:
        again = client.get(KAWASAN, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content and len(asked) <= 5
    draw(made.settlements[2], square(3, 0.0005), from_on=ON)
    note("settlement.redrawn", about=made.settlements[2], by=None, at=AT)
    fresh = client.get(KAWASAN, headers={"if-none-match": first["ETag"]})
    assert fresh.status_code == 200 and fresh["ETag"] != first["ETag"] and read(fresh) != read(first)


def test_there_is_no_tile_of_another_city_layer_or_zoom(world: World, browser: Browser) -> None:
    decreed(world)
    client = browser("HEAD")
    wrong = [tile_url("kawasan", "99.02"), tile_url("penghuni"), "/kota/99.01/petak/rt/3/1/1.mvt",
             "/kota/99.01/petak/rt/8/256/1.mvt"]  # fmt: skip
    assert {client.get(url).status_code for url in wrong} == {404}
    assert browser("OUTSIDER").get(KAWASAN).status_code == 404

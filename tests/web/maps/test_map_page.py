"""The page of the map: the choice lives in the address, the table leads to the same places."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from tests.web.maps.cast import decreed
from tests.world import World

Browser = Callable[[str], Client]
PAGE = "/kota/99.01/peta/"


def names(client: Client, **asked: object) -> list[str]:
    return [row.name for row in client.get(PAGE, asked).context["rows"]]


def test_the_table_holds_what_a_click_on_the_map_asked_for(world: World, browser: Browser) -> None:
    made, client = decreed(world), browser("HEAD")
    assert names(client) == ["Kawasan 3", "Kawasan 1", "Kawasan 2"]
    assert names(client, kelurahan=world.kelurahan.pk) == ["Kawasan 1", "Kawasan 2"]
    page = client.get(PAGE, {"kawasan": made.settlements[1].pk, "warna": "prioritas"})
    assert [row.name for row in page.context["rows"]] == ["Kawasan 2"]
    assert [chip.without for chip in page.context["chips"]] == ["?warna=prioritas"]
    assert names(client, kawasan="lain", tahun="1066", warna="ungu") == names(client)


def test_a_year_gone_by_is_shown_as_of_its_end(world: World, browser: Browser) -> None:
    decreed(world)
    page = browser("HEAD").get(PAGE, {"tahun": 2025})
    assert page.context["choice"].on == date(2025, 12, 31) and "Keadaan 31 Desember 2025" in page.content.decode()
    assert [row.decreed for row in page.context["rows"]] == ["", "", ""]
    assert sum(bool(row.decreed) for row in browser("HEAD").get(PAGE).context["rows"]) == 2


def test_before_anything_is_drawn_the_page_says_what_to_do(world: World, browser: Browser) -> None:
    page = browser("HEAD").get(PAGE).content.decode()
    assert "Belum ada batas wilayah" in page and "Belum ada lokasi kumuh" in page and "data-atlas" not in page


def test_what_is_drawn_but_not_decreed_has_no_area_of_a_decree(world: World, browser: Browser) -> None:
    decreed(world)
    rows = {row.name: row for row in browser("HEAD").get(PAGE).context["rows"]}
    assert rows["Kawasan 3"].decreed == "" and rows["Kawasan 3"].drawn.endswith(" ha")
    assert rows["Kawasan 1"].decreed and rows["Kawasan 1"].handled == "0 %"

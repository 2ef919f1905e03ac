"""The page of agencies and the matrix of mandates."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import AT, World
from tuntas.city.people.agencies import Stage, add_agency
from tuntas.city.people.models import Agency

Browser = Callable[[str], Client]


@pytest.fixture
def agency(world: World) -> Agency:
    return add_agency(city=world.city, code="DINPERKIM", name="Dinas Perumahan", by=None, at=AT)


def page(world: World, name: str = "agencies", *parts: object) -> str:
    return reverse(name, args=[world.city.code, *parts])


def test_without_agencies_the_page_says_what_to_do(world: World, browser: Browser) -> None:
    assert "Tambahkan dinas" in browser("ADMINISTRATOR").get(page(world)).content.decode()
    assert "Administrator kota belum" in browser("SURVEYOR").get(page(world)).content.decode()


def test_an_agency_is_added_and_renamed(world: World, browser: Browser) -> None:
    client = browser("ADMINISTRATOR")
    client.post(page(world), {"code": "dpupr", "name": "Dinas PU"})
    added = Agency.objects.get(city=world.city)
    again = client.post(page(world), {"code": "DPUPR", "name": "Lain"})
    assert added.code == "DPUPR" and "sudah dipakai" in again.content.decode()
    client.post(page(world, "agency_rename", added.pk), {"code": "DPU", "name": "Dinas Pekerjaan Umum"})
    added.refresh_from_db()
    assert (added.code, added.name) == ("DPU", "Dinas Pekerjaan Umum")


def test_who_only_reads_adds_nothing(world: World, browser: Browser) -> None:
    assert browser("HEAD").post(page(world), {"code": "DPU", "name": "Dinas"}).status_code == 403
    assert not Agency.objects.exists()


def test_gaps_and_doubles_are_said_in_words(world: World, agency: Agency, browser: Browser) -> None:
    client = browser("ADMINISTRATOR")
    empty = client.get(page(world)).context["matrix"]
    assert (len(empty.rows), len(empty.stages), empty.gap_count, empty.doubles) == (7, 4, 28, [])
    assert empty.gaps[1] == "Kondisi Jalan Lingkungan: semua tahap"
    every = [cell.key for row in empty.rows for cell in row.cells]
    client.post(page(world, "agency_mandates", agency.pk), {"sel": every})
    other = add_agency(city=world.city, code="DPU", name="Dinas PU", by=None, at=AT)
    client.post(page(world, "agency_mandates", other.pk), {"sel": [every[4]]})
    full = client.get(page(world)).context["matrix"]
    assert (full.gap_count, full.gaps, full.double_count) == (0, [], 1)
    assert full.doubles == ["Kondisi Jalan Lingkungan: perencanaan (DINPERKIM, DPU)"]


def test_ticks_that_are_no_cells_are_left_out(world: World, agency: Agency, browser: Browser) -> None:
    sent = {"sel": ["jalan|USE", "9_langit|USE", "jalan|PARTY", "<script>"]}
    browser("ADMINISTRATOR").post(page(world, "agency_mandates", agency.pk), sent)
    assert list(agency.mandates.values_list("aspect", "stage")) == [("jalan", Stage.USE)]


def test_two_editors_do_not_overwrite_each_other(world: World, agency: Agency, browser: Browser) -> None:
    client, url = browser("ADMINISTRATOR"), page(world, "agency_mandates", agency.pk)
    client.post(url, {"sel": ["jalan|USE"]})
    late = client.post(url, {"sel": ["air_minum|USE"]}, follow=True)
    assert "Orang lain baru saja" in late.content.decode()
    client.post(url, {"sel": ["air_minum|USE"], "semula": ["jalan|USE"]})
    assert list(agency.mandates.values_list("aspect", flat=True)) == ["air_minum"]


def test_an_agency_of_another_city_is_not_there(world: World, browser: Browser) -> None:
    foreign = add_agency(city=world.foreign_city, code="DPU", name="Dinas PU", by=None, at=AT)
    assert browser("ADMINISTRATOR").get(page(world, "agency", foreign.pk)).status_code == 404

"""The page of the hectare ledger, on the report's own figures."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.web.conftest import BACKEND
from tests.world import AT, World, person
from tuntas.city.hectares.case_loading import load_case
from tuntas.city.people.actions import Appointment
from tuntas.city.people.models import City
from tuntas.ledger.case_files import case_named


@pytest.fixture
def surakarta(db: None) -> City:
    return load_case(case=case_named("surakarta-2019"), by=None, at=AT).city


@pytest.fixture
def client_of_surakarta(surakarta: City) -> Client:
    client = Client()
    client.force_login(person("kabid", Appointment("SECTION_HEAD", city=surakarta)), backend=BACKEND)
    return client


def text_of(client: Client, city: City, **query: str) -> str:
    """The page's words without markup."""
    response = client.get(reverse("ledger", args=[city.code]), query)
    assert response.status_code == 200
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def test_the_sentence_holds_the_remainder_and_the_targets_and_not_the_rounding(
    client_of_surakarta: Client, surakarta: City
) -> None:
    said = text_of(client_of_surakarta, surakarta, pada="2018-12-31")
    assert "Tersisa 205,79 ha dari 359,50 ha; target 2019 124,00 ha, 2020 81,80 ha." in said
    assert "Selisih pembulatan" in said and "= -0,01 ha" in said
    assert "sisa 205,79 ha dibulatkan ke kelipatan 0,10 ha" in said


def test_an_older_day_shows_the_older_decree(client_of_surakarta: Client, surakarta: City) -> None:
    assert "Tersisa 467,62 ha dari 467,62 ha." in text_of(client_of_surakarta, surakarta, pada="2015-06-01")


def test_the_lines_are_narrowed_to_a_location_and_the_sums_stay(client_of_surakarta: Client, surakarta: City) -> None:
    here = text_of(client_of_surakarta, surakarta, pada="2018-12-31", lokasi="surakarta")
    assert "Tertangani" in here and "Tidak ada baris" not in here
    elsewhere = text_of(client_of_surakarta, surakarta, pada="2018-12-31", lokasi="Sangkrah")
    assert "Tidak ada baris untuk lokasi ini." in elsewhere and "Tersisa 205,79 ha" in elsewhere


def test_before_anything_was_recorded_nothing_was_known(client_of_surakarta: Client, surakarta: City) -> None:
    said = text_of(client_of_surakarta, surakarta, pada="2018-12-31", diketahui="2020-01-01")
    assert "Belum ada SK yang dibukukan" in said


def test_what_others_print_stands_beside(client_of_surakarta: Client, surakarta: City) -> None:
    said = text_of(client_of_surakarta, surakarta)
    assert "135,971 ha" in said and "359,55 ha" in said


def test_a_city_without_a_book_says_so(world: World) -> None:
    client = Client()
    client.force_login(get_user_model().objects.get(username="planner"), backend=BACKEND)
    assert "Belum ada SK yang dibukukan" in text_of(client, world.city)

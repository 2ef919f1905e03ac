"""The home of each role."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import AT, World
from tuntas.city.people.rights import roles
from tuntas.city.places.models import Place
from tuntas.city.surveys.models import Upload

Browser = Callable[[str], Client]
SEVERAL_CITIES = {"PROVINCE_VIEWER", "MINISTRY_VIEWER"}


@pytest.mark.parametrize("role", sorted(roles()))
def test_each_role_has_a_home(role: str, world: World, accepted: Upload, browser: Browser) -> None:
    response = browser(role).get("/")
    assert response.status_code == 200
    assert ("cities" in response.context) == (role in SEVERAL_CITIES)


def test_a_file_waits_for_those_who_decide_and_not_for_its_maker(world: World, ready: Upload, browser: Browser) -> None:
    waiting = {role: [task.title for task in browser(role).get("/").context["waiting"]]
               for role in ("AGENCY_HEAD", "SECTION_HEAD", "HOUSING_STAFF", "HEAD")}  # fmt: skip
    title = "Putuskan berkas survei.csv"
    assert waiting == {"AGENCY_HEAD": [title], "SECTION_HEAD": [title], "HOUSING_STAFF": [], "HEAD": []}


def test_a_surveyor_sees_how_many_rt_are_left(world: World, accepted: Upload, browser: Browser) -> None:
    number = browser("SURVEYOR").get("/").context["number"].figure
    assert (number.value, number.note) == ("0", "dari 2 RT di wilayah Anda")


def test_the_head_sees_the_slum_area(world: World, accepted: Upload, browser: Browser) -> None:
    response = browser("HEAD").get("/")
    city = browser("HEAD").get(reverse("city_page", args=["99.01"]))
    assert response.context["number"].figure.value == city.context["tiles"][0].value


def test_what_changed_since_the_last_visit(world: World, accepted: Upload, browser: Browser) -> None:
    client = browser("HEAD")
    assert client.get("/").context["changed"] == []
    session = client.session
    session["last_here"] = (AT - timedelta(days=1)).isoformat()
    session.save()
    assert [task.title for task in client.get("/").context["changed"]] == ["3 RT diperbarui"]


def test_without_a_post_the_home_says_whom_to_ask(world: World, browser: Browser) -> None:
    assert "Hubungi administrator" in browser("NOBODY").get("/").content.decode()


def test_places_that_only_a_sheet_knows_wait_for_who_loads_places(
    world: World, accepted: Upload, browser: Browser
) -> None:
    Place.objects.filter(pk=world.kelurahan.pk).update(is_confirmed=False)
    Place.objects.exclude(pk=world.kelurahan.pk).update(is_confirmed=True)
    waiting = {role: [(task.title, task.url) for task in browser(role).get("/").context["waiting"]]
               for role in ("GIS_OPERATOR", "PLANNER")}  # fmt: skip
    there = ("Pastikan 1 wilayah", reverse("places_unconfirmed", args=["99.01"]))
    assert waiting == {"GIS_OPERATOR": [there], "PLANNER": []}

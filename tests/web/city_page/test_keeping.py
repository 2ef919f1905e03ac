"""A drawn page is kept, and never shown once anything that it follows from has changed."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import AT, ON, World
from tuntas.city.assessments.actions import edit_record
from tuntas.city.surveys.editing import Edit
from tuntas.city.surveys.models import SurveyRecord, Upload

AREA = "luas_verifikasi_ha"
PAGES = ("/kota/99.01/", "/kota/99.01/rt/")
Browser = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _kept(settings) -> None:  # type: ignore[no-untyped-def]
    """With a memory, as an office has it."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "uji"}}
    cache.clear()


def shown(client: Client, page: str) -> tuple[str, int]:
    """The main part of a page, and the queries that it took."""
    with CaptureQueriesContext(connection) as asked:
        content = client.get(page).content.decode()
    return content.partition("<main")[2].partition("</main>")[0], len(asked)


@pytest.mark.parametrize("page", PAGES)
def test_the_second_look_is_the_same_and_cheaper(accepted: Upload, browser: Browser, page: str) -> None:
    client = browser("HOUSING_STAFF")
    (first, cost), (second, less) = shown(client, page), shown(client, page)
    assert first == second and "Melati" in first and less < cost and less <= 6


@pytest.mark.parametrize("page", PAGES)
def test_a_changed_figure_shows_at_once(world: World, accepted: Upload, browser: Browser, page: str) -> None:
    client = browser("HOUSING_STAFF")
    before, _ = shown(client, page)
    edit_record(record=SurveyRecord.objects.get(place=world.rts[0]), edit=Edit(1, {AREA: "77.12"}, "x"), on=ON,
                at=AT, by=world.user("HOUSING_STAFF"))  # fmt: skip
    after, _ = shown(client, page)
    assert after != before and re.search(r"\b\d*[789]\d,\d\d", after)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_shown_what_was_drawn_for_others(accepted: Upload, browser: Browser, page: str) -> None:
    whole, _ = shown(browser("HOUSING_STAFF"), page)
    own, _ = shown(browser("KELURAHAN_HEAD"), page)
    assert own != whole and own.count("<tr>") < whole.count("<tr>")
    assert browser("OUTSIDER").get(page).status_code == 404


def test_each_language_and_each_address_is_drawn_for_itself(accepted: Upload, browser: Browser) -> None:
    client = browser("HOUSING_STAFF")
    everything, _ = shown(client, PAGES[1])
    narrowed, _ = shown(client, f"{PAGES[1]}?cari=kenanga")
    assert everything.count("<tr>") > narrowed.count("<tr>")
    client.cookies["tuntas-lang"] = "en"
    assert client.get(PAGES[1]).headers["Content-Language"] == "en"

"""Decrees and delineations as answers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.city.decrees.cast import DAY, Town, drafted, draw, enacted, square, town, verified
from tests.world import AT, ON, World, person
from tuntas.city.decrees.case_loading import load_case_with_decrees
from tuntas.city.people.actions import Appointment
from tuntas.ledger.case_files import case_named

Asking = Callable[..., Any]


@pytest.fixture
def made(world: World) -> Town:
    """Three settlements, the first two of them decreed; a draft revises that."""
    built = town(world)
    first = enacted(verified(drafted(built, only=slice(2)), built), built, "SK 1", ON - DAY)
    drafted(built, revises=first)
    return built


def test_decrees_come_latest_first_with_their_chain(made: Town, ask: Asking) -> None:
    draft, first = ask("cities/99.01/decrees").json()["items"]
    assert (draft["state"], draft["number"], draft["revises"], draft["locations"]) == ("DRAFT", None, "SK 1", 3)
    assert (first["state"], first["number"], first["signed_on"]) == ("ENACTED", "SK 1", str(ON - DAY))
    assert first["area"] == {"area_m2": 30_000, "area_ha": "3.00"} and first["review_due_on"] == "2031-03-01"


def test_delineations_are_those_of_the_day_with_the_decree_in_force(made: Town, ask: Asking) -> None:
    draw(made.settlements[0], square(9), ON)
    today = ask("cities/99.01/delineations").json()
    before = ask(f"cities/99.01/delineations?on={ON - 2 * DAY}").json()
    assert today["type"] == "FeatureCollection" and today["count"] == 3
    first, _, third = today["features"]
    assert first["properties"]["decree"] == "SK 1" and first["properties"]["decree_m2"] == 15_000
    assert third["properties"]["decree"] is None and third["properties"]["drawn_m2"] > 0
    assert first["geometry"] != before["features"][0]["geometry"]
    assert before["features"][0]["properties"]["decree"] is None
    geo = ask("cities/99.01/delineations", Accept="application/geo+json")
    assert geo["Content-Type"] == "application/geo+json" and geo.json() == today


def test_surakarta_lists_its_decrees_with_their_spellings(db: None) -> None:
    city = load_case_with_decrees(case=case_named("surakarta-2019"), by=None, at=AT).city
    client = Client()
    client.force_login(person("kabid", Appointment("SECTION_HEAD", city=city)),
                       backend="tuntas.project.sign_in.OnDutyBackend")  # fmt: skip
    told = client.get("/api/v1/cities/33.72/decrees").json()["items"]
    printed = {one["area"]["area_ha"]: one for one in told}
    assert {"467.62", "359.50"} <= set(printed)
    assert printed["467.62"]["aliases"] and printed["467.62"]["state"] == "REVISED"
    assert all(one["is_legacy"] for one in told)

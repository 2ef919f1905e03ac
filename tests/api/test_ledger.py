"""The ledger as an answer: the report's own city."""

from typing import Any

import pytest
from django.test import Client

from tests.world import AT, person
from tuntas.city.hectares.case_loading import load_case
from tuntas.city.people.actions import Appointment
from tuntas.ledger.case_files import case_named

BACKEND = "tuntas.project.sign_in.OnDutyBackend"


@pytest.fixture
def client(db: None) -> Client:
    """Somebody of Kota Surakarta, signed in."""
    city = load_case(case=case_named("surakarta-2019"), by=None, at=AT).city
    made = Client()
    made.force_login(person("kabid", Appointment("SECTION_HEAD", city=city)), backend=BACKEND)
    return made


def ledger(client: Client, on: str) -> dict[str, Any]:
    response = client.get("/api/v1/cities/33.72/ledger", {"on": on})
    assert response.status_code == 200
    told: dict[str, Any] = response.json()
    return told


def test_the_report_gives_its_figures_on_the_last_day_of_2018(client: Client) -> None:
    told = ledger(client, "2018-12-31")
    printed = {name: told[name]["area_ha"] for name in ("decreed", "handled", "remaining")}
    assert printed == {"decreed": "359.50", "handled": "153.71", "remaining": "205.79"}
    assert [(one["year"], one["area_ha"]) for one in told["targets"]] == [(2019, "124.00"), (2020, "81.80")]
    assert told["difference_m2"] == -100
    assert [(one["code"], one["area_m2"]) for one in told["discrepancies"]] == [("L310", -100)]


def test_before_the_first_decree_there_is_no_figure(client: Client) -> None:
    told = ledger(client, "2010-01-01")
    assert [told[name] for name in ("decree", "decreed", "handled", "remaining", "difference_m2")] == [None] * 5
    assert told["targets"] == told["discrepancies"] == []

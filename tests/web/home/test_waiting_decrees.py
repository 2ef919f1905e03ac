"""Decrees among what waits for a person: each sees the step that is theirs, and nobody their own record."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.city.decrees.cast import drafted, enacted, town, verified
from tests.world import AT, World

Browser = Callable[[str], Client]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock that the doors read stands still."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def home(browser: Browser, role: str) -> str:
    return browser(role).get(reverse("home")).content.decode()


def test_a_draft_waits_for_its_maker_then_its_verifier_then_who_enacts_it(world: World, browser: Browser) -> None:
    made = town(world)
    draft = drafted(made)
    name = draft.title
    assert f"Selesaikan rancangan {name}" in home(browser, "HOUSING_STAFF")
    assert f"Verifikasi {name}" in home(browser, "SECTION_HEAD")
    assert name not in home(browser, "HEAD") and name not in home(browser, "SURVEYOR")
    verified(draft, made)
    assert f"Catat penetapan {name}" in home(browser, "HEAD")
    assert name not in home(browser, "SECTION_HEAD")


def test_a_review_waits_half_a_year_before_it_is_due(
    world: World, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = town(world)
    enacted(verified(drafted(made), made), made, "SK 1")
    assert "Tinjau ulang" not in home(browser, "HOUSING_STAFF")
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(days=5 * 365 - 100))
    assert "Tinjau ulang SK 1" in home(browser, "HOUSING_STAFF")
    assert "Tinjau ulang" not in home(browser, "HEAD")

"""One's own tokens on their page: made, shown once, used, revoked; nobody else's."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import AT, World
from tuntas.city.people.models import ApiToken
from tuntas.city.records.models import AuditEntry

Browser = Callable[[str], Client]
SAID = {"name": "dasbor Bappeda", "days": "90"}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock that the doors read stands still."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_a_token_is_shown_once_and_opens_the_interface(world: World, browser: Browser) -> None:
    client = browser("PLANNER")
    assert "Belum ada token" in client.get(reverse("tokens")).content.decode()
    made = client.post(reverse("tokens"), SAID | {"export": "on"})
    secret = made.context["secret"]
    assert secret in made.content.decode() and "no-store" in made["Cache-Control"]
    later = client.get(reverse("tokens")).content.decode()
    assert secret not in later and "dasbor Bappeda" in later
    [token] = ApiToken.objects.all()
    assert (token.scopes, (token.expires_at - AT).days) == (["export", "see_city"], 90)
    answer = Client().get("/api/v1/cities", headers={"Authorization": f"Bearer {secret}"})
    assert [one["code"] for one in answer.json()["items"]] == ["99.01"]


def test_nobody_gives_a_token_more_than_they_have(world: World, browser: Browser) -> None:
    surveyor = browser("SURVEYOR")
    assert 'name="export"' not in surveyor.get(reverse("tokens")).content.decode()
    surveyor.post(reverse("tokens"), SAID | {"export": "on"})
    assert ApiToken.objects.get().scopes == ["see_city"]
    nobody = browser("NOBODY").post(reverse("tokens"), SAID)
    assert "tidak memegang jabatan" in nobody.content.decode() and ApiToken.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"name": " "}, {"days": "9999"}, {"days": ""}])
def test_what_is_missing_is_said(wrong: dict[str, str], world: World, browser: Browser) -> None:
    page = browser("PLANNER").post(reverse("tokens"), SAID | wrong).content.decode()
    assert 'role="alert"' in page and not ApiToken.objects.exists()


def test_revoking_is_for_ones_own_and_ends_the_token(world: World, browser: Browser) -> None:
    client = browser("PLANNER")
    secret = client.post(reverse("tokens"), SAID).context["secret"]
    revoke = reverse("token_revoke", args=[ApiToken.objects.get().pk])
    assert browser("HEAD").post(revoke).status_code == 404 and client.get(revoke).status_code == 405
    assert client.post(revoke, follow=True).redirect_chain == [(reverse("tokens"), 302)]
    answer = Client().get("/api/v1/cities", headers={"Authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer.json()["code"]) == (401, "token-not-valid")


def test_what_was_done_stands_in_the_audit_trail_without_the_secret(world: World, browser: Browser) -> None:
    client = browser("PLANNER")
    secret = client.post(reverse("tokens"), SAID).context["secret"]
    for _twice in range(2):
        client.post(reverse("token_revoke", args=[ApiToken.objects.get().pk]))
    noted = list(AuditEntry.objects.about(ApiToken.objects.get()).order_by("seq"))
    assert [one.verb for one in noted] == ["token.made", "token.revoked"]
    assert all(one.by == world.user("PLANNER") and secret not in str(one.details) for one in noted)

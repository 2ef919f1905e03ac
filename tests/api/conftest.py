"""What tests of the interface share: a city with two surveys, and programs that ask with a token."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.city.surveys.cast import MELATI, campaign_of, take_in
from tests.world import AT, World
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.tokens import TokenHead, make_token
from tuntas.city.surveys.models import Campaign

SCOPES = ("see_city", "export")
Asking = Callable[..., Any]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock that the doors read stands still."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def campaign(world: World) -> Campaign:
    """A survey of 2023 with three RT, and one of 2025 in which one RT lacks its road and one its area."""
    take_in(campaign_of(world, 2023), MELATI)
    made = campaign_of(world)
    take_in(made, MELATI, {(0, "2a"): "", (1, "luas_verifikasi_ha"): ""})
    return Campaign.objects.select_related("city__place", "rule_set").get(pk=made.pk)


@pytest.fixture
def assessment(campaign: Campaign) -> StoredAssessment:
    """The newest assessment of the first RT of Melati."""
    return StoredAssessment.objects.filter(record__campaign=campaign).current().earliest("record__position")


@pytest.fixture
def secret(world: World) -> Asking:
    """Makes a token for the holder of a role."""

    def made(role: str, scopes: tuple[str, ...] = SCOPES, until: datetime = AT + timedelta(days=30)) -> str:
        user = world.user(role)
        possible = tuple(verb for verb in scopes if any(duty.allows(verb) for duty in user.duties))
        head = TokenHead(name="uji", scopes=possible, expires_at=until)
        return make_token(user=user, head=head, by=user, at=AT)[1]

    return made


@pytest.fixture
def ask(secret: Asking) -> Asking:
    """Asks an address below /api/v1/ with a token of the holder of a role."""

    def asked(address: str, role: str = "SECTION_HEAD", **headers: str) -> Any:
        return Client().get(f"/api/v1/{address}", headers={"Authorization": f"Bearer {secret(role)}", **headers})

    return asked

"""What tests of decrees share: the clock stands still, and a town with three drawn settlements."""

import pytest

from tests.city.decrees.cast import Town, town
from tests.world import AT, World


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock that the doors read stands still."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def made(world: World) -> Town:
    """Three settlements with assessed RT."""
    return town(world)

"""One small example city for all tests of it, and the rules that hold."""

import pytest

from tuntas.exchange.example_city import CitySize, ExampleCity, make_city
from tuntas.rules.regulation import Regulation
from tuntas.rules.shelf import open_shelf


@pytest.fixture(scope="session")
def small_city() -> ExampleCity:
    """60 RT, 3,000 buildings."""
    return make_city(CitySize.SMALL)


@pytest.fixture(scope="session")
def rule() -> Regulation:
    """The rule set that no other one supersedes."""
    return open_shelf().current()

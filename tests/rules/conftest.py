"""Rule sets and facts that the tests of the law reader share."""

import pytest

from tuntas.rules.regulation import Regulation
from tuntas.rules.shelf import Shelf, open_shelf


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return open_shelf()


@pytest.fixture(scope="session")
def rule_2018(shelf: Shelf) -> Regulation:
    return shelf.regulation("permen-pupr-14-2018")


@pytest.fixture(scope="session")
def rule_2016(shelf: Shelf) -> Regulation:
    return shelf.regulation("permen-pupr-02-2016")

"""The rule set that tables are scored under."""

import pytest

from tuntas.rules.regulation import Regulation
from tuntas.rules.shelf import open_shelf


@pytest.fixture(scope="session")
def rule_2018() -> Regulation:
    return open_shelf().regulation("permen-pupr-14-2018")

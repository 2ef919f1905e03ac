"""One test, two databases: SQLite in the ordinary run, PostgreSQL where `TEST_DATABASE_URL` names a server.

`./run test` makes both runs. On PostgreSQL only the tests that ask a database run again.
"""

import pytest
from django.conf import settings

NEEDS_DATABASE = {"db", "transactional_db", "django_db_setup", "world", "live_server", "office"}


def is_postgresql() -> bool:
    """Whether this run is the one on PostgreSQL."""
    return bool(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"))


def pytest_report_header() -> str:
    """Say which database the run is on."""
    return f"database: {'PostgreSQL' if is_postgresql() else 'SQLite'}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what does not ask a database."""
    if not is_postgresql():
        return
    asking = [item for item in items if _asks_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
    items[:] = asking


def _asks_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & NEEDS_DATABASE) or item.get_closest_marker("django_db") is not None

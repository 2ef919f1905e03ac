"""The way from a command to the city's memory: Django started, the database there and of our own version."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from tuntas.cli.screen import Refusal

SETTINGS = "tuntas.project.settings"


def start_application() -> None:
    """Start Django once; `TUNTAS_HOME` and `DATABASE_URL` say whose memory it is. Raises `Refusal`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if apps.ready:
        return
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Refusal("CLI-BAD-SETTING", error=error) from error
    except OSError as error:
        raise Refusal("CLI-HOME-UNUSABLE", error=error.strerror or error, path=error.filename or "") from error


def open_city_database() -> None:
    """Start Django and make sure that the database fits this version. Raises `Refusal` with what to do."""
    start_application()
    from tuntas.cli.upkeep.migrations import state_of_schema

    with database_errors():
        state = state_of_schema()
    if state.unknown:
        raise Refusal("CLI-SCHEMA-NEWER", names=", ".join(state.unknown))
    if state.waiting:
        raise Refusal("CLI-NOT-MIGRATED" if state.is_begun else "CLI-NO-DATABASE", count=len(state.waiting))


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn a database that does not answer into a sentence; its own words stay out, they may hold a password."""
    try:
        yield
    except DatabaseError as error:
        if is_full(error):
            raise Refusal("CLI-DISK-FULL") from error
        raise Refusal("CLI-DATABASE-SILENT", kind=type(error).__name__) from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise Refusal("CLI-DISK-FULL") from error


def is_full(error: DatabaseError) -> bool:
    """Whether the database says that its disk takes no more: SQLite in words, PostgreSQL by its code."""
    cause = error.__cause__
    return getattr(cause, "sqlstate", "") == "53100" or "disk is full" in str(error)


def acting_user(username: str | None, on: date) -> Any:
    """The user in whose name a command acts, on duty; None (the system itself) where none is named."""
    if not username:
        return None
    from tuntas.city.people.models import User

    user = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    if user is None:
        raise Refusal("CLI-USER-UNKNOWN", username=username)
    return user.take_duties(on)


def city_of_code(code: str) -> Any:
    """The city with that code. Raises `Refusal`, which says how to make it."""
    from tuntas.city.people.models import City

    city = City.objects.select_related("place").filter(code=code).first()
    if city is None:
        raise Refusal("CLI-CITY-UNKNOWN", code=code)
    return city

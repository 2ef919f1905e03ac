"""Puts a town whose mayor can decide into an office's own database, and signs everybody in who walks through it."""

import json
from datetime import date

from django.conf import settings
from django.test import Client

from tests.city.plans.cast import drawing, fund
from tests.web.conftest import BACKEND
from tests.world import cast

WALKERS = ("PLANNER", "SECTION_HEAD", "HEAD", "AGENCY_OFFICER")
RICH = 9_000_000_000


def plant() -> None:
    """Three settlements in a decree, proposals for two of them, money for the years to come; prints the sessions."""
    world = cast()
    made = drawing(world)
    first = date.today().year + 1  # noqa: TID251, DTZ011 - the served pages have the clock of the machine
    fund(made, {year: RICH for year in range(first, first + 5)})
    cookies = {}
    for role in WALKERS:
        client = Client()
        client.force_login(world.user(role), backend=BACKEND)
        cookies[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    print(json.dumps({"name": settings.SESSION_COOKIE_NAME, "cookies": cookies}))  # noqa: T201 - read by the test

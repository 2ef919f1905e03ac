"""`tuntas admin create`: the first person, by a link that works once; there is no default password."""

import argparse
from datetime import UTC, date, datetime
from typing import Any

from tuntas.cli.application import city_of_code, database_errors, open_city_database
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.wording import text

LINK_PATH = "masuk/tautan"


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Who, for which city."""
    parser.add_argument("action", choices=["create", "link"], help=text("CLI-ARG-ADMIN-ACTION", lang))
    parser.add_argument("--username", required=True, metavar="USER", help=text("CLI-ARG-USERNAME", lang))
    parser.add_argument("--name", metavar="NAME", help=text("CLI-ARG-PERSON-NAME", lang))
    parser.add_argument("--city", metavar="CODE", help=text("CLI-ARG-ADMIN-CITY", lang))
    parser.add_argument("--url", default="http://127.0.0.1:8000", metavar="URL", help=text("CLI-ARG-URL", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Add an administrator, or give a person who lost their password a new link."""
    open_city_database()
    from tuntas.city.people.signing_in import LINK_HOLDS, make_link

    at = datetime.now(UTC)
    with database_errors():
        user = _new_administrator(options, at) if options.action == "create" else _known(options.username)
        token = make_link(user=user, by=None, at=at)
    link = f"{options.url.rstrip('/')}/{LINK_PATH}/{token}/"
    minutes = int(LINK_HOLDS.total_seconds() // 60)
    screen.say("CLI-ADMIN-LINK", username=user.username, minutes=minutes)
    screen.say("CLI-ADMIN-ADDRESS", style="bold", link=link)
    screen.result({"username": user.username, "link": link, "holds_minutes": minutes})
    return 0


def _new_administrator(options: argparse.Namespace, at: datetime) -> Any:
    from django.db import transaction

    from tuntas.city.people.actions import Appointment, CannotGovern, add_user, appoint

    city = city_of_code(options.city) if options.city else None
    try:
        with transaction.atomic():
            user = add_user(username=options.username, name=options.name or options.username, by=None, at=at)
            appoint(user=user, to=Appointment("ADMINISTRATOR", city=city), on=date.today(), by=None, at=at)
    except CannotGovern as refusal:
        raise Refusal(refusal.code, **refusal.params) from refusal
    return user


def _known(username: str) -> Any:
    from tuntas.city.people.models import User

    user = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    if user is None:
        raise Refusal("CLI-USER-UNKNOWN", username=username)
    return user

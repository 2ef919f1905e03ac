"""`tuntas city create --code 33.75 --name "Kota Pekalongan"`, `tuntas city list`."""

import argparse
import re
from datetime import UTC, date, datetime

from tuntas.cli.application import acting_user, database_errors, open_city_database
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.wording import text

CODE = re.compile(r"^\d\d\.\d\d$")
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """What the city is called."""
    parser.add_argument("action", choices=["create", "list"], help=text("CLI-ARG-CITY-ACTION", lang))
    parser.add_argument("--code", metavar="CODE", help=text("CLI-ARG-CITY-CODE", lang))
    parser.add_argument("--name", metavar="NAME", help=text("CLI-ARG-CITY-NAME", lang))
    parser.add_argument("--zone", choices=sorted(ZONES), default="WIB", help=text("CLI-ARG-CITY-ZONE", lang))
    parser.add_argument("--by", metavar="USER", help=text("CLI-ARG-ACTING-BY", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Create a city (doing it twice changes nothing), or list those that there are."""
    open_city_database()
    with database_errors():
        return _create(options, screen) if options.action == "create" else _list(screen)


def _create(options: argparse.Namespace, screen: Screen) -> int:
    from tuntas.city.people.actions import CannotGovern, create_city
    from tuntas.city.people.models import City

    if not options.name or not CODE.match(options.code or ""):
        raise Refusal("CLI-CITY-INCOMPLETE", code=options.code or "–")
    is_new = not City.objects.filter(code=options.code).exists()
    by = acting_user(options.by, date.today())
    try:
        city = create_city(
            code=options.code, name=options.name, by=by, at=datetime.now(UTC), timezone=ZONES[options.zone]
        )
    except CannotGovern as refusal:
        raise Refusal(refusal.code, **refusal.params) from refusal
    screen.say("CLI-CITY-CREATED" if is_new else "CLI-CITY-THERE", style="green", code=city.code, name=city.name)
    screen.result({"code": city.code, "name": city.name, "created": is_new})
    return 0


def _list(screen: Screen) -> int:
    from tuntas.city.people.models import City

    cities = list(City.objects.order_by("code"))
    columns = [screen.text(f"CLI-COL-{name}") for name in ("CITY-CODE", "CITY-NAME", "CITY-ZONE")]
    screen.table(screen.text("CLI-CITY-LIST"), columns, [[city.code, city.name, city.timezone] for city in cities])
    screen.result({"cities": [{"code": city.code, "name": city.name, "timezone": city.timezone} for city in cities]})
    return 0

"""`tuntas demo`: assess the example survey, then show the example city in the web application."""

import argparse
import os
import shutil
from pathlib import Path

from tuntas.cli.choices import shelf
from tuntas.cli.commands import assess
from tuntas.cli.home import tuntas_home
from tuntas.cli.screen import Screen
from tuntas.domain.wording import text
from tuntas.rules.regulation import Regulation
from tuntas.sheets.writing.example_book import write_example

SURVEY, RESULT = "contoh-survei.xlsx", "contoh-hasil.xlsx"


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Whether to serve, where, and whether to begin anew."""
    parser.add_argument("--no-serve", action="store_true", help=text("CLI-ARG-NO-SERVE", lang))
    parser.add_argument("--port", type=int, default=8000, metavar="N", help=text("CLI-ARG-PORT", lang))
    parser.add_argument("--fresh", action="store_true", help=text("CLI-ARG-FRESH", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """The main job and the city on invented data, in a home of its own; findings are meant to be there: exit code 0."""
    folder = tuntas_home() / "demo"
    if options.fresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    rule = shelf().current()
    _assess_example(folder, rule, screen)
    _show_city(folder, rule, options, screen)
    return 0


def _assess_example(folder: Path, rule: Regulation, screen: Screen) -> None:
    write_example(folder / SURVEY, rule)
    screen.say("CLI-DEMO-INTRO", style="bold", survey=folder / SURVEY)
    chosen = argparse.Namespace(
        lang=screen.lang,
        file=str(folder / SURVEY),
        output=str(folder / RESULT),
        by="rt",
        sheet_per_rt=False,
        rt_table=None,
        is_example=True,
        rules=rule.id,
        on=None,
        overlay=[],
        profile=None,
        city_size="sedang",
        sheet=None,
    )
    assess.run(chosen, screen)
    screen.say("CLI-DEMO-NEXT", survey=folder / SURVEY, result=folder / RESULT)


def _show_city(folder: Path, rule: Regulation, options: argparse.Namespace, screen: Screen) -> None:
    from tuntas.exchange.example_city import CITY_CODE

    # The demo's memory is its own: neither the office's home nor its database is touched.
    os.environ["TUNTAS_HOME"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    # The demo also shows what everybody may see of a city whose office opens its map.
    os.environ["TUNTAS_PUBLIC_CITIES"] = CITY_CODE
    from tuntas.cli.application import start_application
    from tuntas.cli.commands import serve
    from tuntas.cli.commands.migrate import migrate

    start_application()
    migrate(Screen(lang=screen.lang, is_silent=True))
    from django.utils.translation import override

    from tuntas.city.people.role_words import role_word
    from tuntas.cli.demo_city import build_city

    screen.say("CLI-DEMO-CITY")
    users = build_city(folder, rule)
    if users:
        columns = [screen.text(f"CLI-COL-{name}") for name in ("ROLE", "USERNAME", "PASSWORD")]
        with override(screen.lang):
            rows = [[role_word(user.role), user.username, user.password] for user in users]
        screen.table(screen.text("CLI-DEMO-USERS"), columns, rows)
    else:
        screen.say("CLI-DEMO-THERE")
    if not options.no_serve:
        where = argparse.Namespace(host="127.0.0.1", port=options.port, workers=0, no_jobs=False)
        serve.run(where, screen)

"""`tuntas assessments recompute --city CODE | --all`: does every stored result come out again?"""

import argparse

from tuntas.cli.application import city_of_code, database_errors, open_city_database
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.wording import text

SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Of which city, or of all."""
    parser.add_argument("action", choices=["recompute"], help=text("CLI-ARG-ASSESSMENTS-ACTION", lang))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--city", metavar="CODE", help=text("CLI-ARG-EXPORT-CITY", lang))
    which.add_argument("--all", action="store_true", help=text("CLI-ARG-ASSESSMENTS-ALL", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 1 where a stored result does not come out again; nothing is written."""
    open_city_database()
    from tuntas.city.assessments.checking import recompute_all

    if not (options.city or options.all):
        raise Refusal("CLI-RECOMPUTE-WHICH")
    with database_errors():
        check = recompute_all(city_of_code(options.city) if options.city else None)
    counts = {"assessments": check.assessments, "areas": check.areas}
    if check.unequal:
        screen.say("CLI-RECOMPUTE-UNEQUAL", style="red", count=len(check.unequal), **counts)
        for one in check.unequal[:SHOWN]:
            screen.say("CLI-RECOMPUTE-ROW", row=one.row, columns=", ".join(one.columns))
    else:
        screen.say("CLI-RECOMPUTE-EQUAL", style="green", **counts)
    screen.result({**counts, "unequal": [{"row": one.row, "columns": list(one.columns)} for one in check.unequal]})
    return 1 if check.unequal else 0

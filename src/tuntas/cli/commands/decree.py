"""`tuntas decree list | show | annex`: the decrees of a city, one with its locations, and its annex as a file."""

import argparse
from importlib import import_module

from tuntas.cli.application import database_errors, open_city_database
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.wording import text

PAPERS = ("A4", "F4")


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """What to do, of which city, with which decree."""
    parser.add_argument("action", choices=["list", "show", "annex"], help=text("CLI-DECREE-ARG-ACTION", lang))
    parser.add_argument("--city", required=True, metavar="CODE", help=text("CLI-SURVEY-ARG-CITY", lang))
    parser.add_argument("--number", metavar="N", help=text("CLI-DECREE-ARG-NUMBER", lang))
    parser.add_argument("--id", type=int, metavar="I", help=text("CLI-DECREE-ARG-ID", lang))
    parser.add_argument("--paper", choices=PAPERS, default=PAPERS[0], help=text("CLI-DECREE-ARG-PAPER", lang))
    parser.add_argument("-o", "--output", metavar="OUT", help=text("CLI-DECREE-ARG-OUTPUT", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 0; 2 where there is no such decree."""
    if options.action == "annex" and not options.output:
        raise Refusal("CLI-DECREE-NO-OUTPUT")
    open_city_database()
    acts = import_module("tuntas.cli.decree_acts")
    with database_errors():
        acts.ACTS[options.action](options, screen)
    return 0

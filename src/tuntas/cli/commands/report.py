"""`tuntas report brief | forms`: bahan paparan and printed survey forms, as the web application gives them."""

import argparse
from importlib import import_module

from tuntas.cli.application import database_errors, open_city_database
from tuntas.cli.screen import Screen
from tuntas.domain.wording import text

PAPERS = ("a4", "f4")


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """What to write, of which city and year."""
    parser.add_argument("action", choices=["brief", "forms"], help=text("CLI-REPORT-ARG-ACTION", lang))
    parser.add_argument("--city", required=True, metavar="CODE", help=text("CLI-SURVEY-ARG-CITY", lang))
    parser.add_argument("--year", type=int, metavar="YYYY", help=text("CLI-REPORT-ARG-YEAR", lang))
    parser.add_argument("--campaign", metavar="NAME", help=text("CLI-SURVEY-ARG-CAMPAIGN", lang))
    parser.add_argument("--kelurahan", metavar="NAME", help=text("CLI-REPORT-ARG-KELURAHAN", lang))
    parser.add_argument("--prefilled", action="store_true", help=text("CLI-REPORT-ARG-PREFILLED", lang))
    parser.add_argument("--paper", choices=PAPERS, default="a4", help=text("CLI-REPORT-ARG-PAPER", lang))
    parser.add_argument("--address", metavar="URL", help=text("CLI-REPORT-ARG-ADDRESS", lang))
    parser.add_argument("-o", "--output", required=True, metavar="OUT", help=text("CLI-REPORT-ARG-OUTPUT", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Write the file; the kind of a brief follows from its ending."""
    open_city_database()
    acts = import_module("tuntas.cli.report_acts")
    with database_errors():
        code: int = {"brief": acts.write_brief, "forms": acts.write_forms}[options.action](options, screen)
    return code

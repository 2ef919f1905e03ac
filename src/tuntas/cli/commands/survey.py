"""`tuntas survey import FILE | export`: survey files into a city's record, and out of it again."""

import argparse
from importlib import import_module

from tuntas.cli.application import database_errors, open_city_database
from tuntas.cli.choices import add_sheet_argument
from tuntas.cli.screen import Screen
from tuntas.domain.wording import text


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """What to do, for which city and year."""
    parser.add_argument("action", choices=["import", "export"], help=text("CLI-SURVEY-ARG-ACTION", lang))
    parser.add_argument("file", nargs="?", metavar="FILE", help=text("CLI-ARG-FILE", lang))
    parser.add_argument("--city", required=True, metavar="CODE", help=text("CLI-SURVEY-ARG-CITY", lang))
    parser.add_argument("--year", required=True, type=int, metavar="YYYY", help=text("CLI-SURVEY-ARG-YEAR", lang))
    parser.add_argument("--campaign", metavar="NAME", help=text("CLI-SURVEY-ARG-CAMPAIGN", lang))
    parser.add_argument("--accept", action="store_true", help=text("CLI-SURVEY-ARG-ACCEPT", lang))
    parser.add_argument("--results", action="store_true", help=text("CLI-SURVEY-ARG-RESULTS", lang))
    parser.add_argument("-o", "--output", metavar="OUT", help=text("CLI-SURVEY-ARG-OUTPUT", lang))
    parser.add_argument("--rules", default="", metavar="ID", help=text("CLI-SURVEY-ARG-CAMPAIGN-RULES", lang))
    parser.add_argument("--overlay", action="append", default=[], metavar="ID", help=text("CLI-ARG-OVERLAY", lang))
    parser.add_argument("--profile", default="", metavar="ID", help=text("CLI-ARG-PROFILE", lang))
    parser.add_argument("--city-size", default="", metavar="ID", help=text("CLI-ARG-CITY-SIZE", lang))
    add_sheet_argument(parser, lang)


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 0 when all went through, 1 when rows or cells stayed out, 2 when nothing was done."""
    open_city_database()
    acts = import_module("tuntas.cli.survey_acts")
    with database_errors():
        code: int = {"import": acts.import_survey, "export": acts.export_survey}[options.action](options, screen)
    return code

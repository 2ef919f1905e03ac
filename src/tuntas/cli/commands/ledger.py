"""`tuntas ledger check FILE`: what remains after every line of a list of areas, and what does not close."""

import argparse
from pathlib import Path

from tuntas.cli.commands.check import ORDER
from tuntas.cli.figures import picture_json, show_picture
from tuntas.cli.screen import Screen
from tuntas.domain.problems import Severity
from tuntas.domain.wording import text
from tuntas.ledger.plain import picture
from tuntas.sheets.ledger_table import read_ledger_table
from tuntas.sheets.opening.grids import open_workbook


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """What to do, with which file."""
    parser.add_argument("action", choices=["check"], help=text("CLI-LEDGER-ARG-ACTION", lang))
    parser.add_argument("file", metavar="FILE", help=text("CLI-ARG-FILE", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 0 where all figures close, else 1."""
    table = read_ledger_table(open_workbook(Path(options.file)))
    seen = picture(table.lines)
    problems = sorted([*table.problems, *seen.problems], key=lambda problem: ORDER.index(problem.severity))
    show_picture(seen, problems, screen)
    screen.result(picture_json(seen, problems, screen.lang))
    return 1 if any(problem.severity is not Severity.INFO for problem in problems) else 0

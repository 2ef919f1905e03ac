"""`tuntas demo`: assess the example city, print the recap, write the result workbook."""

import argparse

from tuntas.cli.choices import shelf
from tuntas.cli.commands import assess
from tuntas.cli.home import tuntas_home
from tuntas.cli.screen import Screen
from tuntas.domain.wording import text
from tuntas.sheets.writing.example_book import write_example

SURVEY, RESULT = "contoh-survei.xlsx", "contoh-hasil.xlsx"


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Nothing to choose yet but whether to serve, which arrives with the web application."""
    parser.add_argument("--no-serve", action="store_true", help=text("CLI-ARG-NO-SERVE", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """The main job on invented data; the findings in it are meant to be there, so the exit code is 0."""
    folder = tuntas_home() / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    rule = shelf().current()
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
    return 0

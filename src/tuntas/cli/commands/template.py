"""`tuntas template -o FILE.xlsx`: an empty survey workbook to fill in."""

import argparse
from pathlib import Path

from tuntas.cli.choices import add_rule_arguments, chosen_regulation
from tuntas.cli.outputs import safe_output
from tuntas.cli.screen import Screen
from tuntas.domain.wording import text
from tuntas.sheets.writing.template_book import write_template


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Where to write, for which rule set."""
    parser.add_argument("-o", "--output", required=True, metavar="FILE.xlsx", help=text("CLI-ARG-OUTPUT-XLSX", lang))
    add_rule_arguments(parser, lang)


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Write the workbook and say what to do next."""
    rule = chosen_regulation(options)
    with safe_output(options.output, formats=(".xlsx",)) as path:
        write_template(path, rule, lang=screen.lang)
    screen.say("CLI-TEMPLATE-DONE", path=options.output, rule=rule.short.in_(screen.lang))
    screen.result({"output": str(Path(options.output)), "rules": rule.id, "rules_hash": rule.content_hash})
    return 0

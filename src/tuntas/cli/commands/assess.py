"""`tuntas assess FILE -o OUT`: score every row, write the result, print the recap."""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from tuntas.cli.choices import add_rule_arguments, add_sheet_argument, chosen_regulation, chosen_survey
from tuntas.cli.commands.check import finding
from tuntas.cli.outputs import safe_output
from tuntas.cli.recap import row_counts, rule_notes, rule_record, show_recap
from tuntas.cli.results import FORMATS, write_result
from tuntas.cli.screen import Screen
from tuntas.cli.tables import assess_table, is_table
from tuntas.domain.problems import Severity
from tuntas.domain.wording import text
from tuntas.rules.regulation import Regulation
from tuntas.sheets.assessed import AssessedRow, Level, assess_survey, sum_rows
from tuntas.sheets.survey import Survey


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The file, the rule set, how far to sum, where to write."""
    parser.add_argument("file", metavar="FILE", help=text("CLI-ARG-FILE", lang))
    parser.add_argument("-o", "--output", metavar="OUT", help=text("CLI-ARG-OUTPUT", lang))
    parser.add_argument("--by", choices=[level.value for level in Level], default=Level.RT.value,
                        help=text("CLI-ARG-BY", lang))  # fmt: skip
    parser.add_argument("--rt-table", metavar="TABLE", help=text("CLI-ARG-RT-TABLE", lang))
    parser.add_argument("--sheet-per-rt", action="store_true", help=text("CLI-ARG-SHEET-PER-RT", lang))
    add_rule_arguments(parser, lang)
    add_sheet_argument(parser, lang)


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 0 when all rows were scored, 1 when an error kept some from it."""
    rule = chosen_regulation(options)
    if is_table(options):
        return assess_table(options, screen, rule)
    level = Level(options.by)
    with screen.steps("CLI-STEP-READ", "CLI-STEP-SCORE", "CLI-STEP-WRITE") as steps:
        steps.next()
        survey = chosen_survey(options.file, options, rule)
        steps.next()
        rows = assess_survey(survey, rule, profile=options.profile)
        steps.next()
        if options.output:
            with safe_output(options.output, formats=tuple(FORMATS), inputs=[options.file]) as path:
                write_result(path, survey, rows, rule, options)
    show_recap(screen, sum_rows(rows, Level.KELURAHAN if level is Level.RT else level, rule), rule)
    return _finish(options, screen, rule, survey, rows)


def _finish(
    options: argparse.Namespace, screen: Screen, rule: Regulation, survey: Survey, rows: tuple[AssessedRow, ...]
) -> int:
    counts = row_counts(rows)
    incomplete = sum(1 for row in rows if row.assessment and not row.assessment.is_complete)
    problems = [*survey.problems, *(problem for row in rows for problem in row.problems)]
    kinds = Counter(problem.severity for problem in problems)
    screen.say("CLI-ASSESS-SUMMARY", style="bold", rows=len(rows), scored=len(rows) - counts["blocked"],
               incomplete=incomplete, blocked=counts["blocked"])  # fmt: skip
    screen.say("CLI-ASSESS-FINDINGS", errors=kinds[Severity.ERROR], warnings=kinds[Severity.WARNING],
               notes=kinds[Severity.INFO], file=options.file)  # fmt: skip
    rule_notes(screen, rule)
    if options.output:
        screen.say("CLI-WRITTEN", style="green", path=options.output)
    screen.result(_record(options, rule, rows, counts, incomplete) | {
        "findings": [finding(problem, screen.lang) for problem in problems]
    })  # fmt: skip
    return 1 if counts["blocked"] else 0


def _record(
    options: argparse.Namespace, rule: Regulation, rows: tuple[AssessedRow, ...], counts: Counter[str], incomplete: int
) -> dict[str, Any]:
    return {
        "file": options.file,
        "output": str(Path(options.output)) if options.output else None,
        "rules": rule_record(rule),
        "rows": len(rows),
        "scored": len(rows) - counts["blocked"],
        "incomplete": incomplete,
        "blocked": counts["blocked"],
        "undecided": counts["undecided"],
        "classes": {grade.id: counts[grade.id] for grade in rule.grades},
    }

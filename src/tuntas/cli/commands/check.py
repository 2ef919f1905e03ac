"""`tuntas check FILE`: every finding with its sheet, cell, value, and what to do."""

import argparse
from collections import Counter
from collections.abc import Sequence

from tuntas.cli.choices import add_rule_arguments, add_sheet_argument, chosen_regulation, chosen_survey
from tuntas.cli.screen import Screen
from tuntas.domain.problems import Problem, Severity
from tuntas.domain.wording import text
from tuntas.sheets.assessed import assess_survey

ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """The file, the rule set, the sheet."""
    parser.add_argument("file", metavar="FILE", help=text("CLI-ARG-FILE", lang))
    parser.add_argument("--rt-table", metavar="TABLE", help=text("CLI-ARG-RT-TABLE", lang))
    add_rule_arguments(parser, lang)
    add_sheet_argument(parser, lang)


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 1 where there are errors, else 0."""
    rule = chosen_regulation(options)
    survey = chosen_survey(options.file, options, rule)
    rows = assess_survey(survey, rule)
    problems = [*survey.problems, *(problem for row in rows for problem in row.problems)]
    problems.sort(key=lambda problem: (ORDER.index(problem.severity), problem.place.row or 0))
    show_findings(screen, problems)
    counts = Counter(problem.severity for problem in problems)
    screen.say(
        "CLI-CHECK-SUMMARY",
        rows=len(rows),
        sheet=survey.sheet,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.INFO],
    )
    screen.result(
        {
            "file": options.file,
            "sheet": survey.sheet,
            "layout": survey.layout,
            "rows": len(rows),
            "rules": rule.id,
            "counts": {severity: counts[severity] for severity in ORDER},
            "findings": [finding(problem, screen.lang) for problem in problems],
        }
    )
    return 1 if counts[Severity.ERROR] else 0


def show_findings(screen: Screen, problems: Sequence[Problem]) -> None:
    """The findings as a table; one sentence where there is none."""
    if not problems:
        screen.say("CLI-NO-FINDINGS", style="green")
        return
    columns = [screen.text(f"CLI-COL-{name}") for name in ("CODE", "KIND", "CELL", "VALUE", "WHAT", "TODO")]
    rows = [
        [p.code, screen.text(f"CLI-{p.severity}"), _where(p), p.value, p.wording(screen.lang), p.advice(screen.lang)]
        for p in problems
    ]
    screen.table(screen.text("CLI-FINDINGS"), columns, rows)


def finding(problem: Problem, lang: str) -> dict[str, object]:
    """A finding for programs: code, severity, place, value, wording, advice."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "row": problem.place.row,
        "value": problem.value,
        "message": problem.wording(lang),
        "advice": problem.advice(lang),
    }


def _where(problem: Problem) -> str:
    cell = problem.place.cell or (str(problem.place.row) if problem.place.row else "")
    return f"{problem.place.sheet}!{cell}" if problem.place.sheet and cell else cell or problem.place.sheet

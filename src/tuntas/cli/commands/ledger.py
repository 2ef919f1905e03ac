"""`tuntas ledger check FILE`: what remains after every line of a list of areas, and what does not close."""

import argparse
from pathlib import Path

from tuntas.cli.commands.check import ORDER, finding, show_findings
from tuntas.cli.screen import Screen
from tuntas.domain.area import printed_hectares
from tuntas.domain.problems import Problem, Severity
from tuntas.domain.wording import text
from tuntas.ledger.plain import PlainPicture, PlainState, picture
from tuntas.sheets.ledger_table import read_ledger_table
from tuntas.sheets.opening.grids import open_workbook

_FIGURES = 4


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """What to do, with which file."""
    parser.add_argument("action", choices=["check"], help=text("CLI-LEDGER-ARG-ACTION", lang))
    parser.add_argument("file", metavar="FILE", help=text("CLI-ARG-FILE", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 0 where all figures close, else 1."""
    table = read_ledger_table(open_workbook(Path(options.file)))
    seen = picture(table.lines)
    problems = sorted([*table.problems, *seen.problems], key=lambda problem: ORDER.index(problem.severity))
    _show(seen, problems, screen)
    screen.result(_json(seen, problems, screen.lang))
    return 1 if any(problem.severity is not Severity.INFO for problem in problems) else 0


def _show(seen: PlainPicture, problems: list[Problem], screen: Screen) -> None:
    def printed(area_m2: int) -> str:
        return printed_hectares(area_m2, screen.lang)

    columns = ("ON", "KIND", "BASIS", "PLACE", "AREA", "DECREED", "HANDLED", "REMAINING")
    rows = [
        [state.line.on.isoformat(), state.line.kind, state.line.basis, state.line.place, printed(state.line.area_m2),
         printed(state.decreed_m2), printed(state.handled_m2), printed(state.remaining_m2)]
        for state in seen.states
    ]  # fmt: skip
    rows += [[line.on.isoformat(), line.kind, line.basis, line.place, printed(line.area_m2), "", "", ""]
             for line in seen.targets]  # fmt: skip
    titles = [screen.text(f"CLI-LEDGER-COL-{name}") for name in columns]
    screen.table(screen.text("CLI-LEDGER-STATES"), titles, rows, right=_FIGURES)
    if seen.states:
        last = seen.states[-1]
        screen.say("CLI-LEDGER-REMAINING", remaining=printed(last.remaining_m2), decreed=printed(last.decreed_m2),
                   handled=printed(last.handled_m2), basis=seen.basis or "–")  # fmt: skip
    if seen.sum:
        screen.say("CLI-LEDGER-SUM", decreed=printed(seen.sum.decreed_m2), handled=printed(seen.sum.handled_m2),
                   targets=printed(seen.sum.targets_m2), difference=printed(seen.sum.difference_m2))  # fmt: skip
    if problems:
        show_findings(screen, problems)
    else:
        screen.say("CLI-LEDGER-CLOSES", style="green")


def _json(seen: PlainPicture, problems: list[Problem], lang: str) -> dict[str, object]:
    return {
        "states": [_state_json(state) for state in seen.states],
        "targets": [{"on": one.on.isoformat(), "area_m2": one.area_m2, "place": one.place} for one in seen.targets],
        "sum": None if seen.sum is None else {
            "basis": seen.sum.basis, "decreed_m2": seen.sum.decreed_m2, "handled_m2": seen.sum.handled_m2,
            "targets_m2": seen.sum.targets_m2, "difference_m2": seen.sum.difference_m2,
        },
        "findings": [finding(problem, lang) for problem in problems],
    }  # fmt: skip


def _state_json(state: PlainState) -> dict[str, object]:
    line = state.line
    return {
        "on": line.on.isoformat(), "kind": line.kind, "area_m2": line.area_m2, "place": line.place,
        "basis": line.basis, "source": line.source, "decreed_m2": state.decreed_m2, "handled_m2": state.handled_m2,
        "remaining_m2": state.remaining_m2,
    }  # fmt: skip

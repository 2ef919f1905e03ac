"""Figures of a plain list on the screen: what remains after each line, the sum, what does not close."""

from collections.abc import Sequence

from tuntas.cli.commands.check import finding, show_findings
from tuntas.cli.screen import Screen
from tuntas.domain.area import printed_hectares
from tuntas.domain.problems import Problem
from tuntas.ledger.plain import PlainLine, PlainPicture, PlainState

_COLUMNS = ("ON", "KIND", "BASIS", "PLACE", "AREA", "DECREED", "HANDLED", "REMAINING")
_FIRST_FIGURE = 4


def show_picture(seen: PlainPicture, problems: Sequence[Problem], screen: Screen) -> None:
    """The table of states and targets, the sentence on what remains, the sum, and the problems."""
    rows = [
        [*_line_cells(state.line, screen), *_printed(screen, state.decreed_m2, state.handled_m2, state.remaining_m2)]
        for state in seen.states
    ]
    rows += [[*_line_cells(line, screen), "", "", ""] for line in seen.targets]
    titles = [screen.text(f"CLI-LEDGER-COL-{name}") for name in _COLUMNS]
    screen.table(screen.text("CLI-LEDGER-STATES"), titles, rows, right=_FIRST_FIGURE)
    _say_sums(seen, screen)
    if problems:
        show_findings(screen, problems)
    else:
        screen.say("CLI-LEDGER-CLOSES", style="green")


def picture_json(seen: PlainPicture, problems: Sequence[Problem], lang: str) -> dict[str, object]:
    """The same for programs: square metres."""
    return {
        "states": [_state_json(state) for state in seen.states],
        "targets": [{"on": one.on.isoformat(), "area_m2": one.area_m2, "place": one.place} for one in seen.targets],
        "sum": None if seen.sum is None else {
            "basis": seen.sum.basis, "decreed_m2": seen.sum.decreed_m2, "handled_m2": seen.sum.handled_m2,
            "targets_m2": seen.sum.targets_m2, "difference_m2": seen.sum.difference_m2,
        },
        "findings": [finding(problem, lang) for problem in problems],
    }  # fmt: skip


def _say_sums(seen: PlainPicture, screen: Screen) -> None:
    if seen.states:
        last = seen.states[-1]
        decreed, handled, remaining = _printed(screen, last.decreed_m2, last.handled_m2, last.remaining_m2)
        screen.say("CLI-LEDGER-REMAINING", remaining=remaining, decreed=decreed, handled=handled,
                   basis=seen.basis or "–")  # fmt: skip
    if seen.sum:
        total = seen.sum
        decreed, handled, targets, difference = _printed(
            screen, total.decreed_m2, total.handled_m2, total.targets_m2, total.difference_m2
        )
        screen.say("CLI-LEDGER-SUM", decreed=decreed, handled=handled, targets=targets, difference=difference)


def _line_cells(line: PlainLine, screen: Screen) -> list[str]:
    return [line.printed_on or line.on.isoformat(), line.kind, line.basis, line.place, *_printed(screen, line.area_m2)]


def _printed(screen: Screen, *areas_m2: int) -> list[str]:
    return [printed_hectares(area, screen.lang) for area in areas_m2]


def _state_json(state: PlainState) -> dict[str, object]:
    line = state.line
    return {
        "on": line.on.isoformat(), "kind": line.kind, "area_m2": line.area_m2, "place": line.place,
        "basis": line.basis, "source": line.source, "decreed_m2": state.decreed_m2, "handled_m2": state.handled_m2,
        "remaining_m2": state.remaining_m2,
    }  # fmt: skip

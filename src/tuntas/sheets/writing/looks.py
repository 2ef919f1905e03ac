"""How cells look: named fragments joined into formats, and the one colour of every class."""

from functools import reduce
from operator import or_
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from tuntas.rules.regulation import Grade

FONT = "Arial"
ACCENT, ACCENT_LIGHT, LINE, FAINT = "#1F4E5F", "#E4EEF1", "#B8C4CA", "#5B6770"
INPUT, LOCKED, ALARM = "#FFFDF0", "#F2F4F5", "#F8C9C4"

#: Background and letters of a class; the word always stands in the cell as well.
GRADE_COLOURS = {
    Grade.SEVERE: ("#8B1E1E", "#FFFFFF"),
    Grade.MODERATE: ("#E58A1F", "#000000"),
    Grade.LIGHT: ("#F6D95B", "#000000"),
    Grade.NOT_SLUM: ("#9DB2BF", "#000000"),
}
ASPECT_COLOURS = ("#D9E2EC", "#E8DFD1", "#D3E8F0", "#D5E3D8", "#E6DCEA", "#EFE6C8", "#F1D9D2")

_Props = dict[str, Any]

FRAGMENTS: dict[str, _Props] = {
    "title": {"bold": True, "font_size": 15, "font_color": ACCENT},
    "subtitle": {"font_size": 10, "font_color": FAINT},
    "sentence": {"font_size": 12, "text_wrap": True, "valign": "vcenter", "bg_color": ACCENT_LIGHT, "border": 1,
                 "border_color": ACCENT_LIGHT},  # fmt: skip
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT, "text_wrap": True, "align": "center",
             "valign": "vcenter", "border": 1, "border_color": "#FFFFFF"},  # fmt: skip
    "band": {"bold": True, "bg_color": ACCENT_LIGHT, "font_color": ACCENT},
    "cell": {"border": 1, "border_color": LINE, "valign": "vcenter"},
    "wrap": {"text_wrap": True, "valign": "top"},
    "bold": {"bold": True},
    "italic": {"italic": True},
    "faint": {"font_color": FAINT},
    "small": {"font_size": 8},
    "center": {"align": "center"},
    "plain": {},
    "middle": {"valign": "vcenter"},
    "top": {"valign": "top"},
    "shrink": {"shrink": True},
    "right": {"align": "right"},
    "left": {"align": "left"},
    "across": {"align": "center_across"},
    "whole": {"num_format": "#,##0"},
    "two": {"num_format": "#,##0.00"},
    "four": {"num_format": "#,##0.0000"},
    "least": {"num_format": '"≥ "#,##0'},
    "least_two": {"num_format": '"≥ "#,##0.00'},
    "exact": {"num_format": "#,##0.00##"},
    "general": {"num_format": "General"},
    "total": {"bold": True, "bg_color": ACCENT_LIGHT, "top": 2, "top_color": ACCENT},
    "average": {"bold": True, "bg_color": "#F4F7F8"},
    "aspect_first": {"border": 1, "bottom": 0, "border_color": LINE, "bold": True, "valign": "top"},
    "aspect_more": {"left": 1, "right": 1, "left_color": LINE, "right_color": LINE},
    "text": {"num_format": "@"},
    "input": {"bg_color": INPUT, "locked": False},
    "pick": {"bg_color": "#FFF3B0", "locked": False, "bold": True, "border": 2, "border_color": ACCENT},
    "check": {"bg_color": LOCKED, "font_color": FAINT},
    "hidden": {"font_color": "#FFFFFF"},
    "alarm": {"bg_color": ALARM, "font_color": "#8B1E1E", "bold": True},
    **{f"grade_{grade.value}": {"bg_color": back, "font_color": ink, "bold": True}
       for grade, (back, ink) in GRADE_COLOURS.items()},
    **{f"aspect_{number}": {"bg_color": colour} for number, colour in enumerate(ASPECT_COLOURS)},
}  # fmt: skip


class Looks:
    """Formats of one workbook, made once for each set of fragments."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, ...], Format] = {}

    def __call__(self, *fragments: str) -> Format:
        """The format that joins `fragments`; later ones win."""
        if fragments not in self._made:
            props = _joined(fragments, {"font_name": FONT, "font_size": 10})
            self._made[fragments] = self._book.add_format(props)
        return self._made[fragments]

    def mark(self, *fragments: str) -> Format:
        """A format for a conditional rule: only what differs from the cell's own look."""
        key = ("mark", *fragments)
        if key not in self._made:
            props = _joined(fragments, {})
            self._made[key] = self._book.add_format(props)
        return self._made[key]

    def number_of(self, *fragments: str) -> int:
        """The index of that format in the file, for rows written as they stand."""
        return int(self(*fragments)._get_xf_index())  # xlsxwriter gives no public way to it


def _joined(fragments: tuple[str, ...], base: _Props) -> _Props:
    return reduce(or_, (FRAGMENTS[name] for name in fragments), base)

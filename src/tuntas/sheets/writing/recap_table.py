"""The table of the recap: heads in two rows, a line a kelurahan, and totals that are formulas."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_range

from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.recap_columns import RecapColumn
from tuntas.sheets.writing.recap_figures import RecapLine
from tuntas.sheets.writing.unit_sheet import colour_grades

HEAD_ROW = 6
FIRST_ROW = 7


def write_table(frame: Frame, sheet: Any, columns: Sequence[RecapColumn], lines: Sequence[RecapLine]) -> int:
    """Writes the table; the row below its total."""
    _heads(frame, sheet, columns)
    for number, line in enumerate(lines):
        _line(frame, sheet, columns, number, line)
    _totals(frame, sheet, columns, lines)
    grade = next(place for place, column in enumerate(columns) if column.is_grade)
    area = (FIRST_ROW, grade, FIRST_ROW + max(len(lines) - 1, 0), grade)
    colour_grades(sheet, frame.looks, frame.regulation, frame.words.lang, area)
    return FIRST_ROW + len(lines) + 1


def write_value(frame: Frame, sheet: Any, place: tuple[int, int], value: object, look: tuple[str, ...]) -> None:
    """A text as text, a number as number, None as the words for missing data."""
    if value is None:
        sheet.write_string(*place, frame.words.absent, frame.looks("cell", *ABSENT_LOOK))
    elif isinstance(value, str):
        sheet.write_string(*place, value, frame.looks("cell", *look))
    else:
        sheet.write_number(*place, value, frame.looks("cell", *look))


ABSENT_LOOK = ("italic", "faint", "center", "small", "shrink")


def _least_look(column: RecapColumn) -> tuple[str, ...]:
    """The look of a figure of which part is missing: a number still, shown with ≥."""
    return ("least_two",) if "two" in column.look else ("least",)


def _heads(frame: Frame, sheet: Any, columns: Sequence[RecapColumn]) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEAD_ROW, place, column.title, frame.looks("head"))
    first = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        last = first + len(list(members)) - 1
        sheet.merge_range(HEAD_ROW - 1, first, HEAD_ROW - 1, last, "", frame.looks("head"))
        sheet.write_string(HEAD_ROW - 1, first, group, frame.looks("head"))
        first = last + 1
    sheet.set_row(HEAD_ROW - 1, 28)
    sheet.set_row(HEAD_ROW, 54)
    sheet.freeze_panes(FIRST_ROW, 3)
    sheet.repeat_rows(HEAD_ROW - 1, HEAD_ROW)


def _line(frame: Frame, sheet: Any, columns: Sequence[RecapColumn], number: int, line: RecapLine) -> None:
    for place, column in enumerate(columns):
        look = (*column.look, *_least_look(column)) if column.is_least(line) else column.look
        write_value(frame, sheet, (FIRST_ROW + number, place), column.value(number, line), look)
    if line.area.assessment and line.area.assessment.grade is None:
        sheet.set_row(FIRST_ROW + number, 27)  # two classes, on two lines


def _totals(frame: Frame, sheet: Any, columns: Sequence[RecapColumn], lines: Sequence[RecapLine]) -> None:
    row = FIRST_ROW + len(lines)
    for place, column in enumerate(columns):
        if column.is_summed and lines:
            _total(frame, sheet, (row, place), column, lines)
        else:
            sheet.write_blank(row, place, None, frame.looks("cell", "total"))
    sheet.write_string(row, 1, frame.words("recap-total"), frame.looks("cell", "total"))


def _total(frame: Frame, sheet: Any, at: tuple[int, int], column: RecapColumn, lines: Sequence[RecapLine]) -> None:
    values = [column.number(line) for line in lines]
    known = [value for value in values if value is not None]
    look = column.look
    if not known:
        look = ABSENT_LOOK
    elif len(known) < len(values) or any(column.is_least(line) for line in lines):
        look = (*look, *_least_look(column))
    cells, absent = xl_range(FIRST_ROW, at[1], at[0] - 1, at[1]), frame.words.absent
    formula = f'=IF(COUNT({cells})=0,"{absent}",SUM({cells}))'
    value = float(sum(known)) if known else absent
    sheet.write_formula(*at, formula, frame.looks("cell", *look, "total"), value)

"""A sheet in the layout of the flat template: five head rows for people, one header row for the reader, then rows.

The machine's headers stand last, right above the data; the rows above them are titles to the reader.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.streamed import StreamedSheet, blank_cell, formula_cell, row_xml
from tuntas.sheets.writing.template_checks import CheckColumn
from tuntas.sheets.writing.template_columns import TemplateColumn
from tuntas.sheets.writing.volumes import HECTARE

TITLE_ROW, HINT_ROW, GROUP_ROW, NAME_ROW, UNIT_ROW, HEADER_ROW, FIRST_ROW = range(7)
Cell = str | int | float | None


class TemplateSheet:
    """Writes one such sheet: head, then rows of values or empty rows to fill."""

    def __init__(self, frame: Frame, name: str, columns: Sequence[TemplateColumn]) -> None:
        self._frame, self._looks, self._columns = frame, frame.looks, columns
        self._sheet: Any = frame.add_sheet(name, StreamedSheet, landscape=True)
        self._sheet.set_paper(8)
        self._sheet.freeze_panes(FIRST_ROW, 3)
        self._sheet.repeat_rows(GROUP_ROW, HEADER_ROW)

    @property
    def sheet(self) -> Any:
        """The worksheet itself."""
        return self._sheet

    def head(self, title: str, hint: str, *, notes: bool) -> None:
        """Title, hint, groups, names, units and headers; `notes` adds the indicator's words as cell notes."""
        sheet, looks = self._sheet, self._looks
        sheet.write_string(TITLE_ROW, 0, title, looks("title"))
        sheet.write_string(HINT_ROW, 0, hint, looks("subtitle"))
        sheet.set_row(TITLE_ROW, 24)
        sheet.set_row(NAME_ROW, 118)
        self._groups()
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(NAME_ROW, place, column.name, looks("cell", "middle", "wrap", "center", column.look))
            sheet.write_string(UNIT_ROW, place, column.unit, looks("cell", "center", "faint", column.look))
            sheet.write_string(HEADER_ROW, place, column.header, looks("head"))
            if notes and column.note:
                sheet.write_comment(HEADER_ROW, place, column.note, {"x_scale": 2.4, "y_scale": 1.8, "font_size": 9})
        sheet.set_row(HEADER_ROW, 30)

    def rows(self, rows: Sequence[Mapping[str, Cell]]) -> None:
        """Values by header: text as text, numbers as numbers, None and absent as blank."""
        for number, values in enumerate(rows, FIRST_ROW):
            for place, column in enumerate(self._columns):
                self._value(number, place, column, values.get(column.header))

    def fill(self, checks: Sequence[CheckColumn], count: int) -> None:
        """`count` empty rows: unlocked inputs with allowed values and red marks, then protected check formulas."""
        self._check_heads(checks)
        last = FIRST_ROW + count - 1
        for place, column in enumerate(self._columns):
            self._allow(column, (FIRST_ROW, place, last, place))
            self._mark(column, place, (FIRST_ROW, place, last, place))
        style, row = self._looks.number_of, "{row}"
        cells = [blank_cell(style("cell", "input", _kind(column))) for column in self._columns]
        for check in checks:
            look = style("cell", "check", "two" if check.header.endswith("_persen") else "general")
            cells.append(formula_cell(look, check.formula.removeprefix("=")))
        pattern = row_xml(row, cells)
        rows = (pattern.replace(row, str(number)) for number in range(FIRST_ROW + 1, last + 2))
        self._sheet.stream(rows, last, len(cells) - 1)
        self._sheet.print_area(0, 0, last, len(self._columns) - 1)

    def _check_heads(self, checks: Sequence[CheckColumn]) -> None:
        first, sheet, looks = len(self._columns), self._sheet, self._looks
        sheet.set_column(first, first + len(checks) - 3, 9)
        sheet.set_column(first + len(checks) - 2, first + len(checks) - 1, 16)
        group = self._frame.words("group-checks")
        sheet.merge_range(GROUP_ROW, first, GROUP_ROW, first + len(checks) - 1, group, looks("head", "left"))
        for place, check in enumerate(checks, first):
            sheet.write_string(NAME_ROW, place, check.name, looks("cell", "check", "wrap", "center"))
            sheet.write_string(UNIT_ROW, place, "", looks("cell", "check"))
            sheet.write_string(HEADER_ROW, place, check.header, looks("cell", "check", "small", "wrap"))

    def _groups(self) -> None:
        first = 0
        for (group, look), members in groupby(self._columns, key=lambda column: (column.group, column.look)):
            last = first + len(list(members)) - 1
            shown = self._looks("cell", "bold", "center", "wrap", "middle", look)
            if last > first:
                self._sheet.merge_range(GROUP_ROW, first, GROUP_ROW, last, "", shown)
            self._sheet.write_string(GROUP_ROW, first, group, shown)
            first = last + 1
        self._sheet.set_row(GROUP_ROW, 30)

    def _value(self, row: int, place: int, column: TemplateColumn, value: Cell) -> None:
        if value is None:
            self._sheet.write_blank(row, place, None, self._looks("cell", _kind(column)))
        elif isinstance(value, str):
            self._sheet.write_string(row, place, value, self._looks("cell", "text"))
        else:
            self._sheet.write_number(row, place, value, self._looks("cell", _kind(column)))

    def _allow(self, column: TemplateColumn, area: tuple[int, int, int, int]) -> None:
        words = self._frame.words
        if column.options:
            self._sheet.data_validation(*area, {"validate": "list", "source": list(column.options)})
        elif column.unit:
            rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_title": words("not-a-number"),
                    "error_message": words("not-a-number-error")}  # fmt: skip
            self._sheet.data_validation(*area, rule)

    def _mark(self, column: TemplateColumn, place: int, area: tuple[int, int, int, int]) -> None:
        if not column.whole:
            return
        letter, row = xl_col_to_name(place), FIRST_ROW + 1
        whole = next(xl_col_to_name(n) for n, other in enumerate(self._columns) if other.header == column.whole)
        formula = f"=AND(ISNUMBER(${letter}{row}),ISNUMBER(${whole}{row}),${letter}{row}>${whole}{row})"
        look = self._looks.mark("alarm")
        self._sheet.conditional_format(*area, {"type": "formula", "criteria": formula, "format": look})


def _kind(column: TemplateColumn) -> str:
    if not column.unit:
        return "text"
    return "exact" if column.unit == HECTARE else "general"

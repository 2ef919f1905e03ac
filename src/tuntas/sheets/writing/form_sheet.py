"""The sheet *Formulir*: the official form of the RT picked from a list, filled by formulas from *Semua RT*.

Every formula carries the value of the first RT, so that a viewer which does not calculate shows something true.
"""

from typing import Any

from tuntas.rules.regulation import Criterion
from tuntas.rules.scoring import CriterionResult
from tuntas.sheets.writing.figures import micro_text, percent_text
from tuntas.sheets.writing.form_lines import (
    HEADS,
    FormLine,
    form_lines,
    head_pairs,
    line_height,
    line_labels,
    set_form_columns,
)
from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.records import problem_codes
from tuntas.sheets.writing.unit_cells import grade_text
from tuntas.sheets.writing.unit_sheet import colour_grades
from tuntas.sheets.writing.unit_table import UnitTable, field_title, field_unit
from tuntas.sheets.writing.volumes import HECTARE

PICK_ROW = 3
#: Where the position of the picked RT stands, in a column that is not printed.
PLACE = "$H$4"

Value = str | int | float


def write_form(frame: Frame, table: UnitTable) -> None:
    """Adds the sheet; without any row it only says so."""
    sheet = frame.add_sheet(frame.words("sheet-form"), landscape=False, wide=False)
    set_form_columns(sheet)
    sheet.write_string(0, 0, frame.title(frame.words("title-form")), frame.looks("title"))
    sheet.write_string(1, 0, frame.rule_line, frame.looks("subtitle"))
    if not table.units:
        sheet.write_string(PICK_ROW, 0, frame.words("no-rows"), frame.looks("plain"))
        return
    FilledForm(frame, table, sheet).write()
    sheet.set_column(6, 7, None, None, {"hidden": True})
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.activate()


class FilledForm:
    """Writes the formulas, top to bottom."""

    def __init__(self, frame: Frame, table: UnitTable, sheet: Any) -> None:
        self._frame, self._table, self._sheet = frame, table, sheet
        self._unit, self._first = table.units[0], table.units[0].row
        self._looks, self._words = frame.looks, frame.words
        self._row = PICK_ROW

    def write(self) -> None:
        """The whole form."""
        self._picker()
        self._head()
        self._row += 1
        for column, name in enumerate(HEADS):
            self._sheet.write_string(self._row, column, self._words(f"form-{name}"), self._looks("head"))
        self._row += 1
        results = iter(self._first.assessment.criteria) if self._first.assessment else None
        averages = iter(self._unit.aspects)
        for line in form_lines(self._frame.regulation):
            if line.criterion:
                self._criterion(line, line.criterion, next(results) if results else None)
            else:
                self._average(line, next(averages))
        self._footer()

    def _picker(self) -> None:
        sheet, words = self._sheet, self._words
        sheet.set_row(PICK_ROW, 22)
        sheet.write_string(PICK_ROW, 0, words("form-pick"), self._looks("bold"))
        sheet.write_string(PICK_ROW, 1, self._unit.key, self._looks("pick"))
        sheet.write_string(PICK_ROW, 2, words("form-pick-hint"), self._looks("faint"))
        keys = self._table.cells("key")
        rule = {"validate": "list", "source": f"={keys}", "error_title": words("form-pick"),
                "error_message": words("form-pick-error")}  # fmt: skip
        sheet.data_validation(PICK_ROW, 1, PICK_ROW, 1, rule)
        sheet.write_formula(PICK_ROW, 7, f"=MATCH($B$4,{keys},0)", self._looks("hidden"), 1)
        self._row += 2

    def _head(self) -> None:
        words, regulation = self._words, self._frame.regulation
        for left, right in head_pairs(self._table.identity, regulation):
            if left and left != "#row":
                self._label(0, field_title(left, regulation, words))
                self._found(1, f"id:{left}", self._first.row.identity.get(left, ""), "bold", "left")
            if right:
                self._label(2, field_title(right, regulation, words))
                self._found(
                    5,
                    f"fact:{right}",
                    self._micro(right),
                    self._figure_look(field_unit(right, regulation)),
                    "bold",
                    "right",
                )
            self._row += 1

    def _label(self, column: int, label: str) -> None:
        self._sheet.write_string(self._row, column, label, self._looks("faint"))

    def _found(self, column: int, key: str, value: Value, *look: str) -> None:
        """The picked unit's cell of column `key`; a blank one says that there are no data."""
        cell = f"INDEX({self._table.cells(key)},{PLACE})"
        absent = self._words("form-no-codes") if key == "codes" else self._words.absent
        formula = f'=IF({cell}="","{absent}",{cell})'
        self._sheet.write_formula(self._row, column, formula, self._looks(*look), absent if value == "" else value)

    def _micro(self, field: str) -> Value:
        micro = self._first.row.facts.quantities.get(field)
        return "" if micro is None else float(micro_text(micro))

    def _figure_look(self, unit: str) -> str:
        # Without decimals shown, "General" leaves out the bare point that a format of optional decimals keeps.
        return "exact" if unit == HECTARE else "general"

    def _labels(self, line: FormLine, *look: str) -> None:
        aspect, name, unit = line_labels(line, self._words)
        self._sheet.set_row(self._row, line_height(name))
        self._sheet.write_string(
            self._row, 0, aspect, self._looks(*("aspect_first", "shrink") if aspect else ("aspect_more",))
        )
        self._sheet.write_string(self._row, 1, name, self._looks("cell", "wrap", "middle", *look))
        self._sheet.write_string(self._row, 3, unit, self._looks("cell", "center", *look))

    def _criterion(self, line: FormLine, criterion: Criterion, result: CriterionResult | None) -> None:
        self._labels(line)
        percent, score = self._result(result)
        volume = ("cell", self._figure_look(criterion.unit), "right")
        self._found(2, f"volume:{criterion.id}", self._micro(criterion.field), *volume)
        self._found(4, f"percent:{criterion.id}", percent, "cell", "two", "right")
        self._found(5, f"score:{criterion.id}", score, "cell", "whole", "center")
        self._row += 1

    def _average(self, line: FormLine, average: str | None) -> None:
        self._labels(line, "average")
        for column in (2, 5):
            self._sheet.write_blank(self._row, column, None, self._looks("cell", "average"))
        value = "" if average is None else float(average)
        self._found(4, f"average:{line.aspect.id}", value, "cell", "average", "two", "right")
        self._row += 1

    def _result(self, result: CriterionResult | None) -> tuple[Value, Value]:
        if result is None:
            return "", ""
        if result.percent is None:
            return "", f"{result.score_min}–{result.score_max}"
        return float(percent_text(result.percent, self._frame.regulation.bands)), result.score_min

    def _footer(self) -> None:
        assessment, words = self._first.assessment, self._words
        blocked = words("complete-blocked")
        average: Value = "" if self._unit.sectoral is None else float(self._unit.sectoral)
        total: Value = ""
        if assessment:
            total = assessment.total_min if assessment.is_complete else f"{assessment.total_min}–{assessment.total_max}"
        grade = grade_text(assessment, words) if assessment else blocked
        for key, value, look in (("total", total, "whole"), ("grade", grade, "plain"), ("sectoral", average, "four")):
            for column in range(6):
                self._sheet.write_blank(self._row, column, None, self._looks("total"))
            self._sheet.write_string(self._row, 0, words(f"form-{key}"), self._looks("total"))
            self._found(4, key, value, "total", look, "across")
            self._sheet.write_blank(self._row, 5, None, self._looks("total", "across"))
            self._row += 1
        place = (self._row - 2, 4, self._row - 2, 5)
        colour_grades(self._sheet, self._looks, self._frame.regulation, words.lang, place)
        self._label(0, words("form-codes"))
        self._found(1, "codes", problem_codes(self._first.problems), "faint")

"""The sheet *Rekap*: the headline in words, a line a kelurahan, the total, the seven aspects, and charts."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_range

from tuntas.sheets.assessed import AssessedRow, Level, sum_rows
from tuntas.sheets.writing.figures import percent_of_share
from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.recap_charts import add_charts
from tuntas.sheets.writing.recap_columns import RecapColumn, recap_columns
from tuntas.sheets.writing.recap_figures import RecapLine, aspect_lines, headline, recap_line
from tuntas.sheets.writing.unit_sheet import colour_grades

HEAD_ROW = 6
FIRST_ROW = 7
#: First and last column of the aspects' name, average and note.
ASPECT_PLACES = ((1, 2), (3, 4), (5, 8))
#: Width of the page in characters, for the height of the headline.
CHARACTERS_A_LINE = 175


def write_recap(frame: Frame, rows: Sequence[AssessedRow]) -> None:
    """Adds the sheet."""
    regulation, words = frame.regulation, frame.words
    columns = recap_columns(regulation, words)
    fields = [column.field for column in columns if column.field]
    lines = [recap_line(area, regulation, fields) for area in sum_rows(rows, Level.KELURAHAN, regulation)]
    sheet = frame.add_sheet(words("sheet-recap"), landscape=True)
    _top(frame, sheet, headline(rows, len(lines), regulation, words), len(columns))
    _heads(frame, sheet, columns)
    for number, line in enumerate(lines):
        _line(frame, sheet, columns, number, line)
    _totals(frame, sheet, columns, lines)
    grade = next(place for place, column in enumerate(columns) if column.is_grade)
    area = (FIRST_ROW, grade, FIRST_ROW + max(len(lines) - 1, 0), grade)
    colour_grades(sheet, frame.looks, regulation, words.lang, area)
    below = _notes(frame, sheet, FIRST_ROW + len(lines) + 1)
    aspects = aspect_lines(rows, regulation, words)
    _aspects(frame, sheet, aspects, below)
    add_charts(frame, sheet, columns, (FIRST_ROW, len(lines)), (below + 2, len(aspects)))


def write_value(frame: Frame, sheet: Any, place: tuple[int, int], value: object, look: tuple[str, ...]) -> None:
    """A text as text, a number as number, None as the words for missing data."""
    if value is None:
        sheet.write_string(*place, frame.words.absent, frame.looks("cell", "italic", "faint", "center", "small"))
    elif isinstance(value, str):
        sheet.write_string(*place, value, frame.looks("cell", *look))
    else:
        sheet.write_number(*place, value, frame.looks("cell", *look))


def least_look(column: RecapColumn) -> tuple[str, ...]:
    """The look of a figure of which part is missing: a number still, shown with ≥."""
    return ("least_two",) if "two" in column.look else ("least",)


def _top(frame: Frame, sheet: Any, sentence: str, width: int) -> None:
    looks = frame.looks
    sheet.write_string(0, 0, frame.title(frame.words("title-recap")), looks("title"))
    sheet.write_string(1, 0, frame.rule_line, looks("subtitle"))
    sheet.write_string(2, 0, frame.made_line, looks("subtitle"))
    sheet.merge_range(3, 0, 3, width - 1, "", looks("sentence"))
    sheet.write_string(3, 0, sentence, looks("sentence"))
    sheet.set_row(0, 24)
    sheet.set_row(3, 16 * (len(sentence) // CHARACTERS_A_LINE + 1) + 8)


def _line(frame: Frame, sheet: Any, columns: Sequence[RecapColumn], number: int, line: RecapLine) -> None:
    for place, column in enumerate(columns):
        look = (*column.look, *least_look(column)) if column.is_least(line) else column.look
        write_value(frame, sheet, (FIRST_ROW + number, place), column.value(number, line), look)
    if line.area.assessment and line.area.assessment.grade is None:
        sheet.set_row(FIRST_ROW + number, 27)  # two classes, on two lines


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


def _totals(frame: Frame, sheet: Any, columns: Sequence[RecapColumn], lines: Sequence[RecapLine]) -> None:
    row = FIRST_ROW + len(lines)
    for place, column in enumerate(columns):
        look = frame.looks("cell", *column.look, "total")
        if not column.is_summed or not lines:
            sheet.write_blank(row, place, None, look)
            continue
        values = [column.number(line) for line in lines]
        known = [value for value in values if value is not None]
        if known and (len(known) < len(values) or any(column.is_least(line) for line in lines)):
            look = frame.looks("cell", *column.look, *least_look(column), "total")
        cells = xl_range(FIRST_ROW, place, row - 1, place)
        value = float(sum(known)) if known else frame.words.absent
        formula = f'=IF(COUNT({cells})=0,"{frame.words.absent}",SUM({cells}))'
        sheet.write_formula(row, place, formula, look, value)
    sheet.write_string(row, 0, "", frame.looks("cell", "total"))
    sheet.write_string(row, 1, frame.words("recap-total"), frame.looks("cell", "total"))


def _notes(frame: Frame, sheet: Any, row: int) -> int:
    for key in ("recap-note-least", "recap-note-score", "recap-note-authority"):
        sheet.write_string(row, 0, frame.words(key), frame.looks("faint", "small"))
        row += 1
    return row + 1


def _aspects(frame: Frame, sheet: Any, aspects: Sequence[Any], row: int) -> None:
    looks, words = frame.looks, frame.words
    sheet.write_string(row, 1, words("aspects-title"), looks("bold"))
    lines = [(line.name, None if line.share is None else float(percent_of_share(line.share, 2)),
              words("aspects-without", count=line.without) if line.without else "") for line in aspects]  # fmt: skip
    heads = tuple(words(f"aspects-{key}") for key in ("name", "average", "note"))
    for number, values in enumerate([heads, *lines], row + 1):
        for (first, last), value, look in zip(ASPECT_PLACES, values, ((), ("two",), ("faint",)), strict=True):
            sheet.merge_range(number, first, number, last, "", looks("cell"))
            if number == row + 1:
                sheet.write_string(number, first, value, looks("head"))
            else:
                write_value(frame, sheet, (number, first), value, look)

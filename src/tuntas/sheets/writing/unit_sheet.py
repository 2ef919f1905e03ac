"""The sheet *Semua RT*: one row a unit, everything known about it, ready for filters."""

from collections.abc import Iterator
from itertools import groupby

from xlsxwriter.worksheet import Worksheet

from tuntas.rules.regulation import Regulation
from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.looks import Looks
from tuntas.sheets.writing.streamed import StreamedSheet, blank_cell, row_xml, text_cell
from tuntas.sheets.writing.unit_cells import UnitCells
from tuntas.sheets.writing.unit_table import FIRST_ROW, HEAD_ROW, UnitTable


def write_units(frame: Frame, table: UnitTable) -> None:
    """Adds the sheet; rows stand in input order."""
    sheet = frame.add_sheet(table.sheet, StreamedSheet, landscape=True)
    last_row, last_column = FIRST_ROW - 2 + max(len(table.units), 1), len(table.columns) - 1
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
    sheet.stream(_all_rows(frame, table), last_row, last_column)
    sheet.autofilter(HEAD_ROW - 1, 0, last_row, last_column)
    sheet.freeze_panes(HEAD_ROW, 1)
    sheet.repeat_rows(HEAD_ROW - 2, HEAD_ROW - 1)
    sheet.repeat_columns(0, 0)
    sheet.set_paper(8)
    sheet.fit_to_pages(3, 0)
    grade = table.position("grade")
    colour_grades(sheet, frame.looks, frame.regulation, frame.words.lang, (FIRST_ROW - 1, grade, last_row, grade))


def colour_grades(
    sheet: Worksheet, looks: Looks, regulation: Regulation, lang: str, area: tuple[int, int, int, int]
) -> None:
    """Colours every cell of `area` (rows and columns from 0) that holds the name of a class."""
    for rule in regulation.grades:
        name = rule.name.in_(lang).replace('"', '""')
        look = looks.mark(f"grade_{rule.grade.value}")
        sheet.conditional_format(*area, {"type": "cell", "criteria": "==", "value": f'"{name}"', "format": look})


def _all_rows(frame: Frame, table: UnitTable) -> Iterator[str]:
    style, words = frame.looks.number_of, frame.words
    yield row_xml(1, [text_cell(style("title"), frame.title(words("title-units")))], 22)
    yield row_xml(2, [text_cell(style("subtitle"), frame.rule_line)])
    yield row_xml(3, [text_cell(style("subtitle"), words("units-note"))])
    yield row_xml(4, _bands(table, style("head", "across")))
    yield row_xml(5, [text_cell(style("head"), column.title) for column in table.columns], 78)
    cells = UnitCells(table, frame.regulation, frame.looks, words)
    for number, unit in enumerate(table.units, FIRST_ROW):
        yield row_xml(number, cells.of(unit))


def _bands(table: UnitTable, style: int) -> list[str]:
    cells: list[str] = []
    for group, members in groupby(table.columns, key=lambda column: column.group):
        cells += [text_cell(style, group), *(blank_cell(style) for _ in list(members)[1:])]
    return cells

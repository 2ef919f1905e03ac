"""The paper of a meeting as a workbook: the same rows, with figures that can be added."""

from datetime import UTC
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from tuntas.reports.decisions.content import Cell, MeetingPaper, Table
from tuntas.sheets.writing.book import SAFE, footer, on_a4, wrapped_height

LETTERS = {"font_name": "Arial", "font_size": 10}
#: Letters for one part of a column's width on paper.
WIDTH = 8
TITLE_ROWS = 3
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 12},
    "plain": {},
    "mark": {"bold": True, "font_color": "#8A5200"},
    "head": {"bold": True, "bg_color": "#EEF0F5", "border": 1, "align": "center", "valign": "vcenter",
             "text_wrap": True},
    "text": {"border": 1, "valign": "top", "text_wrap": True},
    "count": {"border": 1, "valign": "top", "num_format": "0"},
    "year": {"border": 1, "valign": "top", "num_format": "0"},
    "area": {"border": 1, "valign": "top", "num_format": "#,##0.00"},
    "money": {"border": 1, "valign": "top", "num_format": "#,##0"},
}  # fmt: skip


def meeting_xlsx(paper: MeetingPaper) -> bytes:
    """A sheet for each part, and the sums; the same bytes for the same content."""
    target = BytesIO()
    book = Workbook(target, {**SAFE, "default_format_properties": dict(LETTERS), "in_memory": True})
    book.set_properties({"title": f"{paper.title}: {paper.subject}", "author": paper.city,
                         "created": paper.at.astimezone(UTC).replace(tzinfo=None)})  # fmt: skip
    looks = {name: book.add_format(look) for name, look in FORMATS.items()}
    for table in paper.tables:
        _sheet(book, looks, paper, table)
    _facts(book, looks, paper)
    book.close()
    return target.getvalue()


def _sheet(book: Workbook, looks: dict[str, Any], paper: MeetingPaper, table: Table) -> None:
    sheet = book.add_worksheet(table.title[:31])
    sheet.hide_gridlines(2)
    on_a4(sheet, landscape=True, foot=footer(paper.subject, "&P / &N", paper.city))
    sheet.write_string(0, 0, f"{paper.title}: {paper.subject}", looks["title"])
    sheet.write_string(1, 0, "  ·  ".join(paper.marks), looks["mark"])
    widths = [max(6.0, column.width * WIDTH) for column in table.columns]
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, widths[place])
        sheet.write_string(TITLE_ROWS, place, column.title, looks["head"])
    for number, row in enumerate(table.rows, start=TITLE_ROWS + 1):
        for place, cell in enumerate(row):
            _cell(sheet, number, place, cell, looks)
        sheet.set_row(number, wrapped_height([cell.text for cell in row], widths))
    sheet.freeze_panes(TITLE_ROWS + 1, 2)
    sheet.repeat_rows(TITLE_ROWS)


def _cell(sheet: Any, row: int, column: int, cell: Cell, looks: dict[str, Any]) -> None:
    if cell.value is None:
        sheet.write_string(row, column, cell.text, looks["text"])
    else:
        sheet.write_number(row, column, cell.value, looks[cell.look])


def _facts(book: Workbook, looks: dict[str, Any], paper: MeetingPaper) -> None:
    sheet = book.add_worksheet("Rapat")
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, f"{paper.title}: {paper.subject}", looks["title"])
    rows = [*paper.facts, *paper.sums]
    for number, (label, value) in enumerate(rows, start=2):
        sheet.write_string(number, 0, label, looks["plain"])
        sheet.write_string(number, 1, value, looks["plain"])
    for number, note in enumerate(paper.notes, start=len(rows) + 3):
        sheet.write_string(number, 0, note, looks["plain"])

"""A table as a file for a spreadsheet: CSV or XLSX. Texts stay texts, whatever sign they begin with."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from django.utils import timezone
from xlsxwriter import Workbook

Value = str | int | Decimal | date | datetime | None
Writer = Callable[[str, Sequence[str], Iterable[Sequence[Value]]], bytes]
#: A text beginning with one of these would be run by a spreadsheet.
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
#: Its number in a workbook.
A4 = 9
#: So many rows tell how wide a column has to be, and so wide is the widest, in letters.
MEASURED, WIDEST = 200, 40
#: So many rows fit on a sheet, its head not counted.
SHEET_ROWS = 1_048_575


def csv_file(name: str, head: Sequence[str], lines: Iterable[Sequence[Value]]) -> bytes:
    """Text with commas, UTF-8 with its mark, as spreadsheets open it; moments in ISO form with their zone."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_plain(value) for value in line] for line in lines)
    return target.getvalue().encode("utf-8-sig")


def xlsx_file(name: str, head: Sequence[str], lines: Iterable[Sequence[Value]]) -> bytes:
    """A workbook of one sheet; texts are written as texts, moments in the time zone in force."""
    target = io.BytesIO()
    book = Workbook(target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name)
    looks: dict[type, Any] = {date: book.add_format({"num_format": "yyyy-mm-dd"}),
                              datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})}  # fmt: skip
    rest = iter(lines)
    first = list(islice(rest, MEASURED))
    _set_up(sheet, head, first)
    sheet.write_row(0, 0, head, book.add_format({"bold": True, "text_wrap": True}))
    number = 0
    for number, line in enumerate(chain(first, rest), 1):
        for column, value in enumerate(line):
            _write(sheet, (number, column), value, looks)
    sheet.autofilter(0, 0, max(number, 1), len(head) - 1)
    book.close()
    return target.getvalue()


FILES: dict[str, tuple[Writer, str]] = {
    "xlsx": (xlsx_file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (csv_file, "text/csv; charset=utf-8"),
}


def _set_up(sheet: Any, head: Sequence[str], first: Sequence[Sequence[Value]]) -> None:
    """Columns as wide as what stands in them, and paper that is as wide as the table."""
    for column, (name, *values) in enumerate(zip(head, *first, strict=True)):
        longest = max(len(text) for text in [*name.split(), *(str(value or "") for value in values)])
        sheet.set_column(column, column, min(longest + 3, WIDEST))
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Any, place: tuple[int, int], value: Value, looks: dict[type, Any]) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(*place, timezone.make_naive(value), looks[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, looks[date])
    elif isinstance(value, int | Decimal):
        sheet.write_number(*place, value)
    elif value:
        sheet.write_string(*place, value)


def _plain(value: Value) -> str:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_MARKS) else text

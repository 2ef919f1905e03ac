"""The fast path for large lists: chosen columns of one sheet as a table of typed columns."""

import io
from collections.abc import Mapping
from typing import Any

import fastexcel
import polars as pl

from tuntas.sheets.opening.grids import SheetHandle, Workbook
from tuntas.sheets.opening.refusal import FileKind, RefusedFile

_UTF8 = {"utf-8", "utf-8-sig"}


def read_columns(book: Workbook, sheet: SheetHandle, header_row: int, columns: Mapping[int, str]) -> pl.DataFrame:
    """Rows below `header_row` (absolute, from 0) of the columns at the given absolute places, renamed.

    Row i is sheet row `header_row` + 1 + i. XLSX, XLS, ODS: numbers are Float64 (TRUE beside numbers is 1),
    columns that mix texts or dates with anything else are String, dates Datetime, blank is null; error
    cells and uncalculated formulas are null too (ask `odd_cells`).
    CSV: every column is String. Raises RefusedFile when the file cannot be read after all.
    """
    places = sorted(columns)
    try:
        table = (
            _csv_table(book, header_row, places)
            if book.kind is FileKind.CSV
            else _sheet_table(book, sheet, header_row, places)
        )
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError) as error:
        raise RefusedFile("FILE-CORRUPT", file=book.path.name, reason=str(error).splitlines()[0]) from error
    except UnicodeDecodeError as error:
        raise RefusedFile("FILE-CSV-ENCODING", file=book.path.name, encoding=error.encoding) from error
    return table.rename(dict(zip(table.columns, (columns[place] for place in places), strict=True)))


def _sheet_table(book: Workbook, sheet: SheetHandle, header_row: int, places: list[int]) -> pl.DataFrame:
    # The schema is taken from all rows: a text in row 90,000 must not become a blank.
    loaded: Any = fastexcel.read_excel(str(book.path)).load_sheet(
        sheet.index, header_row=None, skip_rows=header_row + 1, use_columns=places, schema_sample_rows=None
    )
    return pl.DataFrame(loaded)


def _csv_table(book: Workbook, header_row: int, places: list[int]) -> pl.DataFrame:
    encoding = book.encoding or "utf-8"
    source: Any = book.path
    if encoding not in _UTF8:
        source = io.BytesIO(book.path.read_text(encoding=encoding).encode("utf-8"))
    return pl.read_csv(
        source,
        separator=book.delimiter or ",",
        has_header=False,
        skip_lines=header_row + 1,
        columns=places,
        infer_schema=False,
        truncate_ragged_lines=True,
    )

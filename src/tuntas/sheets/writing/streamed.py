"""Sheets of many rows, written as finished XML rows: some ten times faster than cell by cell.

xlsxwriter spends 12 µs a cell; three thousand RT with their forms are 700,000 cells. Everything else about such a
sheet (columns, filters, conditional formats, page breaks) is set through xlsxwriter as usual.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

#: Excel keeps no more characters in a cell.
MOST_CHARACTERS = 32_767
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LETTERS = tuple(xl_col_to_name(column) for column in range(300))


class StreamedSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter is untyped
    """A worksheet whose rows are given as XML; pass the class to `add_worksheet`."""

    def __init__(self) -> None:
        super().__init__()
        self.dim_rowmax: int | None
        self._streamed: Iterable[str] = ()
        self._last_head_row: int | None = None
        self._is_streamed = False

    def stream(self, rows: Iterable[str], last_row: int, last_column: int) -> None:
        """Give the rows (results of `row_xml`, ascending); they are taken only when the file is written.

        Cells written before this call stand above them. `last_row` and `last_column` count from 0 and bound the
        used range.
        """
        self._streamed, self._last_head_row, self._is_streamed = rows, self.dim_rowmax, True
        self.dim_rowmin, self.dim_colmin, self.dim_rowmax, self.dim_colmax = 0, 0, last_row, last_column

    def _write_sheet_data(self) -> None:
        if not self._is_streamed:
            super()._write_sheet_data()
            return
        self.fh.write("<sheetData>")
        if self._last_head_row is not None:
            self.dim_rowmax = self._last_head_row
            self._write_rows()
        self.fh.writelines(self._streamed)
        self.fh.write("</sheetData>")


def row_xml(number: int | str, cells: Sequence[str], height: float | None = None) -> str:
    """One row; `number` counts from 1, `cells` from column A, an empty text leaves a cell out.

    With a placeholder for a number the row is a pattern for many.
    """
    size = f' ht="{height}" customHeight="1"' if height else ""
    inside = "".join([
        f'<c r="{letters}{number}"{cell}' for letters, cell in zip(_LETTERS, cells, strict=False) if cell
    ])  # fmt: skip
    return f'<row r="{number}"{size}>{inside}</row>'


def number_cell(style: int, figure: str | int) -> str:
    """A number, given as its exact decimal text."""
    return f' s="{style}"><v>{figure}</v></c>'


@lru_cache(maxsize=100_000)
def text_cell(style: int, value: str) -> str:
    """A text that no spreadsheet takes for a formula, whatever it begins with."""
    return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{_escaped(value)}</t></is></c>'


def formula_cell(style: int, formula: str) -> str:
    """A formula without leading `=` whose value is not yet computed: an empty text."""
    return f' s="{style}" t="str"><f>{_escaped(formula)}</f><v></v></c>'


def blank_cell(style: int) -> str:
    """An empty cell that has a look."""
    return f' s="{style}"/>'


def _escaped(value: str) -> str:
    value = _LOOKS_ESCAPED.sub("_x005F_", value[:MOST_CHARACTERS])
    value = _NOT_XML.sub(lambda found: f"_x{ord(found.group()):04X}_", value)
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

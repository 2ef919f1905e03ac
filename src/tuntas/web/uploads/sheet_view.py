"""The sheet as its owner knows it: its head, and the rows with findings among their neighbours."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from tuntas.city.surveys.models import Upload
from tuntas.city.surveys.plans import named_copy
from tuntas.domain.numbers import number
from tuntas.sheets.opening.cell_names import cell_name, cell_position, column_name
from tuntas.sheets.opening.cells import Grid
from tuntas.sheets.opening.grids import open_workbook
from tuntas.sheets.opening.refusal import RefusedFile
from tuntas.web.shared.components import SheetCell, SheetPreview, SheetRow

HEAD_ROWS, MOST_ROWS = 8, 80
#: Cell address → (mark, what is wrong).
Marks = Mapping[str, tuple[str, str]]


def sheet_view(upload: Upload, sheet: str, marks: Marks, lang: str) -> SheetPreview | None:
    """A part of the sheet, cells with findings marked; None where the sheet cannot be shown."""
    grid = _grid(upload, sheet)
    if grid is None or not grid.rows:
        return None
    shown, rows = _shown_rows(grid, marks), []
    for position, index in enumerate(shown):
        if position and index != shown[position - 1] + 1:
            rows.append(SheetRow(0))
        rows.append(_row(grid, index, marks, lang))
    width = max(len(row) for row in grid.rows)
    return SheetPreview(sheet, [column_name(grid.first_col + col) for col in range(width)], rows)


def _grid(upload: Upload, sheet: str) -> Grid | None:
    try:
        with named_copy(upload) as path:
            book = open_workbook(path)
            handles = [handle for handle in book.sheets if handle.name == sheet]
            return book.grid(handles[0]) if handles else None
    except (RefusedFile, FileNotFoundError):
        return None


def _shown_rows(grid: Grid, marks: Marks) -> list[int]:
    """Indices of the rows to show: the head, then each marked row with its neighbours, as far as they fit."""
    chosen = set(range(min(HEAD_ROWS, len(grid.rows))))
    for index in sorted(_marked_rows(grid, marks)):
        around = {index - 1, index, index + 1} & set(range(len(grid.rows)))
        if len(chosen | around) > MOST_ROWS:
            break
        chosen |= around
    return sorted(chosen)


def _marked_rows(grid: Grid, marks: Iterable[str]) -> set[int]:
    places = [cell_position(address) for address in marks]
    return {place[0] - grid.first_row for place in places if place}


def _row(grid: Grid, index: int, marks: Marks, lang: str) -> SheetRow:
    line = grid.first_row + index
    cells = []
    for col, value in enumerate(grid.rows[index]):
        address = cell_name(line, grid.first_col + col)
        mark, note = marks.get(address, ("", ""))
        cells.append(SheetCell(address, _text(value, lang), mark, note, isinstance(value, int | float)))
    return SheetRow(line + 1, cells)


def _text(value: Any, lang: str) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(Decimal(repr(value)), lang)
    return str(getattr(value, "text", value))

"""The rows below the header that are units: blank rows, totals, notes and example rows are left out, and said so."""

from collections.abc import Sequence

from tuntas.domain.places import parse_rt_rw
from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.sheets.opening.cell_names import cell_name
from tuntas.sheets.opening.cells import Cell, Grid
from tuntas.sheets.reading.cell_texts import cell_text, is_blank, shown
from tuntas.sheets.reading.findings import Table
from tuntas.sheets.reading.header_rows import Header
from tuntas.sheets.reading.vocabulary import Kind
from tuntas.sheets.reading.words import fold_word, words

_NAMES = ("provinsi", "kota", "kecamatan", "kawasan", "kelurahan", "rt_rw", "rt")


def body_table(grid: Grid, header: Header) -> tuple[Table, list[Problem]]:
    """The unit rows of a sheet, and an INFO for every row with content that is none."""
    named = [column.place - grid.first_col for name in _NAMES if (column := header.column(Kind.IDENTITY, name))]
    rt = header.column(Kind.IDENTITY, "rt_rw") or header.column(Kind.IDENTITY, "rt")
    rt_at = rt.place - grid.first_col if rt else -1
    numbers: list[int] = []
    rows: list[list[Cell]] = []
    passed: list[Problem] = []
    start = header.body_row - grid.first_row
    for number, row in enumerate(grid.rows[start:], start=header.body_row):
        filled = [place for place, cell in enumerate(row) if not is_blank(cell)]
        if not filled:
            continue
        code = _passed_code(row, filled, named, rt_at)
        if code:
            place = CellPlace(grid.sheet, cell_name(number, grid.first_col + filled[0]), number + 1)
            passed.append(Problem(code, Severity.INFO, {"row": number + 1}, place, shown(row[filled[0]])))
        else:
            numbers.append(number)
            rows.append(row)
    return Table(grid.sheet, grid.first_col, numbers, rows), passed


def _passed_code(row: Sequence[Cell], filled: Sequence[int], named: Sequence[int], rt_at: int) -> str:
    """The code of a row that is no unit; empty for a unit."""
    first, last = row[filled[0]], row[filled[-1]]
    if _begins(first, words().examples) or _begins(last, words().examples):
        return "R239"
    if len(filled) == 1:
        return "R238" if _begins(first, words().notes) else "R237" if _begins(first, words().totals) else ""
    is_total = _begins(first, words().totals) or any(_begins(row[place], words().totals) for place in named)
    return "R237" if is_total and not _has_rt(row, rt_at) else ""


def _has_rt(row: Sequence[Cell], rt_at: int) -> bool:
    return rt_at >= 0 and parse_rt_rw(cell_text(row[rt_at])) is not None


def _begins(cell: Cell, openings: tuple[str, ...]) -> bool:
    if not isinstance(cell, str):
        return False
    text = fold_word(cell)
    return any(text.startswith(word) and not text[len(word) : len(word) + 1].isalnum() for word in openings)

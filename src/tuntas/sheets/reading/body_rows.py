"""The rows below the header that are units: blank rows, totals, notes and example rows are left out, and said so."""

from collections.abc import Sequence
from dataclasses import dataclass

from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.sheets.opening.cell_names import cell_name
from tuntas.sheets.opening.cells import Cell, Grid
from tuntas.sheets.reading.cell_texts import cell_text, is_blank, shown
from tuntas.sheets.reading.findings import Table
from tuntas.sheets.reading.header_rows import Header
from tuntas.sheets.reading.shift_checks import is_rt, loose_text
from tuntas.sheets.reading.vocabulary import Kind
from tuntas.sheets.reading.words import fold_word, words

_NAMES = ("provinsi", "kota", "kecamatan", "kawasan", "kelurahan", "rt_rw", "rt")
_FIGURES = (Kind.QUANTITY, Kind.VOLUME, Kind.SHARE)


def body_table(grid: Grid, header: Header) -> tuple[Table, list[Problem]]:
    """The unit rows of a sheet, and an INFO for every row with content that is none."""
    shape = _shape(grid, header)
    numbers: list[int] = []
    rows: list[list[Cell]] = []
    passed: list[Problem] = []
    start = header.body_row - grid.first_row
    for number, row in enumerate(grid.rows[start:], start=header.body_row):
        filled = [place for place, cell in enumerate(row) if not is_blank(cell)]
        if not filled or shape.passed.issuperset(filled):
            continue
        code = _passed_code(row, filled, shape)
        if code:
            place = CellPlace(grid.sheet, cell_name(number, grid.first_col + filled[0]), number + 1)
            passed.append(Problem(code, Severity.INFO, {"row": number + 1}, place, shown(row[filled[0]])))
        else:
            numbers.append(number)
            rows.append(row)
    return Table(grid.sheet, grid.first_col, numbers, rows), passed


@dataclass(frozen=True, slots=True)
class _Shape:
    """Columns, counted from the grid's first: names of places, the RT (-1: none), figures, and those not read."""

    named: tuple[int, ...]
    rt: int
    figures: tuple[int, ...]
    passed: frozenset[int]


def _shape(grid: Grid, header: Header) -> _Shape:
    named = [column.place for name in _NAMES if (column := header.column(Kind.IDENTITY, name))]
    rt = header.column(Kind.IDENTITY, "rt_rw") or header.column(Kind.IDENTITY, "rt")
    figures, passed = (header.of_kind(*kinds) for kinds in (_FIGURES, (Kind.PASSED,)))
    return _Shape(
        named=tuple(place - grid.first_col for place in named),
        rt=rt.place - grid.first_col if rt else -1,
        figures=tuple(column.place - grid.first_col for column in figures),
        passed=frozenset(column.place - grid.first_col for column in passed),
    )


def _passed_code(row: Sequence[Cell], filled: Sequence[int], shape: _Shape) -> str:
    """The code of a row that is no unit; empty for a unit."""
    first, last = row[filled[0]], row[filled[-1]]
    if _begins(first, words().examples) or _begins(last, words().examples):
        return "R239"
    is_total = _begins(first, words().totals) or any(_begins(row[place], words().totals) for place in shape.named)
    if is_total and not (shape.rt >= 0 and is_rt(cell_text(row[shape.rt]))):
        return "R237"
    return "" if _has_something_to_score(row, shape) else "R238"


def _has_something_to_score(row: Sequence[Cell], shape: _Shape) -> bool:
    """Whether a row names an RT or holds a figure: signatures, remarks and headings do neither."""
    if shape.rt >= 0 and not is_blank(row[shape.rt]):
        return True
    cells = (row[place] for place in shape.figures)
    return any(cell is not None and (not isinstance(cell, str) or _is_figure(cell)) for cell in cells)


def _is_figure(text: str) -> bool:
    return isinstance(loose_text(text), float)


def _begins(cell: Cell, openings: tuple[str, ...]) -> bool:
    if not isinstance(cell, str):
        return False
    text = fold_word(cell)
    if not text.startswith(openings):
        return False
    return any(text.startswith(word) and not text[len(word) : len(word) + 1].isalnum() for word in openings)

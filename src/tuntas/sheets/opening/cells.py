"""Raw cells and grids: what a sheet holds, each cell at its absolute place."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from tuntas.sheets.opening.cell_names import cell_name


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell whose formula ended in an error, e.g. `#REF!`; not a blank."""

    text: str


@dataclass(frozen=True, slots=True)
class UncachedFormula:
    """A formula whose result is not stored in the file: the workbook was never calculated and saved."""

    text: str


Cell: TypeAlias = None | str | float | int | bool | datetime | date | time | timedelta | ErrorCell | UncachedFormula
Position: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """A rectangle of cells. `rows[0][0]` stands at (`first_row`, `first_col`), counted from 0.

    `merged` holds (first row, first column, last row, last column), inclusive and absolute;
    `error_cells` and `uncached_formulas` are keyed by absolute position. `has_unread_oddities` says
    that errors and uncalculated formulas may stand here as blanks (the sheet was too large to search).
    """

    sheet: str
    rows: list[list[Cell]]
    first_row: int = 0
    first_col: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()
    error_cells: dict[Position, str] = field(default_factory=dict)
    uncached_formulas: dict[Position, str] = field(default_factory=dict)
    has_unread_oddities: bool = False

    def at(self, row: int, col: int) -> Cell:
        """Value at an absolute position; None outside the rectangle."""
        inner_row, inner_col = row - self.first_row, col - self.first_col
        if not 0 <= inner_row < len(self.rows) or not 0 <= inner_col < len(self.rows[inner_row]):
            return None
        return self.rows[inner_row][inner_col]

    def name_of(self, inner_row: int, inner_col: int) -> str:
        """Spreadsheet name (`F41`) of `rows[inner_row][inner_col]`."""
        return cell_name(self.first_row + inner_row, self.first_col + inner_col)


def grown(grid: Grid, row: int, col: int) -> Grid:
    """The same grid, made larger where needed so that the absolute position lies inside."""
    top, left = min(grid.first_row, row), min(grid.first_col, col)
    if not grid.rows:
        top, left = row, col
    width = max([col - left + 1, *(len(cells) + grid.first_col - left for cells in grid.rows)])
    shift = grid.first_col - left
    rows: list[list[Cell]] = [[None] * width for _ in range(grid.first_row - top if grid.rows else 0)]
    for cells in grid.rows:
        rows.append([*[None] * shift, *cells, *[None] * (width - shift - len(cells))])
    rows.extend([None] * width for _ in range(row - top + 1 - len(rows)))
    return Grid(grid.sheet, rows, top, left, grid.merged, grid.error_cells, grid.uncached_formulas)

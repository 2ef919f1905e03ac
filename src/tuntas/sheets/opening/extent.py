"""The rectangle a sheet would occupy in memory, and whether we are ready to give it."""

from dataclasses import dataclass

from tuntas.sheets.opening import limits
from tuntas.sheets.opening.refusal import RefusedFile


@dataclass(slots=True)
class Extent:
    """Cells with a value: their bounds (from 0), how many, and the rows the file writes down.

    The fast scan fills it with upper bounds (`last_*`, from A1), the slow one exactly.
    """

    first_row: int = 0
    first_col: int = 0
    last_row: int = -1
    last_col: int = -1
    values: int = 0
    rows: int = 0
    text_bytes: int = 0

    @property
    def cells(self) -> int:
        """Cells of the dense rectangle."""
        return (self.last_row - self.first_row + 1) * (self.last_col - self.first_col + 1)

    def include(self, rows: tuple[int, int], cols: tuple[int, int], text_bytes: int = 0) -> None:
        """Add a block of cells that all hold a value; bounds are inclusive."""
        if self.values == 0:
            self.first_row, self.first_col = rows[0], cols[0]
        self.first_row, self.last_row = min(self.first_row, rows[0]), max(self.last_row, rows[1])
        self.first_col, self.last_col = min(self.first_col, cols[0]), max(self.last_col, cols[1])
        count = (rows[1] - rows[0] + 1) * (cols[1] - cols[0] + 1)
        self.values += count
        self.text_bytes += count * text_bytes


def refusal_of(extent: Extent, sheet: str) -> RefusedFile | None:
    """The reason not to load this rectangle, or None. `sheet` names the sheet or its part."""
    checks = (
        (extent.rows - extent.values > limits.MAX_EMPTY_ROWS, _empty_rows),
        (extent.last_row >= limits.MAX_ROWS, _too_many_rows),
        (extent.cells > limits.FREE_CELLS and extent.cells > limits.MIN_FILL * extent.values, _sparse),
        (extent.last_col >= limits.MAX_COLUMNS, _too_many_columns),
        (extent.cells > limits.MAX_CELLS, _too_many_cells),
        (extent.text_bytes > limits.MAX_TEXT_BYTES, _repeated_text),
    )
    return next((refuse(extent, sheet) for is_bad, refuse in checks if is_bad), None)


def _empty_rows(extent: Extent, sheet: str) -> RefusedFile:
    return RefusedFile("FILE-EMPTY-ROWS", sheet=sheet, rows=extent.rows, values=extent.values)


def _too_many_rows(extent: Extent, sheet: str) -> RefusedFile:
    return RefusedFile("FILE-TOO-MANY-ROWS", sheet=sheet, rows=extent.last_row + 1, limit=limits.MAX_ROWS)


def _sparse(extent: Extent, sheet: str) -> RefusedFile:
    return RefusedFile("FILE-SPARSE", sheet=sheet, cells=extent.cells, values=extent.values)


def _too_many_columns(extent: Extent, sheet: str) -> RefusedFile:
    columns = extent.last_col + 1
    return RefusedFile("FILE-TOO-MANY-COLUMNS", sheet=sheet, columns=columns, limit=limits.MAX_COLUMNS)


def _too_many_cells(extent: Extent, sheet: str) -> RefusedFile:
    return RefusedFile("FILE-TOO-MANY-CELLS", sheet=sheet, cells=extent.cells, limit=limits.MAX_CELLS)


def _repeated_text(extent: Extent, sheet: str) -> RefusedFile:
    return RefusedFile("FILE-REPEATED-TEXT", sheet=sheet, size_mb=extent.text_bytes // limits.MIB)

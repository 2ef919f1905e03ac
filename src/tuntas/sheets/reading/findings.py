"""Findings on the cells of one table, gathered by row, so that an error can block its row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.sheets.opening.cell_names import cell_name, column_name
from tuntas.sheets.opening.cells import Cell
from tuntas.sheets.reading.cell_texts import shown
from tuntas.sheets.reading.header_rows import Column


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet that are units. `numbers[i]` is the absolute row, from 0, of `rows[i]`."""

    sheet: str
    first_col: int
    numbers: Sequence[int]
    rows: Sequence[list[Cell]]

    def cells(self, column: Column) -> list[Cell]:
        """The cells of a column, from the top."""
        inner = column.place - self.first_col
        return [row[inner] for row in self.rows]

    def place(self, column: Column, index: int) -> CellPlace:
        """Where the cell of a column in row `index` stands."""
        return CellPlace(self.sheet, cell_name(self.numbers[index], column.place), self.numbers[index] + 1)

    def row_place(self, index: int) -> CellPlace:
        """Where row `index` stands."""
        return CellPlace(self.sheet, "", self.numbers[index] + 1)

    def column_place(self, column: Column) -> CellPlace:
        """The first cell of a column, for what concerns all of it."""
        return self.place(column, 0) if self.numbers else CellPlace(self.sheet)


@dataclass(slots=True)
class Findings:
    """What was found: in rows, by index, and in the sheet as a whole."""

    table: Table
    in_rows: dict[int, list[Problem]] = field(default_factory=dict)
    in_sheet: list[Problem] = field(default_factory=list)

    def at(self, column: Column, index: int, code: str, severity: Severity, **params: object) -> None:
        """Note a problem of one cell; its value is shown verbatim."""
        cell = self.table.rows[index][column.place - self.table.first_col]
        told = {"row": self.table.numbers[index] + 1, **column_params(column), **params, "value": shown(cell)}
        problem = Problem(code, severity, told, self.table.place(column, index), shown(cell))
        self.in_rows.setdefault(index, []).append(problem)

    def of_column(self, column: Column, code: str, severity: Severity, **params: object) -> None:
        """Note something that holds for a column."""
        told = {**column_params(column), **params}
        self.in_sheet.append(Problem(code, severity, told, self.table.column_place(column)))

    def of_sheet(self, code: str, severity: Severity, **params: object) -> None:
        """Note something that holds for the sheet."""
        self.in_sheet.append(Problem(code, severity, params, CellPlace(self.table.sheet)))


def column_params(column: Column) -> dict[str, object]:
    """A column as the user sees it: its letter and its header."""
    return {"column": column_name(column.place), "header": " ".join(column.header.split())}

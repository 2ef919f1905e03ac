"""Where the values of a row stand: worked out when asked, since most are never asked for."""

from collections.abc import Iterator, Mapping

from tuntas.domain.problems import CellPlace
from tuntas.sheets.opening.cell_names import cell_name


class RowPlaces(Mapping[str, CellPlace]):
    """Name of a value → its cell, for one row. `columns`: name → column from 0, shared by all rows of the sheet."""

    __slots__ = ("_columns", "_number", "_sheet")

    def __init__(self, sheet: str, number: int, columns: Mapping[str, int]) -> None:
        self._sheet, self._number, self._columns = sheet, number, columns

    def __getitem__(self, name: str) -> CellPlace:
        return CellPlace(self._sheet, cell_name(self._number, self._columns[name]), self._number + 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

"""Where the facts of an RT stand: worked out when asked, since most are never asked for."""

from collections.abc import Iterator, Mapping

from tuntas.domain.problems import CellPlace
from tuntas.sheets.buildings.findings import cell_at


class UnitPlaces(Mapping[str, CellPlace]):
    """Fact → place: in the building list for what was counted, else in the RT table.

    `counted`: fact → (row from 1, column from 0, or None where the whole row is meant).
    """

    __slots__ = ("_counted", "_given", "_sheet")

    def __init__(
        self, sheet: str, counted: Mapping[str, tuple[int, int | None]], given: Mapping[str, CellPlace]
    ) -> None:
        self._sheet, self._counted, self._given = sheet, counted, given

    def __getitem__(self, name: str) -> CellPlace:
        if name not in self._counted:
            return self._given[name]
        row, column = self._counted[name]
        return CellPlace(self._sheet, "", row) if column is None else cell_at(self._sheet, row, column)

    def __iter__(self) -> Iterator[str]:
        return iter({**self._given, **self._counted})

    def __len__(self) -> int:
        return len({**self._given, **self._counted})

"""The rows of an old decree's annex, typed or from a table (`lokasi, kelurahan, luas_ha, tingkat`), as printed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tuntas.domain.area import (
    DecimalMark,
    NotAnArea,
    TwoReadings,
    decimal_mark,
    hectares_to_m2,
    m2_to_hectares,
    read_hectares,
)
from tuntas.domain.numbers import number
from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.sheets.opening.cells import Cell
from tuntas.sheets.opening.grids import open_workbook

#: Column → how its head may be spelt, folded.
HEADS: Mapping[str, Sequence[str]] = {
    "name": ("lokasi", "namalokasi", "kawasan", "namakawasan"),
    "place": ("kelurahan", "desa", "kelurahandesa", "desakelurahan"),
    "area": ("luasha", "luas", "luashektare", "luassk"),
    "grade": ("tingkat", "tingkatkekumuhan", "kelas", "kondisi", "kondisikekumuhan"),
}
#: The heads of our template, in the order of `HEADS`. They are the format, so they are never translated.
TEMPLATE_HEADS = ("lokasi", "kelurahan", "luas_ha", "tingkat")
NEEDED = ("place", "area")
HEAD_ROWS, MOST_ROWS = 20, 2000
#: No city is larger.
MOST_M2 = 10**11
_SEPARATORS = re.compile(r"[;\t]")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row: `printed` the hectares as printed; `grade` the word for the class, empty where there is none."""

    row: int
    name: str
    place: str
    area_m2: int
    printed: str
    grade: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """The rows that could be read, and the problems of those that could not: an ERROR among them refuses the whole."""

    rows: tuple[PrintedRow, ...]
    problems: tuple[Problem, ...] = ()


def read_decree_table(path: Path) -> PrintedTable:
    """The first visible sheet with the heads. Raises `RefusedFile` for what is no table."""
    book = open_workbook(path)
    for handle in (sheet for sheet in book.sheets if sheet.visible):
        grid = book.grid(handle)
        for index, cells in enumerate(grid.rows[:HEAD_ROWS]):
            columns = _columns(cells)
            if set(NEEDED) <= columns.keys():
                body = enumerate(grid.rows[index + 1 :], start=grid.first_row + index + 2)
                return _table((row, _cells(cells, columns)) for row, cells in body)
    return PrintedTable((), (Problem("DECREE-TABLE-NO-HEADS", Severity.ERROR),))


def read_decree_lines(text: str) -> PrintedTable:
    """Typed rows: `nama lokasi; kelurahan; luas; tingkat`, a tab where they were pasted from a sheet."""
    typed = ((row, _SEPARATORS.split(line)) for row, line in enumerate(text.splitlines(), start=1) if line.strip())
    return _table((row, dict(zip(HEADS, parts, strict=False))) for row, parts in typed)


def written_lines(rows: Iterable[PrintedRow]) -> str:
    """Rows as they are typed: what `read_decree_lines` gives back."""
    return "\n".join("; ".join((one.name, one.place, one.printed, one.grade)).rstrip("; ") for one in rows)


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, cell in enumerate(cells):
        folded = re.sub(r"[^a-z]", "", cell.casefold()) if isinstance(cell, str) else ""
        name = next((name for name, spellings in HEADS.items() if folded in spellings), None)
        if name is not None:
            found.setdefault(name, position)
    return found


def _cells(cells: Sequence[Cell], columns: Mapping[str, int]) -> dict[str, Cell]:
    return {name: cells[position] if position < len(cells) else None for name, position in columns.items()}


def _table(said: Iterable[tuple[int, Mapping[str, Cell]]]) -> PrintedTable:
    filled = [(row, cells) for row, cells in said if any(_text(cell) for cell in cells.values())]
    if len(filled) > MOST_ROWS:
        problem = Problem("DECREE-TABLE-TOO-LONG", Severity.ERROR, {"rows": len(filled), "limit": MOST_ROWS})
        return PrintedTable((), (problem,))
    mark = decimal_mark([_text(cells.get("area")) for _, cells in filled if isinstance(cells.get("area"), str)])
    read = [_row(row, cells, mark) for row, cells in filled]
    rows = tuple(one for one in read if isinstance(one, PrintedRow))
    return PrintedTable(rows, tuple(one for one in read if isinstance(one, Problem)))


def _row(row: int, cells: Mapping[str, Cell], mark: DecimalMark | None) -> PrintedRow | Problem:
    place = _text(cells.get("place"))
    if not place:
        return _problem("DECREE-TABLE-NO-PLACE", row, "")
    try:
        area = _area(cells.get("area"), mark)
    except TwoReadings:
        return _problem("DECREE-TABLE-TWO-READINGS", row, _text(cells.get("area")))
    except NotAnArea:
        area = 0
    if not 0 < area < MOST_M2:
        return _problem("DECREE-TABLE-NO-AREA", row, _text(cells.get("area")))
    printed = _printed(cells.get("area"), area)
    return PrintedRow(row, _text(cells.get("name")) or place, place, area, printed, _text(cells.get("grade")))


def _area(cell: Cell, mark: DecimalMark | None) -> int:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return hectares_to_m2(cell)
    return read_hectares(_text(cell), mark)


def _printed(cell: Cell, area_m2: int) -> str:
    """A text as it stands; a number of a sheet with as many decimals as it has, two at least."""
    if isinstance(cell, str):
        return re.sub(r"\s*ha\.?$", "", cell.strip(), flags=re.IGNORECASE)
    return number(m2_to_hectares(area_m2), "id", 4 if area_m2 % 100 else 2)


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())


def _problem(code: str, row: int, value: str) -> Problem:
    return Problem(code, Severity.ERROR, {"row": row, "value": value}, CellPlace(row=row), value)

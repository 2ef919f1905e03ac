"""A list of unfit houses (RTLH) by name by address, from a workbook or CSV: texts by column, with their problems.

Nothing is looked up here: whether the RT exists, or a house is known, only the city can say.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.sheets.opening.cells import Cell, ErrorCell, Grid, UncachedFormula
from tuntas.sheets.opening.grids import open_workbook

#: Column → how its head may be spelt, folded.
HEADS: Mapping[str, Sequence[str]] = {
    "kecamatan": ("kecamatan",),
    "kelurahan": ("kelurahan", "desa", "kelurahandesa", "desakelurahan"),
    "rw": ("rw",),
    "rt": ("rt",),
    "address": ("alamat", "alamatrumah"),
    "head_name": ("namakepalakeluarga", "kepalakeluarga", "namakk", "nama", "namalengkap"),
    "nik": ("nik", "nikkepalakeluarga", "noktp"),
    "land_status": ("statuslahan", "statustanah", "statuskepemilikantanah"),
    "source": ("sumberbantuan", "sumber"),
    "programme": ("programbantuan", "program"),
    "year": ("tahunbantuan", "tahun"),
    "value_idr": ("nilaibantuanrupiah", "nilaibantuanrp", "nilaibantuan", "nilai"),
}
#: The heads of our template, in the order of `HEADS`. They are the format, so they are never translated.
TEMPLATE_HEADS = ("Kecamatan", "Kelurahan", "RW", "RT", "Alamat", "Nama kepala keluarga", "NIK", "Status lahan",
                  "Sumber bantuan", "Program bantuan", "Tahun bantuan", "Nilai bantuan (rupiah)")  # fmt: skip
NEEDED = ("kelurahan", "rt", "address", "head_name")
#: In how many rows from the top the heads are looked for, and how many houses one list may hold.
HEAD_ROWS, MOST_ROWS = 15, 2000


@dataclass(frozen=True, slots=True)
class HouseRow:
    """One row: its number as the user sees it, and the texts of the columns that it fills."""

    row: int
    texts: Mapping[str, str]

    def text(self, column: str) -> str:
        """The text of a column, empty where there is none."""
        return self.texts.get(column, "")


@dataclass(frozen=True, slots=True)
class HouseList:
    """A list as read. An ERROR among `problems` means that it cannot be taken in."""

    rows: tuple[HouseRow, ...]
    problems: tuple[Problem, ...] = ()


def read_house_list(path: Path) -> HouseList:
    """The first visible sheet that has the heads of a house list. Raises `RefusedFile` for what is no table."""
    book = open_workbook(path)
    for handle in (sheet for sheet in book.sheets if sheet.visible):
        grid = book.grid(handle)
        for index in range(min(HEAD_ROWS, len(grid.rows))):
            columns = _columns(grid.rows[index])
            if set(NEEDED) <= columns.keys():
                return _read(grid, index, columns)
    return HouseList((), (Problem("HOUSE-LIST-NO-HEADS", Severity.ERROR),))


def _columns(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, cell in enumerate(cells):
        folded = re.sub(r"[^a-z]", "", cell.casefold()) if isinstance(cell, str) else ""
        name = next((name for name, spellings in HEADS.items() if folded in spellings), None)
        if name is not None:
            found.setdefault(name, position)
    return found


def _read(grid: Grid, head: int, columns: Mapping[str, int]) -> HouseList:
    rows: list[HouseRow] = []
    problems: list[Problem] = []
    for index in range(head + 1, len(grid.rows)):
        cells = {name: grid.rows[index][position] for name, position in columns.items()}
        texts = {name: text for name, cell in cells.items() if (text := _text(cell))}
        if not texts:
            continue
        number = grid.first_row + index + 1
        places = {name: CellPlace(grid.sheet, grid.name_of(index, position), number)
                  for name, position in columns.items()}  # fmt: skip
        rows.append(HouseRow(number, texts))
        problems += [problem for name, cell in cells.items() if (problem := _cell_problem(name, cell, places[name]))]
    if not rows:
        problems.append(Problem("HOUSE-LIST-EMPTY", Severity.ERROR))
    if len(rows) > MOST_ROWS:
        problems.append(Problem("HOUSE-LIST-TOO-LONG", Severity.ERROR, {"rows": len(rows), "limit": MOST_ROWS}))
    return HouseList(tuple(rows), tuple(problems))


def _text(cell: Cell) -> str:
    if isinstance(cell, ErrorCell | UncachedFormula):
        return cell.text
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())


def _cell_problem(name: str, cell: Cell, place: CellPlace) -> Problem | None:
    params = {"row": place.row, "cell": place.cell}
    if isinstance(cell, ErrorCell | UncachedFormula):
        return Problem("HOUSE-LIST-FORMULA", Severity.ERROR, params, place)
    # A spreadsheet keeps fifteen digits of a number: the sixteenth of a NIK is lost for good.
    if name == "nik" and isinstance(cell, int | float):
        return Problem("HOUSE-LIST-NIK-IS-A-NUMBER", Severity.ERROR, params, place)
    return None

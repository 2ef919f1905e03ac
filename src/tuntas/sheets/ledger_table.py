"""A plain table of areas (`tanggal, jenis, luas_ha, lokasi, dasar, sumber`) as lines of the ledger's plain list."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tuntas.domain.area import DecimalMark, NotAnArea, TwoReadings, decimal_mark, hectares_to_m2, read_hectares
from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.ledger.plain import DECREES, PlainKind, PlainLine
from tuntas.sheets.opening.cells import Cell, Grid
from tuntas.sheets.opening.grids import Workbook
from tuntas.sheets.opening.refusal import RefusedFile

NEEDED = ("tanggal", "jenis", "luas_ha")
OPTIONAL = ("lokasi", "dasar", "sumber")
_HEADER_ROWS = 20
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan january", "februari feb pebruari february", "maret mar march", "april apr", "mei may",
         "juni jun june", "juli jul july", "agustus agu agt aug august", "september sep sept",
         "oktober okt oct october", "november nov nopember", "desember des dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_WORDED = re.compile(r"(\d{1,2})\s+([a-z]+)\s+(\d{4})")
_YEAR = re.compile(r"(19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """The lines that could be read, and the problems of the cells that could not."""

    sheet: str
    lines: tuple[PlainLine, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one row by column name, and where each stands."""

    cells: Mapping[str, Cell]
    places: Mapping[str, CellPlace]

    def text(self, name: str) -> str:
        value = self.cells.get(name)
        return "" if value is None else str(value).strip()


def read_ledger_table(book: Workbook) -> LedgerTable:
    """The first sheet with the needed columns. Raises `RefusedFile` (L320) where there is none."""
    for sheet in book.sheets:
        grid = book.grid(sheet)
        header = _header(grid)
        if header is not None:
            rows = list(_rows(grid, *header))
            mark = decimal_mark([row.text("luas_ha") for row in rows if isinstance(row.cells.get("luas_ha"), str)])
            read = [_line(row, mark) for row in rows]
            lines = tuple(line for line, _ in read if line is not None)
            return LedgerTable(sheet.name, lines, tuple(problem for _, problems in read for problem in problems))
    raise RefusedFile("L320", file=book.path.name)


def _header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    for index, cells in enumerate(grid.rows[:_HEADER_ROWS]):
        names = {re.sub(r"\W+", "_", str(cell).strip().lower()).strip("_"): column
                 for column, cell in enumerate(cells) if cell is not None}  # fmt: skip
        if all(name in names for name in NEEDED):
            return index, {name: names[name] for name in (*NEEDED, *OPTIONAL) if name in names}
    return None


def _rows(grid: Grid, header: int, columns: Mapping[str, int]) -> Iterator[_Row]:
    for index, cells in enumerate(grid.rows[header + 1 :], start=header + 1):
        found = {name: cells[column] if column < len(cells) else None for name, column in columns.items()}
        if any(value is not None and str(value).strip() for value in found.values()):
            number = grid.first_row + index + 1
            places = {
                name: CellPlace(grid.sheet, grid.name_of(index, column), number) for name, column in columns.items()
            }
            yield _Row(found, places)


def _line(row: _Row, mark: DecimalMark | None) -> tuple[PlainLine | None, list[Problem]]:
    kind, area = _kind(row), _area(row, mark)
    on, notes = _day(row, kind if isinstance(kind, PlainKind) else None)
    problems = [one for one in (kind, area) if isinstance(one, Problem)] + notes
    if on is None or not isinstance(kind, PlainKind) or not isinstance(area, int):
        return None, problems
    if area < 0 and kind is not PlainKind.CORRECTION:
        return None, [*problems, _problem("L323", row, "luas_ha")]
    texts = {name: row.text(column) for name, column in (("place", "lokasi"), ("basis", "dasar"), ("source", "sumber"))}
    year = row.text("tanggal").removesuffix(".0") if any(note.code == "L325" for note in notes) else ""
    return PlainLine(kind, on, area, printed_on=year, cell=row.places["luas_ha"], **texts), problems


def _kind(row: _Row) -> PlainKind | Problem:
    word = re.sub(r"[\s\-]+", "_", row.text("jenis").lower())
    try:
        return PlainKind(word)
    except ValueError:
        return _problem("L322", row, "jenis", kinds=", ".join(PlainKind))


def _area(row: _Row, mark: DecimalMark | None) -> int | Problem:
    value = row.cells.get("luas_ha")
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return hectares_to_m2(value)
        return read_hectares(row.text("luas_ha"), mark)
    except TwoReadings:
        return _problem("L324", row, "luas_ha")
    except NotAnArea:
        return _problem("L323", row, "luas_ha")


def _day(row: _Row, kind: PlainKind | None) -> tuple[date | None, list[Problem]]:
    """A year alone is its first day for a decree, its last for anything else: said so."""
    value = row.cells.get("tanggal")
    if isinstance(value, datetime):
        return value.date(), []
    if isinstance(value, date):
        return value, []
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else row.text("tanggal")
    if _YEAR.fullmatch(text):
        on = date(int(text), 1, 1) if kind in DECREES else date(int(text), 12, 31)
        return on, [_problem("L325", row, "tanggal", severity=Severity.INFO, value=text, on=on)]
    on_day = worded_day(text.lower())
    return (on_day, []) if on_day else (None, [_problem("L321", row, "tanggal")])


def worded_day(text: str) -> date | None:
    """The day of `12 maret 2016`, `12/3/2016` or `2016-03-12`, in small letters; None: it names no day."""
    try:
        if found := _DAY_FIRST.fullmatch(text):
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
        if (worded := _WORDED.fullmatch(text)) and worded[2] in _MONTHS:
            return date(int(worded[3]), _MONTHS[worded[2]], int(worded[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None


def _problem(code: str, row: _Row, column: str, *, severity: Severity = Severity.ERROR, **params: object) -> Problem:
    value = row.text(column)
    return Problem(code, severity, {"value": value, **params}, row.places[column], value)

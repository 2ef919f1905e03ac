"""Where each row lies: identity cells verbatim, RT and RW as keys, and a finding where a cell does not say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tuntas.domain.places import RtKey, padded_number, parse_rt_rw
from tuntas.domain.problems import Severity
from tuntas.sheets.opening.cells import Cell, ErrorCell, Grid, UncachedFormula
from tuntas.sheets.reading.cell_texts import cell_text, is_blank
from tuntas.sheets.reading.findings import Findings
from tuntas.sheets.reading.header_rows import Column, Header
from tuntas.sheets.reading.vocabulary import Kind
from tuntas.sheets.reading.words import fold_word, words
from tuntas.sheets.survey import Layout

NEEDED = ("kelurahan", "rt_rw")


@dataclass(frozen=True, slots=True)
class Identity:
    """`columns`: canonical names in sheet order. `texts` and `keys` by row index; a key may be None."""

    columns: tuple[str, ...]
    texts: Sequence[dict[str, str]]
    keys: Sequence[RtKey | None]


def read_identity(grid: Grid, header: Header, layout: Layout, found: Findings) -> Identity:
    """The identity of every row. KOTAKU sheets give their kawasan as kelurahan and their rt as rt_rw."""
    columns = header.of_kind(Kind.IDENTITY)
    filled = _fill_merged(grid, columns, found)
    by_name = {c.meaning.key: [cell_text(cell) for cell in filled[c.place]] for c in columns}
    made = _made_columns(by_name, len(found.table.rows))
    names = (*by_name, *made)
    texts = [dict(zip(names, row, strict=True)) for row in zip(*by_name.values(), *made.values(), strict=True)]
    _check_cells(columns, filled, layout, found)
    _check_names(header, texts, found)
    return Identity(names, texts, _Rt(header, filled, layout, found).keys(texts))


def lacking_names(header: Header, layout: Layout) -> list[str]:
    """The identity columns that a sheet lacks and needs."""
    has = {column.meaning.key for column in header.of_kind(Kind.IDENTITY)}
    may = {
        "kelurahan": {"kelurahan", "kawasan"} if layout is Layout.KOTAKU else {"kelurahan"},
        "rt_rw": {"rt_rw", "rt"},
    }
    return [name for name in NEEDED if not may[name] & has]


def is_empty_text(text: str) -> bool:
    """Whether an identity text says nothing: blank, a dash, "belum ada data"."""
    return not text.strip() or fold_word(text) in words().missing


def _fill_merged(grid: Grid, columns: Sequence[Column], found: Findings) -> dict[int, list[Cell]]:
    """The cells of identity columns; a cell merged over several rows counts for each of them."""
    cells = {column.place: found.table.cells(column) for column in columns}
    index_of = {number: index for index, number in enumerate(found.table.numbers)}
    spread = set()
    for first_row, first_col, last_row, last_col in grid.merged:
        value = grid.at(first_row, first_col)
        for place in range(first_col, last_col + 1):
            rows = [index_of[n] for n in range(first_row, last_row + 1) if n in index_of] if place in cells else []
            for index in rows:
                if cells[place][index] is None and value is not None:
                    cells[place][index] = value
                    spread.add(place)
    for column in columns:
        if column.place in spread:
            found.of_column(column, "R245", Severity.INFO)
    return cells


def _made_columns(by_name: Mapping[str, list[str]], count: int) -> dict[str, list[str]]:
    made = {}
    if "kelurahan" not in by_name:
        made["kelurahan"] = by_name.get("kawasan", [""] * count)
    if "rt_rw" not in by_name:
        rts, rws = by_name.get("rt", [""] * count), by_name.get("rw")
        made["rt_rw"] = [f"{rt}/{rw}" for rt, rw in zip(rts, rws, strict=True)] if rws else rts
    return made


def _check_cells(
    columns: Sequence[Column], filled: Mapping[int, Sequence[Cell]], layout: Layout, found: Findings
) -> None:
    blocking = {"kelurahan", "rt_rw", "rt", "rw"} | ({"kawasan"} if layout is Layout.KOTAKU else set())
    for column in columns:
        severity = Severity.ERROR if column.meaning.key in blocking else Severity.WARNING
        for index, cell in enumerate(filled[column.place]):
            if isinstance(cell, ErrorCell | UncachedFormula):
                found.at(column, index, "R212" if isinstance(cell, ErrorCell) else "R213", severity)


def _check_names(header: Header, texts: Sequence[Mapping[str, str]], found: Findings) -> None:
    kelurahan = header.column(Kind.IDENTITY, "kelurahan") or header.column(Kind.IDENTITY, "kawasan")
    kecamatan = header.column(Kind.IDENTITY, "kecamatan")
    for index, row in enumerate(texts):
        if kelurahan and is_empty_text(row["kelurahan"]):
            found.at(kelurahan, index, "R230", Severity.ERROR)
        if kecamatan and is_empty_text(row["kecamatan"]):
            found.at(kecamatan, index, "R231", Severity.WARNING)


class _Rt:
    """RT keys from one column, or from an RT and an RW column."""

    def __init__(self, header: Header, filled: Mapping[int, Sequence[Cell]], layout: Layout, found: Findings) -> None:
        one = header.column(Kind.IDENTITY, "rt_rw") or header.column(Kind.IDENTITY, "rt")
        if one is None:
            raise ValueError("a survey sheet has an RT column")
        self._column, self._layout, self._found = one, layout, found
        self._cells = filled[one.place]
        self._has_rw = one.meaning.key == "rt" and header.has(Kind.IDENTITY, "rw")

    def keys(self, texts: Sequence[Mapping[str, str]]) -> list[RtKey | None]:
        keys = [self._key(row) for row in texts]
        if self._layout is Layout.KOTAKU and not any(keys) and keys:
            # Numbers of a data base instead of RT: said once, not in every row.
            self._found.of_column(self._column, "R250", Severity.WARNING)
            return keys
        for index, key in enumerate(keys):
            if key is None:
                self._say(index)
        return keys

    def _key(self, row: Mapping[str, str]) -> RtKey | None:
        if self._has_rw:
            rt, rw = padded_number(row["rt"]), padded_number(row["rw"])
            return RtKey(rt, rw) if rt and rw else parse_rt_rw(row["rt"])
        return parse_rt_rw(row["rt_rw"])

    def _say(self, index: int) -> None:
        cell, found = self._cells[index], self._found
        if isinstance(cell, ErrorCell | UncachedFormula):
            return
        if is_blank(cell) or is_empty_text(cell_text(cell)):
            found.at(self._column, index, "R247", Severity.WARNING)
        elif isinstance(cell, datetime | date):
            first, second = f"{cell.day:03d}/{cell.month:03d}", f"{cell.month:03d}/{cell.day:03d}"
            found.at(self._column, index, "R233", Severity.WARNING, first=first, second=second)
        elif isinstance(cell, int | float):
            found.at(self._column, index, "R234", Severity.WARNING)
        else:
            found.at(self._column, index, "R232", Severity.WARNING)

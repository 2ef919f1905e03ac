"""Where in a workbook the building list and the RT table stand, and the list's columns as one typed table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from tuntas.rules.regulation import Regulation
from tuntas.sheets.buildings.headers import IDENTITY, Columns, looks_like_buildings, match_columns, recognised
from tuntas.sheets.buildings.marks import as_text
from tuntas.sheets.opening.cells import Grid
from tuntas.sheets.opening.columns import read_columns
from tuntas.sheets.opening.grids import SheetHandle, Workbook

#: Titles and notes above the header take at most so many rows.
HEAD_ROWS = 30


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A row of headers: its number and, per column, the text; all counted from 0."""

    sheet: SheetHandle
    row: int
    texts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A building list before it is judged. `frame`: one row a building, `row` from 1, canonical names."""

    header: HeaderRow
    columns: Columns
    frame: pl.DataFrame

    @property
    def sheet(self) -> str:
        """Name of the sheet."""
        return self.header.sheet.name

    @property
    def identity_columns(self) -> tuple[str, ...]:
        """The columns that say where a building stands, in the order of the sheet."""
        found = [name for name in self.columns.places if name in IDENTITY]
        return tuple(sorted(found, key=self.columns.places.__getitem__))

    @property
    def header_of(self) -> dict[int, str]:
        """Header text by column."""
        return dict(self.header.texts)


def find_header(book: Workbook, fits: Callable[[Sequence[str]], bool], sheet: str | None = None) -> HeaderRow | None:
    """The first row of headers that fits, visible sheets first; only in `sheet` where one is named."""
    wanted = [handle for handle in book.sheets if sheet is None or handle.name == sheet]
    for handle in sorted(wanted, key=lambda one: not one.visible):
        for header in _candidates(handle, book.grid(handle, HEAD_ROWS)):
            if fits([text for _, text in header.texts]):
                return header
    return None


def read_listing(book: Workbook, regulation: Regulation, sheet: str | None = None) -> Listing | None:
    """The building list of a workbook; None where no sheet looks like one (or the named sheet does not)."""
    header = find_header(book, looks_like_buildings, sheet)
    if header is None:
        return None
    columns = match_columns(header.texts, regulation)
    names = {place: name for name, place in columns.places.items()}
    frame = read_columns(book, header.sheet, header.row, names)
    texts = [as_text(name, frame.schema[name]) for name in frame.columns if name in IDENTITY]
    # The first row below the header is row + 2 for a reader who counts from 1.
    numbered = frame.with_row_index("row", offset=header.row + 2).with_columns(pl.col("row").cast(pl.Int64))
    return Listing(header, columns, numbered.with_columns(texts))


def _candidates(handle: SheetHandle, grid: Grid) -> Iterator[HeaderRow]:
    rows = [[_text(cell) for cell in row] for row in grid.rows]
    for inner, upper in enumerate(rows):
        lower = rows[inner + 1] if inner + 1 < len(rows) else []
        # Headers merged over two rows: the lower text counts, the upper one where there is no lower.
        both = [below or above for above, below in zip(upper, lower, strict=False)]
        if recognised(both) > recognised(upper):
            yield _header(handle, grid, inner + 1, both)
        yield _header(handle, grid, inner, upper)


def _header(handle: SheetHandle, grid: Grid, inner: int, texts: list[str]) -> HeaderRow:
    placed = ((grid.first_col + place, text) for place, text in enumerate(texts) if text)
    return HeaderRow(handle, grid.first_row + inner, tuple(placed))


def _text(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""

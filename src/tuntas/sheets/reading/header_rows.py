"""The header row of a sheet: the row, alone or with the group headers above it, that names most known columns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tuntas.sheets.opening.cells import Cell, Grid
from tuntas.sheets.reading.cell_texts import cell_text
from tuntas.sheets.reading.vocabulary import Kind, Meaning, Vocabulary, fold_header
from tuntas.sheets.reading.words import fold_word, words

#: Titles and notes above the header take at most so many rows.
HEAD_ROWS = 40
#: Group headers above a header row: aspect, criterion, and "volume | prosen | nilai" below them.
LEVELS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its absolute place from 0, its header as written, and what it means."""

    place: int
    header: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Header:
    """The columns found in a sheet. `row` and `body_row` are absolute rows from 0, `body_row` the first below.

    `columns`: known and read; `doubled`: known, but their meaning stands further left already; `unknown` and
    `another`: not known to this rule set. `texts`: every header text of the row, for other layouts.
    """

    sheet: str
    row: int
    body_row: int
    columns: tuple[Column, ...]
    doubled: tuple[Column, ...] = ()
    another: tuple[Column, ...] = ()
    unknown: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    def of_kind(self, *kinds: Kind) -> list[Column]:
        """The columns of some kinds, from left to right."""
        return [column for column in self.columns if column.meaning.kind in kinds]

    def column(self, kind: Kind, key: str) -> Column | None:
        """The column of that meaning, or None."""
        return next((c for c in self.columns if c.meaning.kind is kind and c.meaning.key == key), None)

    def has(self, kind: Kind, key: str) -> bool:
        """Whether there is a column of that meaning."""
        return self.column(kind, key) is not None


def find_header(grid: Grid, vocabulary: Vocabulary) -> Header | None:
    """The best header row among the first rows; None where no row names a known column."""
    head = _head_texts(grid)
    best: Header | None = None
    for row in range(len(head)):
        for levels in range(1, LEVELS + 1):
            if levels - 1 <= row:
                header = _header(grid, row, head[row - levels + 1 : row + 1], vocabulary)
                best = header if best is None or _rank(header) > _rank(best) else best
    if best is None or not best.columns:
        return None
    return _below_units(best, grid, head)


def _rank(header: Header) -> int:
    return sum(column.meaning.kind is not Kind.PASSED for column in header.columns)


def _head_texts(grid: Grid) -> list[list[str]]:
    rows = [[cell_text(cell) for cell in row] for row in grid.rows[:HEAD_ROWS]]
    for first_row, first_col, last_row, last_col in grid.merged:
        top, left = first_row - grid.first_row, first_col - grid.first_col
        if not (0 <= top < len(rows)) or not (0 <= left < len(rows[top])):
            continue
        for row in rows[top : last_row - grid.first_row + 1]:
            width = last_col - first_col + 1
            row[left : left + width] = [rows[top][left]] * len(row[left : left + width])
    return rows


def _header(grid: Grid, row: int, stack: Sequence[Sequence[str]], vocabulary: Vocabulary) -> Header:
    *groups, names = stack
    above = [_filled(group, names) for group in groups]
    taken: dict[tuple[Kind, str, str], Column] = {}
    doubled, another, unknown = [], [], []
    for inner, text in enumerate(names):
        texts = [*(group[inner] for group in above), text]
        column = _column(grid.first_col + inner, texts, vocabulary)
        if column is None:
            unknown += [text.strip()] if text.strip() else []
        elif column.meaning.kind is Kind.ANOTHER:
            another.append(column)
        elif column.meaning.kind is not Kind.PASSED and _key(column) in taken:
            doubled.append(column)
        else:
            taken[(*_key(column)[:2], str(inner)) if column.meaning.kind is Kind.PASSED else _key(column)] = column
    at = grid.first_row + row
    texts_of_row = tuple(text for text in names if text.strip())
    return Header(
        grid.sheet, at, at + 1, tuple(taken.values()), tuple(doubled), tuple(another), tuple(unknown), texts_of_row
    )


def _key(column: Column) -> tuple[Kind, str, str]:
    return column.meaning.kind, column.meaning.key, ""


def _filled(group: Sequence[str], names: Sequence[str]) -> list[str]:
    """Group headers written once over several columns, carried to the right while columns have names."""
    carried, last = [], ""
    for text, name in zip(group, names, strict=False):
        last = text if text.strip() else last if name.strip() else ""
        carried.append(last)
    return carried + [""] * (len(names) - len(carried))


def _column(place: int, texts: Sequence[str], vocabulary: Vocabulary) -> Column | None:
    """The meaning of the lowest text; else of it with a group above; else, where it is blank, of the group."""
    *groups, name = (" ".join(text.split()) for text in texts)
    tries = [name] if name else []
    for group in reversed(groups):
        if group and group != name:
            tries.append(f"{group} {name}".strip())
    known = [(text, meaning) for text in tries if (meaning := vocabulary.meaning(text))]
    for text, meaning in sorted(known, key=lambda pair: pair[1].kind is Kind.ANOTHER):
        return Column(place, name or text, meaning)
    return None


def _below_units(header: Header, grid: Grid, head: Sequence[Sequence[str]]) -> Header:
    """Pass over rows of units, column numbers and repeated headers beneath the header, keeping the units."""
    row = header.row - grid.first_row + 1
    while row < len(head) and (units := _unit_row(head[row], grid.rows[row], header, grid.first_col)) is not None:
        columns = [_with_unit(column, units.get(column.place, "")) for column in header.columns]
        header = replace(header, body_row=grid.first_row + row + 1, columns=tuple(columns))
        row += 1
    return header


def _unit_row(texts: Sequence[str], cells: Sequence[Cell], header: Header, first_col: int) -> dict[int, str] | None:
    written = {first_col + inner: fold_word(text.strip(" ()[]")) for inner, text in enumerate(texts) if text.strip()}
    if not written:
        return None
    if _is_numbering([text for text in texts if text.strip()]):
        return {}
    repeated = {column.place: fold_header(column.header) for column in header.columns}
    fits = Counter(text in words().units or fold_header(text) == repeated.get(place) for place, text in written.items())
    return written if fits[True] > fits[False] and any(isinstance(cell, str) for cell in cells) else None


def _is_numbering(texts: Sequence[str]) -> bool:
    numbers = [text.strip(" ()[]") for text in texts]
    return len(numbers) > LEVELS and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _with_unit(column: Column, unit: str) -> Column:
    known = words().units.get(unit)
    if known is None:
        return column
    meaning = column.meaning
    if known.of == "%" and meaning.kind is Kind.VOLUME:
        return replace(column, meaning=Meaning(Kind.SHARE, meaning.key, "%"))
    if known.of == "%" and meaning.kind in (Kind.SHARE, Kind.AVERAGE):
        return replace(column, meaning=replace(meaning, unit="%"))
    return replace(column, meaning=replace(meaning, written_unit=unit))

"""Rows of a text table: which mark separates its columns, and its cells as text."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tuntas.sheets.opening import limits
from tuntas.sheets.opening.csv_guard import DELIMITERS, SAMPLE_BYTES
from tuntas.sheets.opening.refusal import RefusedFile

_SAMPLE_LINES = 50


def found_delimiter(path: Path, encoding: str) -> str:
    """The mark that cuts the first lines into the same number of cells most often; `,` when none does."""
    with path.open(encoding=encoding, newline="", errors="replace") as stream:
        lines = stream.read(SAMPLE_BYTES).splitlines(keepends=True)[:_SAMPLE_LINES]
    scored = [(_agreement(lines, delimiter), delimiter) for delimiter in DELIMITERS]
    # On a tie the earlier mark wins: a comma is also the decimal mark of `1,5;2,5`.
    best = max(score for score, _ in scored)
    return next(delimiter for score, delimiter in scored if score == best) if best[0] else ","


def csv_rows(path: Path, encoding: str, delimiter: str, max_rows: int | None) -> Iterator[list[str | None]]:
    """Cells of each line, blank as None. Refuses too many rows or columns and a quote that never ends."""
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter)
        try:
            for count, cells in enumerate(reader):
                if max_rows is not None and count >= max_rows:
                    return
                _check_size(count, len(cells))
                yield [cell or None for cell in cells]
        except csv.Error as error:
            raise RefusedFile("FILE-CSV-QUOTE", line=reader.line_num) from error
        except UnicodeDecodeError as error:
            raise RefusedFile("FILE-CSV-ENCODING", encoding=encoding) from error


def _check_size(row: int, columns: int) -> None:
    if row >= limits.MAX_ROWS:
        raise RefusedFile("FILE-TOO-MANY-ROWS", sheet="CSV", rows=row + 1, limit=limits.MAX_ROWS)
    if columns > limits.MAX_COLUMNS:
        raise RefusedFile("FILE-TOO-MANY-COLUMNS", sheet="CSV", columns=columns, limit=limits.MAX_COLUMNS)


def _agreement(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Lines that have the commonest number of cells (above one), and that number."""
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if len(cells) > 1)
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count, width

"""Findings about single cells: at most some hundred named one by one, the rest counted exactly."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.sheets.opening.cell_names import column_name

#: So many cells are named for one code; a list longer than this is repaired by column, not by cell.
NAMED_CELLS = 200
_PERSONAL_NUMBER = re.compile(r"\d{16}")
HIDDEN = "****************"


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells with the same fault. `rows`: columns `row` (from 1), `place` (column from 0), `value` (text)."""

    code: str
    severity: Severity
    rows: pl.DataFrame


def cells_where(frame: pl.DataFrame, fault: pl.Expr, value: pl.Expr, place: int) -> pl.DataFrame:
    """The cells of one column where `fault` holds, as `Cells.rows`."""
    found = frame.filter(fault)
    return found.select("row", pl.lit(place, pl.Int64).alias("place"), value.cast(pl.String).alias("value"))


def cell_problems(found: Cells, sheet: str, names: dict[int, str]) -> list[Problem]:
    """One problem a cell, in reading order, then one that counts those not named. `names`: column → header."""
    rows = found.rows.sort("row", "place")
    problems = [
        Problem(
            found.code,
            found.severity,
            {"column": names.get(place, "")},
            cell_at(sheet, row, place),
            shown(value),
        )
        for row, place, value in rows.head(NAMED_CELLS).iter_rows()
    ]
    if rows.height > NAMED_CELLS:
        problems.append(_rest(found, rows.height, sheet))
    return problems


def cell_at(sheet: str, row: int, place: int) -> CellPlace:
    """Place of a cell: row from 1, column from 0."""
    return CellPlace(sheet, f"{_letters(place)}{row}", row)


@cache
def _letters(place: int) -> str:
    return column_name(place)


def shown(value: object) -> str:
    """A value for a finding, with anything that may be a NIK hidden: personal data stays in the file."""
    return "" if value is None else _PERSONAL_NUMBER.sub(HIDDEN, str(value))


def joined(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Several `Cells.rows` as one."""
    schema = {"row": pl.Int64, "place": pl.Int64, "value": pl.String}
    tables: Sequence[pl.DataFrame] = [part.cast(pl.Schema(schema)) for part in parts]
    return pl.concat(tables) if tables else pl.DataFrame(schema=schema)


def _rest(found: Cells, total: int, sheet: str) -> Problem:
    params = {"code": found.code, "total": total, "named": NAMED_CELLS, "more": total - NAMED_CELLS}
    return Problem("B499", found.severity, params, CellPlace(sheet))

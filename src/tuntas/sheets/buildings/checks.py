"""What a building list says wrongly, cell by cell. Wrong cells count as blank; nothing replaces them."""

from collections.abc import Sequence

import polars as pl

from tuntas.domain.problems import Problem, Severity
from tuntas.rules.regulation import Criterion
from tuntas.sheets.buildings.findings import Cells, cell_at, cell_problems, cells_where, joined, shown
from tuntas.sheets.buildings.listing import Listing
from tuntas.sheets.buildings.marks import (
    MANY_HOUSEHOLDS,
    MAX_HOUSEHOLDS,
    MAX_PERSONS,
    as_text,
    is_blank,
    is_wrong_mark,
    whole_number,
)
from tuntas.sheets.buildings.tally import KK, PEOPLE
from tuntas.sheets.opening.odd_cells import OddCells


def filled_rows(listing: Listing) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows that hold anything in a column we read, and how many do not."""
    frame = listing.frame
    # Places are null where blank, so only rows without a place need a look at all their cells.
    placeless = pl.col("kelurahan").is_null() & pl.col("rt_rw").is_null()
    names = [name for name in frame.columns if name != "row"]
    blank = frame.filter(placeless).filter(pl.all_horizontal(is_blank(name, frame.schema[name]) for name in names))
    filled = frame.join(blank.select("row"), on="row", how="anti") if blank.height else frame
    skipped = blank.height
    problems = [Problem("B423", Severity.INFO, {"rows": skipped, "sheet": listing.sheet})] if skipped else []
    return filled, problems


def placed_rows(frame: pl.DataFrame, listing: Listing) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows whose kelurahan and RT are there; a building without them belongs to no RT and is left out."""
    problems: list[Problem] = []
    for name, code in (("kelurahan", "B415"), ("rt_rw", "B416")):
        cells = _cells(frame, listing, name, pl.col(name).is_null(), pl.lit(None))
        problems += _said(code, Severity.ERROR, cells, listing)
    if "kecamatan" in frame.columns and (without := frame["kecamatan"].null_count()):
        problems.append(Problem("B422", Severity.WARNING, {"rows": without, "sheet": listing.sheet}))
    return frame.filter(pl.col("kelurahan").is_not_null() & pl.col("rt_rw").is_not_null()), problems


def mark_problems(frame: pl.DataFrame, listing: Listing, criteria: Sequence[Criterion]) -> list[Problem]:
    """Cells that are no mark."""
    if not criteria:
        return []
    wrong = {one.id: is_wrong_mark(one.id, frame.schema[one.id]).fill_null(False) for one in criteria}
    suspects = frame.filter(pl.any_horizontal(wrong.values()))
    cells = [_cells(suspects, listing, name, fault, as_text(name, frame.schema[name])) for name, fault in wrong.items()]
    return _said("B411", Severity.ERROR, joined(cells), listing)


def number_problems(frame: pl.DataFrame, listing: Listing) -> list[Problem]:
    """Numbers of households and persons that are blank, no whole number, negative or too large."""
    problems: list[Problem] = []
    for name, largest, code in ((KK, MAX_HOUSEHOLDS, "B412"), (PEOPLE, MAX_PERSONS, "B418")):
        if name not in frame.columns:
            continue
        dtype = frame.schema[name]
        blank, number, text = is_blank(name, dtype), whole_number(name, dtype, largest), as_text(name, dtype)
        problems += _said(code, Severity.ERROR, _cells(frame, listing, name, number.is_null() & ~blank, text), listing)
        if name == KK:
            problems += _said("B414", Severity.WARNING, _cells(frame, listing, name, blank, text), listing)
            many = _cells(frame, listing, name, number > MANY_HOUSEHOLDS, text)
            problems += _said("B413", Severity.WARNING, many, listing)
    return problems


def double_problems(frame: pl.DataFrame, listing: Listing) -> list[Problem]:
    """Buildings whose id stands in an earlier row too. They stay counted: nobody but the surveyor knows."""
    name = "id_bangunan"
    if name not in frame.columns:
        return []
    text = as_text(name, frame.schema[name]).str.strip_chars()
    ids = frame.select("row", text)
    again = pl.col(name).is_not_null() & ~pl.col(name).is_first_distinct()
    return _said("B417", Severity.WARNING, _cells(ids, listing, name, again, pl.col(name)), listing)


def odd_problems(odd: OddCells, listing: Listing) -> list[Problem]:
    """Error cells and uncalculated formulas in the columns we read; they arrive as blanks."""
    names = {place: name for name, place in listing.columns.places.items()}
    problems = [] if odd.is_complete else [Problem("B426", Severity.WARNING, {"sheet": listing.sheet})]
    for code, cells in (("B424", odd.errors), ("B425", odd.uncached)):
        inside = [(at, text) for at, text in cells.items() if at[0] > listing.header.row and at[1] in names]
        rows = [{"row": row + 1, "place": place, "value": text} for (row, place), text in inside]
        schema = {"row": pl.Int64, "place": pl.Int64, "value": pl.String}
        problems += _said(code, Severity.ERROR, pl.DataFrame(rows, schema=schema), listing)
    return problems


def column_problems(listing: Listing, criteria: Sequence[Criterion]) -> list[Problem]:
    """Columns that are missing, stand twice, or are not used."""
    columns, sheet = listing.columns, listing.sheet
    problems = [
        Problem("B402", Severity.WARNING, {**_named(one), "sheet": sheet})
        for one in criteria
        if one.id not in columns.places
    ]
    if KK not in columns.places:
        problems.append(Problem("B403", Severity.WARNING, {"sheet": sheet}))
    if columns.ignored:
        problems.append(Problem("B404", Severity.INFO, {"columns": shown(", ".join(columns.ignored)), "sheet": sheet}))
    header = listing.header.row + 1
    problems += [
        Problem("B406", Severity.WARNING, {"column": text}, cell_at(sheet, header, place), shown(text))
        for text, place in columns.doubled
    ]
    return problems


def _cells(frame: pl.DataFrame, listing: Listing, name: str, fault: pl.Expr, value: pl.Expr) -> pl.DataFrame:
    return cells_where(frame, fault, value, listing.columns.places[name])


def _said(code: str, severity: Severity, rows: pl.DataFrame, listing: Listing) -> list[Problem]:
    return cell_problems(Cells(code, severity, rows), listing.sheet, listing.header_of) if rows.height else []


def _named(criterion: Criterion) -> dict[str, str]:
    return {"criterion": criterion.id, "name": criterion.name.id}

"""A building list becomes a survey with one row an RT. The schema is docs/formats/building_list.md."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from tuntas.domain.problems import Problem, Severity
from tuntas.rules.regulation import Regulation
from tuntas.sheets.buildings.checks import (
    column_problems,
    double_problems,
    filled_rows,
    mark_problems,
    number_problems,
    odd_problems,
    placed_rows,
)
from tuntas.sheets.buildings.headers import building_criteria
from tuntas.sheets.buildings.joining import join_table, spelling_problems
from tuntas.sheets.buildings.listing import Listing, read_listing
from tuntas.sheets.buildings.rows import Setting, survey_row
from tuntas.sheets.buildings.rt_table import read_rt_table
from tuntas.sheets.buildings.tally import tally_units
from tuntas.sheets.opening.grids import Workbook, odd_cells, open_workbook
from tuntas.sheets.survey import Layout, Survey


def read_buildings(
    workbook: Workbook,
    regulation: Regulation,
    *,
    city_size: str = "",
    sheet: str | None = None,
    rt_table: Path | None = None,
) -> Survey:
    """The survey that a building list and its RT table make: one row an RT, in order of first appearance.

    `sheet` names the sheet of the list where it is not to be found by its headers; `rt_table` is a file of
    its own (CSV lists have no second sheet). Where no list is found the survey is empty and says so (B401).
    Raises `RefusedFile` when a file cannot be read.
    """
    file_name = workbook.path.name
    given_in = workbook if rt_table is None else open_workbook(rt_table)
    with ThreadPoolExecutor(1) as pool:
        # The list is parsed outside Python's lock, for seconds: the small table fits in beside it.
        awaited = pool.submit(read_rt_table, given_in, regulation)
        listing = read_listing(workbook, regulation, sheet)
        table = awaited.result()
    if listing is None:
        problem = Problem("B401", Severity.ERROR, {"file": file_name, "sheet": sheet or ""})
        return Survey(file_name, sheet or "", Layout.BUILDINGS, (), (), (problem,))
    rows, problems = _judged(listing, regulation)
    problems += odd_problems(odd_cells(workbook, listing.header.sheet), listing)
    criteria = [one for one in building_criteria(regulation) if one.id in listing.columns.places]
    tallies = tally_units(rows, listing.identity_columns, criteria, regulation)
    found = join_table(tallies, table)
    setting = Setting(listing, regulation, criteria, city_size, table is not None)
    return Survey(
        file_name=file_name,
        sheet=listing.sheet,
        layout=Layout.BUILDINGS,
        identity_columns=listing.identity_columns,
        rows=tuple(survey_row(tally, found.given.get(tally.key), setting) for tally in tallies),
        problems=(*problems, *spelling_problems(tallies, table), *found.problems),
    )


def _judged(listing: Listing, regulation: Regulation) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows that can be counted, and what is wrong with the list."""
    criteria = building_criteria(regulation)
    problems = column_problems(listing, criteria)
    filled, blank = filled_rows(listing)
    placed, unplaced = placed_rows(filled, listing)
    if not placed.height:
        problems.append(Problem("B407", Severity.ERROR, {"sheet": listing.sheet}))
    marked = [one for one in criteria if one.id in listing.columns.places]
    problems += [
        *blank,
        *unplaced,
        *mark_problems(placed, listing, marked),
        *number_problems(placed, listing),
    ]
    return placed, problems + double_problems(placed, listing)

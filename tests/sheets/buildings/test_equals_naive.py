"""The grouped columns count as plain Python does, on random lists."""

from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.assess.naive_buildings import naive_facts
from tests.sheets.buildings.lists import MARKS, law, surveyed_law
from tuntas.rules.regulation import Regulation
from tuntas.sheets.buildings.headers import COUNTED, IDENTITY, Columns, building_criteria
from tuntas.sheets.buildings.listing import HeaderRow, Listing
from tuntas.sheets.buildings.rows import Setting, counted_facts
from tuntas.sheets.buildings.tally import tally_units
from tuntas.sheets.opening.grids import SheetHandle

LAW, SURVEYED = law(), surveyed_law()
NUMBERS = st.sampled_from([1.0, 0.0, None, -1.0, 7.0, 0.5])
WORDS = st.sampled_from(["1", "0", "Ya", "tidak", "Y", "T", "TRUE", "false", " ya ", "", "-1", "entah", None])
TRUTHS = st.sampled_from([True, False, None])
HOUSEHOLDS = st.sampled_from([0.0, 1.0, 2.0, 3.0, 999.0])
BAD_HOUSEHOLDS = st.sampled_from([1.0, 2.0, None, -1.0, 1.5, 1000.0])


@st.composite
def lists(draw: st.DrawFn) -> dict[str, list[Any]]:
    """Columns of a list: each is of one type, as a file gives it."""
    size = draw(st.integers(1, 25))

    def column(cells: st.SearchStrategy[Any]) -> list[Any]:
        return draw(st.lists(cells, min_size=size, max_size=size))

    columns = {
        "kecamatan": column(st.sampled_from(["Utara", "Selatan", None])),
        "kelurahan": column(st.sampled_from(["Contoh 1", "Contoh 2"])),
        "rt_rw": column(st.sampled_from(["RT001-RW001", "RT002-RW001", "Gang"])),
        "jumlah_kk": column(draw(st.sampled_from([HOUSEHOLDS, HOUSEHOLDS, BAD_HOUSEHOLDS]))),
    }
    for mark in draw(st.sets(st.sampled_from(MARKS), min_size=1)):
        columns[mark] = column(draw(st.sampled_from([NUMBERS, WORDS, TRUTHS])))
    return columns


def counted(columns: dict[str, list[Any]], regulation: Regulation) -> dict[tuple[str, str, str], Any]:
    """What the product counts."""
    frame = (
        pl.DataFrame(columns, strict=False).with_row_index("row", offset=2).with_columns(pl.col("row").cast(pl.Int64))
    )
    kinds = [name for name, dtype in frame.schema.items() if dtype == pl.Null]
    frame = frame.with_columns(pl.col(kinds).cast(pl.Float64)) if kinds else frame
    places = {name: place for place, name in enumerate(columns)}
    assert places.keys() <= {*IDENTITY, *COUNTED, *MARKS}
    listing = Listing(HeaderRow(SheetHandle("B", True, 0), 0, ()), Columns(places), frame)
    criteria = [one for one in building_criteria(regulation) if one.id in columns]
    tallies = tally_units(frame, listing.identity_columns, criteria, regulation)
    setting = Setting(listing, regulation, criteria, "", False)
    key = ("kecamatan", "kelurahan", "rt_rw")
    return {tuple(t.values[name][0] for name in key): counted_facts(t, setting) for t in tallies}


@given(lists())
def test_counts_equal_plain_python(columns: dict[str, list[Any]]) -> None:
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    for regulation in (LAW, SURVEYED):
        assert counted(columns, regulation) == naive_facts(rows, regulation)

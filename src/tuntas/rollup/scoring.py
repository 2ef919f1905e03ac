"""What the command line calls: tables in, one result table out."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from tuntas.rollup.building_tables import building_units, given_fields, mark_columns
from tuntas.rollup.levels import Units, areas_by_class, native, score_levels, units_of
from tuntas.rollup.micro import micro
from tuntas.rollup.results import result_table
from tuntas.rollup.tables import BadTable, collected, need_quantities, place_columns, scan
from tuntas.rules.columns.buildings import household_columns
from tuntas.rules.columns.fact_columns import fact_fields, open_column
from tuntas.rules.columns.scores import scored
from tuntas.rules.regulation import Regulation

#: Rows scored at once.
BATCH = 50_000


class Scored(NamedTuple):
    """How many places were written, and how many of them are complete."""

    places: int
    complete: int


def score_building_tables(
    buildings: Path | Sequence[Path], rt_table: Path, regulation: Regulation, out: Path, by: str = "rt"
) -> Scored:
    """Score tables of buildings with their RT table (docs/formats/tables.md) and write Parquet or CSV.

    `by` is a key of `PLACES`. Memory grows with the number of RT, not of buildings. Raises `BadTable`, `CannotAssess`.
    """
    _writable(out)
    rows = scan(buildings, (), (*mark_columns(regulation), *household_columns(regulation)))
    units = building_units(rows, scan(rt_table, given_fields(regulation)), regulation)
    return _write_places(units, regulation, out, by)


def score_rt_table(path: Path, regulation: Regulation, out: Path, by: str = "rt") -> Scored:
    """Score a table of RT facts too large for a workbook and write Parquet or CSV, rows in the order of the input.

    By RT it streams: memory does not grow with the table. Columns that are no facts are copied. Raises as above.
    """
    _writable(out)
    fields = fact_fields(regulation)
    table = scan(path, fields)
    schema = table.collect_schema()
    present = [name for name in fields if name in schema]
    if not present:
        raise BadTable("T501", columns=", ".join(fields))
    need_quantities(table, present)
    facts = table.with_columns(micro(name, schema[name]) for name in present)
    if by != "rt":
        return _write_places(units_of(collected(facts), regulation), regulation, out, by)
    identity = [name for name in schema if name not in fields]
    _sink(_in_batches(facts, lambda batch: _result(batch, regulation, identity)), out)
    return _count(scan(out, (), ("lengkap",)))


def _result(facts: pl.LazyFrame, regulation: Regulation, identity: Sequence[str]) -> pl.LazyFrame:
    return result_table(native(scored(nw.from_native(facts), regulation, criteria=True)), regulation, identity)


def _in_batches(table: pl.LazyFrame, change: Callable[[pl.LazyFrame], pl.LazyFrame]) -> pl.LazyFrame:
    """`change` of every batch in turn: one streaming plan of it all keeps hundreds of columns of many batches."""

    def batches(*_: object) -> Iterator[pl.DataFrame]:
        for batch in table.collect_batches(chunk_size=BATCH, maintain_order=True):
            yield change(batch.lazy()).collect()

    return register_io_source(batches, schema=change(table.head(0)).collect_schema())


def _write_places(units: Units, regulation: Regulation, out: Path, by: str) -> Scored:
    identity = place_columns(by, units.frame.lazy())
    result = score_levels(units, regulation, [by], criteria=True)[by]
    if by == "rt":
        facts = fact_fields(regulation)
        made = {*facts, *map(open_column, facts)}
        identity = [name for name in units.frame.columns if name not in made]
    elif regulation.area_field in units.frame.columns:
        rt = score_levels(units, regulation, ["rt"])["rt"]
        result = result.join(areas_by_class(rt, regulation, by), on=identity, how="left", nulls_equal=True)
    _sink(result_table(result.lazy(), regulation, identity), out)
    return Scored(result.height, int(result["complete"].sum()))


def _writable(out: Path) -> None:
    if out.suffix.lower() not in (".parquet", ".csv"):
        raise BadTable("T509", kinds=out.suffix)


def _sink(table: pl.LazyFrame, out: Path) -> None:
    if out.suffix.lower() == ".csv":
        table.sink_csv(out)
    else:
        table.sink_parquet(out)


def _count(table: pl.LazyFrame) -> Scored:
    row = collected(table.select(pl.len().alias("places"), pl.col("lengkap").sum()))
    return Scored(int(row["places"][0]), int(row["lengkap"][0]))

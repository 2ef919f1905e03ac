"""Units in memory, summed to larger places and scored: all levels in one pass over the law's expressions."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import narwhals as nw
import polars as pl

from tuntas.domain.quantity import MICRO
from tuntas.rollup.tables import BadTable, place_columns
from tuntas.rules.columns.fact_columns import (
    LARGEST_MICRO,
    fact_fields,
    open_column,
    open_fields,
    with_all_columns,
)
from tuntas.rules.columns.scores import scored
from tuntas.rules.columns.sums import class_areas, summed
from tuntas.rules.regulation import Regulation


class Units(NamedTuple):
    """Facts of all units, one row each, and whether no quantity is missing and nothing is open among them."""

    frame: pl.DataFrame
    gapless: bool


def units_of(frame: pl.DataFrame, regulation: Regulation) -> Units:
    """Looks for gaps. Raises `BadTable` where quantities pass what 64 bits can score or sum."""
    frame = native(with_all_columns(nw.from_native(frame.lazy()), regulation)).collect()
    fields = fact_fields(regulation, frame.columns)
    opened = [open_column(field) for field in open_fields(nw.from_native(frame.lazy()), regulation)]
    is_closed = all(frame[name].max() in (0, None) for name in opened)
    gapless = is_closed and not any(frame[name].null_count() for name in fields)
    _refuse_large(frame, fields, frame.height)
    return Units(frame.drop(opened) if is_closed else frame, gapless)


def score_levels(
    units: Units, regulation: Regulation, levels: Sequence[str], *, criteria: bool = False
) -> dict[str, pl.DataFrame]:
    """Level → its places with their facts and what `scored` adds. Raises `BadTable`."""
    places = _places(units, regulation, levels)
    names = fact_fields(regulation, units.frame.columns)
    names += [open_column(name) for name in names]
    facts = [frame.select(name for name in names if name in frame.columns) for frame in places.values()]
    stacked = nw.from_native(pl.concat(facts, how="diagonal").lazy())
    results = native(scored(stacked, regulation, gapless=units.gapless, criteria=criteria)).collect(engine="streaming")
    results = results.drop(name for name in names if name in results.columns)
    return _unstacked(places, results)


def areas_by_class(rt: pl.DataFrame, regulation: Regulation, level: str) -> pl.DataFrame:
    """The area of scored RT per class and place, as `class_areas` names it."""
    by = place_columns(level, rt.lazy())
    return native(class_areas(nw.from_native(rt.lazy()), regulation, by)).collect()


def native(frame: nw.LazyFrame[pl.LazyFrame]) -> pl.LazyFrame:
    """The Polars table behind the neutral one."""
    return frame.to_native()


def _places(units: Units, regulation: Regulation, levels: Sequence[str]) -> dict[str, pl.DataFrame]:
    lazy, places = units.frame.lazy(), dict.fromkeys(levels, units.frame)
    sums = {
        level: native(summed(nw.from_native(lazy), regulation, by, gapless=units.gapless)).sort(by)
        for level in levels
        if level != "rt" and (by := place_columns(level, lazy))
    }
    places |= dict(zip(sums, pl.collect_all(sums.values(), engine="streaming"), strict=True))
    for level in sums:
        _refuse_large(places[level], fact_fields(regulation, places[level].columns), 1)
    return places


def _refuse_large(frame: pl.DataFrame, fields: Sequence[str], members: int) -> None:
    ends = [end for name in fields for end in _ends(name, frame)]
    largest = frame.select(pl.max_horizontal(ends)).item() or 0 if ends else 0
    # Past 2**63 a sum would wrap and look small again.
    if largest > LARGEST_MICRO or largest * members >= 2**63:
        raise BadTable("T507", largest=largest // MICRO)


def _ends(field: str, frame: pl.DataFrame) -> tuple[pl.Expr, pl.Expr]:
    """The most and the least of a quantity, what is open included (of any two units: close enough, and quick)."""
    more = open_column(field)
    opened = pl.col(more).max().fill_null(0) if more in frame.columns else pl.lit(0)
    return pl.col(field).max() + opened, -pl.col(field).min()


def _unstacked(places: Mapping[str, pl.DataFrame], results: pl.DataFrame) -> dict[str, pl.DataFrame]:
    scored_places, start = {}, 0
    for level, frame in places.items():
        scored_places[level] = frame.hstack(results.slice(start, frame.height))
        start += frame.height
    return scored_places

"""Larger places: volumes and denominators are summed and scored anew, as `tuntas.rules.aggregating.sum_facts` does."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from tuntas.rules.columns.exact import as_number, whole
from tuntas.rules.columns.fact_columns import (
    fact_fields,
    open_column,
    open_fields,
    volume_fields,
    volume_of,
    whole_of,
    with_all_columns,
)
from tuntas.rules.columns.scores import grades_ascending
from tuntas.rules.regulation import Criterion, Regulation


def summed(
    units: nw.LazyFrame[Any], regulation: Regulation, by: Sequence[str], *, gapless: bool = False
) -> nw.LazyFrame[Any]:
    """The facts of each place that the columns `by` name, its area where units have one, its number of `members`.

    A member without a volume leaves the place open by its denominator; a missing denominator leaves it missing in the
    place. Where `gapless` holds (as for `scored`) it holds for the places too. The caller refuses sums that pass
    `LARGEST_MICRO`.
    """
    units = with_all_columns(units, regulation)
    fields = fact_fields(regulation, units.collect_schema().names())
    members = nw.len().cast(nw.Int64).alias("members")
    if gapless:
        return units.group_by(*by).agg(nw.col(*fields).sum(), members)
    opened = open_fields(units, regulation)
    more = {one.field: _more(one, regulation, opened) for one in regulation.criteria}
    units = units.with_columns(*(amount.alias(open_column(field)) for field, amount in more.items()))
    places = units.group_by(*by).agg(
        nw.col(*fields, *map(open_column, more)).sum(),
        *(nw.col(field).count().cast(nw.Int64).alias(f"known_{field}") for field in fields),
        members,
    )
    return _only_known(places, regulation, fields).drop(*(f"known_{field}" for field in fields))


def class_areas(units: nw.LazyFrame[Any], regulation: Regulation, by: Sequence[str]) -> nw.LazyFrame[Any]:
    """Per place the members' area in each class: `area_<class id>`, micro-hectares.

    `units` are scored and carry the rule's area field. A member counts for the class it is surely in; a sum is null
    where the area of one of its members is missing.
    """
    names = {f"area_{rule.id}": position for position, rule in enumerate(grades_ascending(regulation))}
    area, unknown = nw.col(regulation.area_field), {name: f"unknown_{name}" for name in names}
    for name, position in names.items():
        inside = (nw.col("grade_min") == position) & (nw.col("grade_max") == position)
        units = units.with_columns(
            nw.when(inside & ~area.is_null()).then(area).otherwise(whole(0)).alias(name),
            as_number(inside & area.is_null()).alias(unknown[name]),
        )
    places = units.group_by(*by).agg(nw.col(*names, *unknown.values()).sum())
    known = (nw.when(nw.col(unknown[name]) == 0).then(nw.col(name)).alias(name) for name in names)
    return places.with_columns(*known).drop(*unknown.values())


def _more(criterion: Criterion, regulation: Regulation, opened: frozenset[str]) -> nw.Expr:
    denominator = whole_of(criterion, regulation)
    unknown = volume_of(criterion).is_null() & (denominator > 0)
    more = nw.when(unknown).then(denominator).otherwise(whole(0))
    return more + nw.col(open_column(criterion.field)).fill_null(0) if criterion.field in opened else more


def _only_known(places: nw.LazyFrame[Any], regulation: Regulation, fields: Sequence[str]) -> nw.LazyFrame[Any]:
    volumes = set(volume_fields(regulation))
    return places.with_columns(
        nw.when(nw.col(f"known_{field}") >= (whole(1) if field in volumes else nw.col("members")))
        .then(nw.col(field))
        .alias(field)
        for field in fields
    )

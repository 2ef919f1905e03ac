"""From building rows to the facts of each unit.

A building row has the key of its unit, one mark a criterion (1 deficient, 0 sound, -1 or null not surveyed) under the
criterion's id, and its households where a denominator of the rule set counts them, under that denominator's field.
"""

from collections.abc import Collection, Iterator
from typing import Any

import narwhals as nw

from tuntas.domain.quantity import MICRO
from tuntas.rules.columns.fact_columns import open_column
from tuntas.rules.columns.lanes import MarkCounts, split, words
from tuntas.rules.regulation import Count, Criterion, Regulation

#: Buildings of a unit.
SIZE = "buildings"


def mark_criteria(regulation: Regulation, columns: Collection[str]) -> tuple[Criterion, ...]:
    """The criteria that these columns answer with marks; the others get their facts elsewhere, or are missing."""
    counted = (one for one in regulation.criteria if regulation.denominator_of(one).count is not Count.GIVEN)
    return tuple(one for one in counted if one.id in columns)


def household_columns(regulation: Regulation) -> tuple[str, ...]:
    """The columns of households in a building row."""
    return tuple(d.field for d in regulation.denominators.values() if d.count is Count.HOUSEHOLDS)


def wrong_marks(rows: nw.LazyFrame[Any], criteria: Collection[Criterion]) -> nw.LazyFrame[Any]:
    """The rows with a mark other than -1, 0 and 1. Where the file keeps the range of each column, none is read."""
    marks = nw.col(*(one.id for one in criteria))
    return rows.filter(nw.any_horizontal(marks > 1, marks < -1, ignore_nulls=False))


def packed_counts(rows: nw.LazyFrame[Any], regulation: Regulation, unit: str, bits: int) -> nw.LazyFrame[Any]:
    """One row a unit: packed words, its buildings, and of each household column the sum and how many are known.

    Materialise it before `unit_facts`: in one streaming plan the same work takes twice the time. The largest of the
    `sizes` must fit the lanes of `bits` bits.
    """
    columns = rows.collect_schema().names()
    households = [name for name in household_columns(regulation) if name in columns]
    return rows.group_by(unit).agg(
        *words(_marks(regulation, columns), bits),
        nw.len().cast(nw.Int64).alias(SIZE),
        *(nw.col(name).cast(nw.Int64).sum().alias(f"sum_{name}") for name in households),
        *(nw.col(name).count().cast(nw.Int64).alias(f"known_{name}") for name in households),
    )


def sizes(packed: nw.LazyFrame[Any]) -> list[str]:
    """The columns that count what a lane must hold."""
    return [name for name in packed.collect_schema().names() if name == SIZE or name.startswith("sum_")]


def unit_facts(
    packed: nw.LazyFrame[Any], regulation: Regulation, columns: Collection[str], bits: int
) -> nw.LazyFrame[Any]:
    """Facts of each unit from its packed counts; `columns` are those of the building rows.

    Marks not surveyed leave a volume open, except where only surveyed marks make the denominator. A unit with a
    building of unknown households has no households, and no volumes counted in them.
    """
    marks = _marks(regulation, columns)
    counts = split(packed, marks, bits)
    facts = [part.alias(name) for name, part in _facts(regulation, columns)]
    left = [name for mark in marks for name in (mark.deficient, mark.known)]
    left += [f"{kind}_{name}" for kind in ("sum", "known") for name in household_columns(regulation) if name in columns]
    return counts.with_columns(*facts).drop(*left, SIZE)


def _marks(regulation: Regulation, columns: Collection[str]) -> list[MarkCounts]:
    marks = []
    for criterion in mark_criteria(regulation, columns):
        denominator = regulation.denominator_of(criterion)
        weight = denominator.field if denominator.count is Count.HOUSEHOLDS else None
        if weight is None or weight in columns:
            marks.append(MarkCounts(criterion.id, f"deficient_{criterion.id}", f"marked_{criterion.id}", weight))
    return marks


def _facts(regulation: Regulation, columns: Collection[str]) -> Iterator[tuple[str, nw.Expr]]:
    for denominator in regulation.denominators.values():
        if denominator.count is Count.BUILDINGS:
            yield denominator.field, nw.col(SIZE) * MICRO
        elif denominator.count is Count.HOUSEHOLDS and denominator.field in columns:
            yield denominator.field, _if_known(denominator.field, nw.col(f"sum_{denominator.field}"))
    for mark in _marks(regulation, columns):
        criterion = regulation.criterion(mark.column)
        yield from _criterion_facts(criterion, mark, regulation)


def _criterion_facts(criterion: Criterion, mark: MarkCounts, regulation: Regulation) -> Iterator[tuple[str, nw.Expr]]:
    denominator, marked = regulation.denominator_of(criterion), nw.col(mark.known)
    deficient = nw.col(mark.deficient)
    if denominator.count is Count.SURVEYED:
        yield denominator.field, marked * MICRO
        yield criterion.field, deficient * MICRO
    elif mark.weight is None:
        yield criterion.field, deficient * MICRO
        yield open_column(criterion.field), (nw.col(SIZE) - marked) * MICRO
    else:
        yield criterion.field, _if_known(mark.weight, deficient)
        yield open_column(criterion.field), _if_known(mark.weight, nw.col(f"sum_{mark.weight}") - marked).fill_null(0)


def _if_known(households: str, count: nw.Expr) -> nw.Expr:
    return nw.when(nw.col(f"known_{households}") == nw.col(SIZE)).then(count * MICRO)

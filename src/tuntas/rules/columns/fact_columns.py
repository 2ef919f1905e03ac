"""Which columns a table of facts has under a rule set."""

from collections.abc import Iterable
from typing import Any

import narwhals as nw

from tuntas.domain.quantity import LARGEST, MICRO
from tuntas.rules.regulation import Criterion, Regulation

#: Larger quantities, in micro-units, pass 2**63 on the way to a percent; the caller refuses them.
LARGEST_MICRO = LARGEST * MICRO


class TooFine(ValueError):
    """The rule set rounds its percents to more decimals than 64 bits carry."""


def open_column(field: str) -> str:
    """The column of what a volume may be larger than recorded."""
    return f"open_{field}"


def volume_fields(regulation: Regulation) -> tuple[str, ...]:
    """The volumes of all criteria, each once."""
    return _once(criterion.field for criterion in regulation.criteria)


def whole_fields(regulation: Regulation) -> tuple[str, ...]:
    """The denominators of all criteria, each once."""
    return _once(regulation.denominator_of(criterion).field for criterion in regulation.criteria)


def fact_fields(regulation: Regulation, among: Iterable[str] | None = None) -> list[str]:
    """All quantities that the column path reads, the area of a unit included; or those `among` some columns."""
    fields = _once((*volume_fields(regulation), *whole_fields(regulation), regulation.area_field))
    present = None if among is None else set(among)
    return [name for name in fields if name and (present is None or name in present)]


def volume_of(criterion: Criterion) -> nw.Expr:
    """The volume of a criterion."""
    return nw.col(criterion.field)


def whole_of(criterion: Criterion, regulation: Regulation) -> nw.Expr:
    """The denominator of a criterion."""
    return nw.col(regulation.denominator_of(criterion).field)


def with_all_columns(units: nw.LazyFrame[Any], regulation: Regulation) -> nw.LazyFrame[Any]:
    """Adds the quantities that the table lacks, as missing. Raises `TooFine`."""
    if 2 * regulation.bands.factor * LARGEST_MICRO >= 2**63:
        raise TooFine(regulation.id)
    present = set(units.collect_schema().names())
    absent = [name for name in (*volume_fields(regulation), *whole_fields(regulation)) if name not in present]
    return units.with_columns(*(nw.lit(None, nw.Int64).alias(name) for name in absent)) if absent else units


def open_fields(units: nw.LazyFrame[Any], regulation: Regulation) -> frozenset[str]:
    """The volumes that have an `open_` column in this table."""
    present = set(units.collect_schema().names())
    return frozenset(field for field in volume_fields(regulation) if open_column(field) in present)


def _once(fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fields))

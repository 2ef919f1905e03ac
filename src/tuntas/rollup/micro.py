"""Columns of decimal numbers as exact micro-units: what `tuntas.domain.quantity.to_micro` gives, cell by cell."""

import polars as pl

from tuntas.domain.quantity import MICRO, to_micro

# A float and its shortest decimal differ by half a unit in the last place, the product by another.
_ERROR = 2.0**-51


def micro(column: str, kind: pl.DataType) -> pl.Expr:
    """The column in micro-units (Int64); the caller has checked that its numbers are finite and not too large."""
    if kind.is_integer():
        return pl.col(column).cast(pl.Int64) * MICRO
    return pl.col(column).cast(pl.Float64).map_batches(_in_micro, return_dtype=pl.Int64(), is_elementwise=True)


def _in_micro(values: pl.Series) -> pl.Series:
    """Half up, away from zero, of the shortest decimal that denotes each float."""
    scaled = values.abs() * MICRO
    fraction = scaled - scaled.floor()
    # Near a half, binary and decimal may fall on different sides: those few cells are rounded as decimals.
    unsure = ((fraction - 0.5).abs() <= scaled * _ERROR + 2.0**-40).fill_null(False)
    result = (scaled + 0.5).floor().cast(pl.Int64) * (values.sign().cast(pl.Int64))
    if unsure.any():
        places = unsure.arg_true()
        result = result.scatter(places, [to_micro(value) for value in values.gather(places)])
    return result.alias(values.name)

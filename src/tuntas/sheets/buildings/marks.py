"""Cells of a building list as typed columns: marks, whole numbers and texts, whatever the file gave.

A column arrives as numbers, as truth values, or as text where a single cell of it is text.
"""

import polars as pl

DEFICIENT = ("1", "1.0", "1,0", "ya", "y", "yes", "true", "benar")
SOUND = ("0", "0.0", "0,0", "tidak", "t", "no", "n", "false", "salah")
NOT_SURVEYED = ("", "-1", "-1.0", "-1,0")
_WORDS = {**dict.fromkeys(DEFICIENT, 1), **dict.fromkeys(SOUND, 0)}
_WHOLE = r"^(\d{1,9})(?:[.,]0{1,2})?$"

#: More households or persons than this in one building are taken for a slip of the keyboard, and not counted.
MAX_HOUSEHOLDS = 999
MAX_PERSONS = 9_999
#: More households than this in one building are counted, with a question.
MANY_HOUSEHOLDS = 50


def mark(column: str, dtype: pl.DataType) -> pl.Expr:
    """1 deficient, 0 sound, null where the cell is blank, -1 or no mark at all (Int8)."""
    cell = pl.col(column)
    if dtype.is_numeric():
        return pl.when(cell == 1).then(1).when(cell == 0).then(0).cast(pl.Int8)
    if dtype == pl.Boolean:
        return cell.cast(pl.Int8)
    return _plain(cell, dtype).replace_strict(_WORDS, default=None, return_dtype=pl.Int8)


def is_wrong_mark(column: str, dtype: pl.DataType) -> pl.Expr:
    """Whether the cell holds something, and that is neither a mark nor a way to say "not surveyed"."""
    cell = pl.col(column)
    if dtype.is_numeric():
        return ~(is_blank(column, dtype) | (cell == 0) | (cell == 1) | (cell == -1))
    if dtype == pl.Boolean:
        return pl.lit(False)
    return ~_plain(cell, dtype).is_in([*DEFICIENT, *SOUND, *NOT_SURVEYED])


def whole_number(column: str, dtype: pl.DataType, largest: int) -> pl.Expr:
    """A whole number from 0 to `largest`, null where the cell is blank or anything else (Int64)."""
    cell = pl.col(column)
    if dtype.is_numeric():
        return pl.when(cell.is_between(0, largest) & (cell == cell.floor())).then(cell).cast(pl.Int64)
    number = _plain(cell, dtype).str.extract(_WHOLE).cast(pl.Int64)
    return pl.when(number <= largest).then(number)


def is_blank(column: str, dtype: pl.DataType) -> pl.Expr:
    """Whether the cell holds nothing."""
    cell = pl.col(column)
    if dtype.is_float():
        return cell.is_null() | cell.is_nan()
    return cell.is_null() | (cell.str.strip_chars() == "") if dtype == pl.String else cell.is_null()


def as_text(column: str, dtype: pl.DataType) -> pl.Expr:
    """The cell as text, verbatim; a whole number without decimals; null where it is blank."""
    cell = pl.col(column)
    if dtype.is_float():
        whole = cell.cast(pl.Int64, strict=False)
        text = pl.when(whole == cell).then(whole.cast(pl.String)).otherwise(cell.cast(pl.String))
    else:
        text = cell.cast(pl.String)
    return pl.when(~is_blank(column, dtype)).then(text).alias(column)


def _plain(cell: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    text = cell if dtype == pl.String else cell.cast(pl.String)
    return text.str.strip_chars().str.to_lowercase()

"""Integer arithmetic that gives the same result on every engine.

Spark divides 64-bit columns in floating point (its `//` of 999999999999999999 by 10**18 is 1) and refuses a
remainder by zero. Here only a multiple is divided, and its quotient is small: one float division is exact.
"""

import narwhals as nw


def floor_divide(dividend: nw.Expr, divisor: nw.Expr | int) -> nw.Expr:
    """Whole part of dividend / divisor, for divisor > 0 (or null) and a quotient from 0 to 2**50."""
    return ((dividend - dividend % divisor) / divisor).round(0).cast(nw.Int64)


def whole(value: int) -> nw.Expr:
    """A 64-bit whole number: untyped literals take another width on each engine."""
    return nw.lit(value, nw.Int64)


def as_number(condition: nw.Expr) -> nw.Expr:
    """1 where the condition holds, else 0 (also where it is null): engines do not agree on adding booleans."""
    return nw.when(condition).then(whole(1)).otherwise(whole(0))

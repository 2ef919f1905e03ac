"""Several counters in one 64-bit sum: a pass over ten million rows then adds 6 columns in place of 32.

A counter is a lane of `bits` bits. It spills into its neighbour when a group counts 2**bits or more, so the caller
compares the largest group with `capacity(bits)`, and counts again with `bits_for(largest)` where it is too small.
A word has 60 bits: shifted by 10 or more it is below 2**50, so engines that divide in floating point split it exactly.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add
from typing import Any, NamedTuple

import narwhals as nw

WORD = 60
WIDTHS = (10, 15, 30)
#: Enough for 1,023 buildings or households in a unit, more than an RT has.
NARROW = WIDTHS[0]


class GroupTooLarge(ValueError):
    """More rows or households in one group than the widest lane counts."""


class MarkCounts(NamedTuple):
    """Two counters of one mark column: how often it is 1, and how often it is 0 or 1; each row counts `weight`."""

    column: str
    deficient: str
    known: str
    weight: str | None = None


def capacity(bits: int) -> int:
    """Largest count a lane of this width holds."""
    return (1 << bits) - 1


def bits_for(largest: int) -> int:
    """The narrowest lanes for groups of up to `largest`. Raises `GroupTooLarge`."""
    for bits in WIDTHS:
        if largest <= capacity(bits):
            return bits
    raise GroupTooLarge(str(largest))


def words(marks: Sequence[MarkCounts], bits: int) -> list[nw.Expr]:
    """One summed expression for every WORD // bits counters."""
    return [
        reduce(add, (_pair(mark, bits) * (1 << (2 * bits * i)) for i, mark in enumerate(group))).sum().alias(word)
        for word, group in _groups(marks, bits)
    ]


def split(frame: nw.LazyFrame[Any], marks: Sequence[MarkCounts], bits: int) -> nw.LazyFrame[Any]:
    """The same table with the counts in place of the words."""
    lanes = [
        _lane(word, bits, 2 * i + part).alias(name)
        for word, group in _groups(marks, bits)
        for i, mark in enumerate(group)
        for part, name in enumerate((mark.deficient, mark.known))
    ]
    return frame.with_columns(*lanes).drop(*(word for word, _ in _groups(marks, bits)))


def _groups(marks: Sequence[MarkCounts], bits: int) -> Iterator[tuple[str, Sequence[MarkCounts]]]:
    size = WORD // bits // 2
    for start in range(0, len(marks), size):
        yield f"word_{start}", marks[start : start + size]


def _pair(mark: MarkCounts, bits: int) -> nw.Expr:
    cell = nw.col(mark.column)
    # Narrow integers halve the memory that the ten million intermediate results pass through.
    kind = nw.Int16 if bits < 15 else nw.Int64
    none = nw.lit(0, kind)
    pair = nw.when(cell == 1).then(nw.lit(1, kind)).otherwise(none)
    pair = (pair + nw.when(cell >= 0).then(nw.lit(1 << bits, kind)).otherwise(none)).cast(nw.Int64)
    return pair if mark.weight is None else pair * nw.col(mark.weight).fill_null(0).cast(nw.Int64)


def _lane(word: str, bits: int, position: int) -> nw.Expr:
    packed, shift = nw.col(word), 1 << (bits * position)
    # Only a multiple is divided, and by a power of two: exact in floating point too.
    shifted = (packed - packed % shift) // shift if position else packed
    return shifted if position == WORD // bits - 1 else shifted % (1 << bits)

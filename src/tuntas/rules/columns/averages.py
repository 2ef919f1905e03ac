"""Percents and the sectoral average, in whole numbers on every engine.

A share of 10⁸ units would pass 2**63 on the way; it is written out by long division, four decimals a step.
"""

from collections.abc import Iterator
from functools import reduce
from math import lcm
from operator import add
from typing import Any

import narwhals as nw

from tuntas.rules.columns.exact import floor_divide, whole
from tuntas.rules.columns.fact_columns import volume_of, whole_of
from tuntas.rules.regulation import Criterion, Regulation
from tuntas.rules.scoring import SECTORAL_UNIT, SHARE_UNIT

BASE = 10**4  # BASE² is SHARE_UNIT


def with_averages(frame: nw.LazyFrame[Any], regulation: Regulation) -> nw.LazyFrame[Any]:
    """Adds percent_<id> and `sectoral`, and leaves its working columns to the caller to drop.

    The frame has `complete`, and gap_<id> unless no unit has a gap.

    `sectoral` is the mean of the aspect means of the shares, half up to 10⁻⁶; null while a criterion is incomplete.
    """
    names = set(frame.collect_schema().names())
    ids = [criterion.id for criterion in regulation.criteria]
    frame = frame.with_columns(*(part for one in regulation.criteria for part in _parts(one, regulation)))
    frame = frame.with_columns(
        *(_percent(one, regulation.bands.factor, f"gap_{one}" in names) for one in ids),
        *(floor_divide(nw.col(f"part_{one}") * BASE, nw.col(f"by_{one}")).alias(f"digits_{one}") for one in ids),
    )
    frame = frame.with_columns(*(_share(one) for one in ids))
    return frame.with_columns(_sectoral(regulation).alias("sectoral"))


def aspect_weights(regulation: Regulation) -> tuple[dict[str, int], int]:
    """Whole-number weight of each criterion in the mean of the aspect means, and what the weights add up to."""
    members = {aspect.id: regulation.criteria_of(aspect.id) for aspect in regulation.aspects}
    common = lcm(*(len(criteria) for criteria in members.values()))
    weights = {one.id: common // len(criteria) for criteria in members.values() for one in criteria}
    return weights, common * len(members)


def _parts(criterion: Criterion, regulation: Regulation) -> Iterator[nw.Expr]:
    volume, denominator = volume_of(criterion), whole_of(criterion, regulation)
    within = nw.when((denominator <= 0) | (volume <= 0)).then(whole(0)).when(volume > denominator).then(denominator)
    # Missing stays missing: the last condition holds for no null.
    yield (
        within.when(volume <= denominator).then(volume).otherwise(nw.lit(None, nw.Int64)).alias(f"part_{criterion.id}")
    )
    yield nw.when(denominator > 0).then(denominator).otherwise(whole(1)).alias(f"by_{criterion.id}")


def _percent(one: str, factor: int, may_have_gap: bool) -> nw.Expr:
    by = nw.col(f"by_{one}")
    percent = floor_divide(nw.col(f"part_{one}") * (2 * factor) + by, by * 2)
    known = nw.when(nw.col(f"gap_{one}") == 0).then(percent) if may_have_gap else percent
    return known.alias(f"percent_{one}")


def _share(one: str) -> nw.Expr:
    part, by, digits = (nw.col(f"{kind}_{one}") for kind in ("part", "by", "digits"))
    rest = part * BASE - digits * by
    return (digits * BASE + floor_divide(rest * (2 * BASE) + by, by * 2)).alias(f"share_{one}")


def _sectoral(regulation: Regulation) -> nw.Expr:
    weights, total_weight = aspect_weights(regulation)
    weighed = reduce(add, (nw.col(f"share_{one}") * weight for one, weight in weights.items()))
    unit = total_weight * (SHARE_UNIT // SECTORAL_UNIT)
    return nw.when(nw.col("complete") == 1).then(floor_divide(weighed * 2 + unit, 2 * unit))

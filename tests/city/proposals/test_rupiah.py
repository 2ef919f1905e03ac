"""Rupiah of proposals: whole, exact in their sums, rounded once for a carried price and once for each line."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuntas.city.proposals.pricing import carried, half_up, line_cost
from tuntas.domain.quantity import MICRO
from tuntas.domain.rupiah import split_rupiah

pytestmark = pytest.mark.once
amounts = st.integers(1, 10**12)
volumes = st.integers(1, 10**13)


@settings(max_examples=50)
@given(st.lists(st.tuples(volumes, amounts), min_size=1, max_size=20))
def test_a_cost_is_within_half_a_rupiah_of_the_exact_one_for_each_line(lines: list[tuple[int, int]]) -> None:
    exact = sum(Fraction(volume * price, MICRO) for volume, price in lines)
    rounded = sum(line_cost(volume, price) for volume, price in lines)
    assert abs(exact - rounded) <= Fraction(len(lines), 2)
    assert all(line_cost(whole * MICRO, price) == whole * price for whole, price in lines)


@given(amounts, st.lists(st.integers(-500_000, 1_000_000), max_size=10))
def test_a_carried_price_is_rounded_once_and_does_not_depend_on_the_order(cost: int, rates: list[int]) -> None:
    exact = Fraction(cost)
    for rate in rates:
        exact *= 1 + Fraction(rate, 1_000_000)
    assert carried(cost, rates) == carried(cost, rates[::-1]) == max(1, half_up(exact))
    assert carried(cost, []) == cost


@given(st.integers(0, 10**14), st.lists(st.integers(0, 10**12), min_size=1, max_size=12).filter(any))
def test_shares_keep_their_sum_and_stay_within_a_rupiah_of_their_proportion(cost: int, weights: list[int]) -> None:
    parts = split_rupiah(cost, weights)
    assert sum(parts) == cost and min(parts) >= 0
    assert all(
        abs(part - Fraction(cost * weight, sum(weights))) < 1 for part, weight in zip(parts, weights, strict=True)
    )

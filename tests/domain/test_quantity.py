"""Exact quantities."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuntas.domain.quantity import NotAQuantity, ceil_to_step, from_micro, to_micro, to_share


def test_a_float_counts_as_the_decimal_that_denotes_it() -> None:
    assert to_micro(0.848808) == 848_808
    assert to_micro(0.1) + to_micro(0.2) == to_micro(0.3)


def test_beyond_six_decimals_halves_go_away_from_zero() -> None:
    assert (to_micro("0.0000005"), to_micro("-0.0000005"), to_micro("0.00000049")) == (1, -1, 0)


@pytest.mark.parametrize("value", ["abc", "", float("nan"), float("inf"), True, 1e12, "1,5"])
def test_what_is_no_quantity_is_refused(value: object) -> None:
    with pytest.raises(NotAQuantity):
        to_micro(value)  # type: ignore[arg-type]  # the point of the test


@given(st.decimals(-1_000_000, 1_000_000, places=6))
def test_six_decimals_survive_unchanged(value: Decimal) -> None:
    assert from_micro(to_micro(value)) == value
    assert to_micro(float(value)) == to_micro(value)


@given(st.integers(-(10**9), 10**12), st.sampled_from([100, 1_000_000]))
def test_ceiling_is_the_smallest_step_not_below(value: int, step: int) -> None:
    found = ceil_to_step(value, step)
    assert found % step == 0 and value <= found < value + step


def test_shares_keep_twelve_decimals() -> None:
    assert to_share("0.249949999999") == 249_949_999_999

"""Rupiah as people type it, and splits that lose none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuntas.domain.rupiah import LARGEST_IDR, NotRupiah, printed_rupiah, read_rupiah, split_rupiah


@pytest.mark.parametrize("text", ["1250000", "1.250.000", "1,250,000", "Rp. 1.250.000,00", "Rp 1.250.000,-"])
def test_one_amount_is_typed_in_many_ways(text: str) -> None:
    assert read_rupiah(text) == 1_250_000


@pytest.mark.parametrize(("text", "code"), [
    ("-5.000", "NEGATIVE"), ("(5.000)", "NEGATIVE"), ("1" + "0" * 15, "ABSURD"), ("1.250,50", "CENTS"),
    ("1,5", "CENTS"), ("1,5 juta", "TEXT"), ("", "TEXT"), ("1.25.000", "TEXT"), ("Rp", "TEXT"),
])  # fmt: skip
def test_what_is_no_amount_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(NotRupiah) as refused:
        read_rupiah(text)
    assert refused.value.code == f"RUPIAH-{code}"


@given(amount=st.integers(0, LARGEST_IDR))
def test_what_is_printed_is_read_back(amount: int) -> None:
    assert read_rupiah(printed_rupiah(amount)) == read_rupiah(printed_rupiah(amount, "en")) == amount


@given(total=st.integers(0, LARGEST_IDR), weights=st.lists(st.integers(0, 10**9), min_size=1, max_size=9).filter(any))
def test_a_split_loses_no_rupiah_and_no_part_is_a_rupiah_off(total: int, weights: list[int]) -> None:
    parts = split_rupiah(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    assert all(abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True))

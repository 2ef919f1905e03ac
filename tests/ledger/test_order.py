"""Within a day the order of entries does not matter, and printed rows add to the printed total."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.book import DAY, Book
from tuntas.domain.area import (
    NotAnArea,
    TwoReadings,
    decimal_mark,
    m2_to_hectares,
    printed_rows,
    read_hectares,
)
from tuntas.domain.quantity import round_half_up
from tuntas.ledger.balances import balance
from tuntas.ledger.entries import Kind


@given(st.permutations([(Kind.ADDED, 500), (Kind.HANDLED, 900), (Kind.SLUM_AGAIN, 100), (Kind.HANDLED, 40)]))
def test_movements_of_one_day_commute_where_each_order_is_right(order: list[tuple[Kind, int]]) -> None:
    book = Book()
    book.write(Kind.ESTABLISHED, 10_000)
    book.write(Kind.HANDLED, 1_000)
    for kind, area in order:
        book.write(kind, area)
    seen = balance(book.entries, on=DAY)
    assert (seen.decreed_m2, seen.handled_m2, seen.remaining_m2) == (10_500, 1_840, 8_660)


@given(st.lists(st.integers(0, 5_000_000), min_size=1, max_size=60))
def test_printed_rows_add_to_the_printed_total_and_stay_within_one_unit(areas: list[int]) -> None:
    rows = printed_rows(areas)
    assert sum(rows) == round_half_up(m2_to_hectares(sum(areas)), 2)
    assert all(abs(row - m2_to_hectares(area)) < Decimal("0.01") for row, area in zip(rows, areas, strict=True))


@pytest.mark.parametrize(("text", "area_m2"), [
    ("359,50", 3_595_000), ("359.50", 3_595_000), ("1.234,56", 12_345_600), ("1,234.56", 12_345_600),
    ("124", 1_240_000), (" 81,80 ha", 818_000), ("-0,01", -100), ("0,12345", 1_235),
])  # fmt: skip
def test_hectares_are_read_as_people_write_them(text: str, area_m2: int) -> None:
    assert read_hectares(text) == area_m2


def test_an_area_with_two_readings_is_asked_about_unless_its_column_tells() -> None:
    with pytest.raises(TwoReadings):
        read_hectares("135.971")
    assert read_hectares("135.971", ".") == 1_359_710
    assert read_hectares("1.234", ",") == 12_340_000


@pytest.mark.parametrize(("texts", "mark"), [
    (["135.971", "359.50"], "."), (["135.971", "359,5"], ","), (["135.971", "124"], None), (["1,5", "1.5"], None),
])  # fmt: skip
def test_the_decimal_mark_of_a_column_is_taken_only_where_it_leaves_no_doubt(texts: list[str], mark: str) -> None:
    assert decimal_mark(texts) == mark


@pytest.mark.parametrize("text", ["", "12O", "1.2.3", "1,2,3", "--5", "1e3", "NaN"])
def test_what_is_no_area_is_refused(text: str) -> None:
    with pytest.raises(NotAnArea):
        read_hectares(text)

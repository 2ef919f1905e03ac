"""Numbers as people read them."""

from decimal import Decimal
from fractions import Fraction

from tuntas.domain.numbers import micro, number, percent


def test_indonesian_and_english_marks() -> None:
    assert number(Decimal("1234567.891"), "id", 2) == "1.234.567,89"
    assert number(Decimal("1234567.891"), "en", 2) == "1,234,567.89"


def test_only_the_decimals_there_are() -> None:
    assert (micro(41_000_000), micro(848_808), micro(-1_500_000)) == ("41", "0,848808", "-1,5")


def test_percent_is_rounded_half_up() -> None:
    assert percent(Fraction(759_100_5, 10**7)) == "75,91 %"
    assert percent(Fraction(1, 8), decimals=0) == "13 %"

"""Numbers and dates as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from tuntas.web.shared import formats


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"), timezone.override(ZoneInfo("Asia/Jakarta")):
        yield


def test_hectares_have_two_decimals_and_indonesian_marks() -> None:
    assert formats.hectares(3_595_000) == "359,50 ha"
    assert formats.hectares(12_345_678) == "1.234,57 ha"


def test_the_exact_area_is_never_rounded() -> None:
    assert formats.square_metres(3_595_001) == "3.595.001 m²"


def test_blank_is_not_zero() -> None:
    for write in (formats.hectares, formats.count, formats.rupiah, formats.percent, formats.day, formats.quantity):
        assert write(None) == "belum ada data"
    assert formats.hectares(0) == "0,00 ha"
    assert formats.count(0) == "0"


def test_rupiah_is_shortened_only_in_headlines() -> None:
    assert formats.rupiah(1_250_000_000) == "Rp 1.250.000.000"
    assert formats.rupiah_short(1_250_000_000) == "Rp 1,25 miliar"
    assert formats.rupiah_short(2_000_000_000_000) == "Rp 2,00 triliun"
    assert formats.rupiah_short(999_999) == "Rp 999.999"


def test_percent_rounds_half_up() -> None:
    assert formats.percent(Fraction(7586, 10000)) == "75,9 %"
    assert formats.percent(Decimal("0.0005")) == "0,1 %"
    assert formats.percent(Fraction(1, 3), 2) == "33,33 %"


def test_a_surveyed_quantity_keeps_all_its_decimals() -> None:
    assert formats.quantity(848_808, "ha") == "0,848808 ha"


def test_days_are_written_in_words() -> None:
    assert formats.day(date(2019, 4, 16)) == "16 April 2019"


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Asia/Jakarta", "16 April 2019 pukul 08.30 WIB"),
        ("Asia/Makassar", "16 April 2019 pukul 09.30 WITA"),
        ("Asia/Jayapura", "16 April 2019 pukul 10.30 WIT"),
    ],
)
def test_moments_name_their_zone(zone: str, written: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        assert formats.moment(datetime(2019, 4, 16, 1, 30, tzinfo=UTC)) == written


def test_english_pages_have_english_marks() -> None:
    with translation.override("en"):
        assert formats.hectares(12_345_678) == "1,234.57 ha"

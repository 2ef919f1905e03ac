"""Numbers and dates as an Indonesian office writes them, in the language of the page. None is "belum ada data"."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from tuntas.domain.numbers import micro, number

M2_PER_HA = 10_000
ZONES = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}
#: From which amount a headline shortens rupiah, the divisor, and the word.
SHORT = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


def language() -> str:
    """The language of the page, `id` or `en`."""
    return (get_language() or "id")[:2]


def no_data() -> str:
    """What stands where nothing is known."""
    return gettext("belum ada data")


def count(value: int | Decimal | None, decimals: int | None = 0) -> str:
    """A number with the language's marks; 12345 is `12.345`."""
    return no_data() if value is None else number(value, language(), decimals)


def hectares(area_m2: int | Decimal | None) -> str:
    """Square metres as hectares with two decimals: `359,50 ha`."""
    return no_data() if area_m2 is None else f"{number(Decimal(area_m2) / M2_PER_HA, language(), 2)} ha"


def square_metres(area_m2: int | Decimal | None) -> str:
    """The exact area, for the hover: `3.595.000 m²`."""
    return no_data() if area_m2 is None else f"{number(area_m2, language())} m²"


def quantity(value_micro: int | None, unit: str = "", decimals: int | None = None) -> str:
    """A quantity in micro-units with its unit: `0,848808 ha`."""
    return no_data() if value_micro is None else f"{micro(value_micro, language(), decimals)} {unit}".strip()


def percent(share: Fraction | Decimal | None, decimals: int = 1) -> str:
    """A share (0–1) as percent: `75,9 %`."""
    if share is None:
        return no_data()
    exact = Fraction(share) * 100
    return f"{number(Decimal(exact.numerator) / Decimal(exact.denominator), language(), decimals)} %"


def rupiah(amount_idr: int | None) -> str:
    """The whole amount: `Rp 1.250.000.000`."""
    return no_data() if amount_idr is None else f"Rp {number(amount_idr, language())}"


def rupiah_short(amount_idr: int | None) -> str:
    """For a headline: `Rp 1,25 miliar`; below a million the whole amount."""
    if amount_idr is None:
        return no_data()
    for size, word in SHORT:
        if abs(amount_idr) >= size:
            return f"Rp {number(Decimal(amount_idr) / size, language(), 2)} {_size_word(word)}"
    return rupiah(amount_idr)


def day(on: date | None) -> str:
    """`16 April 2019`."""
    return no_data() if on is None else date_format(on, "j F Y")


def moment(at: datetime | None) -> str:
    """`16 April 2019 pukul 08.30 WIB`, in the time zone in force."""
    if at is None:
        return no_data()
    local = timezone.localtime(at)
    zone = ZONES.get(local.utcoffset() or timedelta(), local.tzname() or "")
    clock = local.strftime("%H:%M" if language() == "en" else "%H.%M")
    return gettext("%(day)s pukul %(clock)s %(zone)s") % {"day": day(local.date()), "clock": clock, "zone": zone}


def age(days: int | None) -> str:
    """How long something waits: `hari ini`, `1 hari`, `12 hari`."""
    if days is None:
        return no_data()
    return gettext("hari ini") if days == 0 else ngettext("%(n)d hari", "%(n)d hari", days) % {"n": days}


def _size_word(word: str) -> str:
    return {"triliun": gettext("triliun"), "miliar": gettext("miliar"), "juta": gettext("juta")}[word]

"""Exact figures as text: for XML and CSV with a decimal point, for sentences as the reader's language writes them."""

from decimal import Decimal
from fractions import Fraction

from tuntas.domain.quantity import MICRO, round_half_up
from tuntas.rules.regulation import Bands


def micro_text(micro: int) -> str:
    """Micro-units as an exact decimal without trailing zeros: 1_500_000 → `1.5`."""
    whole, rest = divmod(abs(micro), MICRO)
    sign = "-" if micro < 0 else ""
    return f"{sign}{whole}.{rest:06d}".rstrip("0") if rest else f"{sign}{whole}"


def percent_text(percent: int, bands: Bands) -> str:
    """A percent of the rule set's precision: 3333 with two decimals → `33.33`."""
    if not bands.decimals:
        return str(percent)
    whole, rest = divmod(percent, 10**bands.decimals)
    return f"{whole}.{rest:0{bands.decimals}d}"


def percent_of_share(share: Fraction, decimals: int) -> Decimal:
    """A share (0–1) as percent, half up to `decimals` places."""
    return round_half_up(Decimal(share.numerator * 100) / Decimal(share.denominator), decimals)


def spoken(value: Decimal | int, decimals: int, lang: str) -> str:
    """A figure inside a sentence: `1.234,56` in Indonesian, `1,234.56` in English."""
    plain = f"{round_half_up(Decimal(value), decimals):,.{decimals}f}"
    return plain if lang == "en" else plain.translate(str.maketrans(",.", ".,"))

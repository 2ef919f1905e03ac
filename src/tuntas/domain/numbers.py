"""Numbers as people read them: `1.234,56` in Indonesian, `1,234.56` in English."""

from decimal import Decimal
from fractions import Fraction

from tuntas.domain.quantity import from_micro, round_half_up


def number(value: Decimal | int, lang: str = "id", decimals: int | None = None) -> str:
    """`value` with the language's marks, rounded half up to `decimals` (None: all it has)."""
    exact = Decimal(value)
    rounded = exact if decimals is None else round_half_up(exact, decimals)
    text = f"{rounded:,f}"
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


def micro(value: int, lang: str = "id", decimals: int | None = None) -> str:
    """A quantity in micro-units, as `number`."""
    return number(from_micro(value), lang, decimals)


def percent(value: Fraction, lang: str = "id", decimals: int = 2) -> str:
    """A share (0–1) as percent with its sign: `75,91 %`."""
    scaled = Decimal(value.numerator * 100) / Decimal(value.denominator)
    return f"{number(scaled, lang, decimals)} %"

"""Money: whole rupiah as integers, read as people write them, printed with thousands marks, split without loss."""

import re
from collections.abc import Sequence

from tuntas.domain.numbers import number

#: More than this is no budget of a city: a slip of the keyboard. A choice of this project (no text says it).
LARGEST_IDR = 100_000_000_000_000

_GROUPED = re.compile(r"\d+|\d{1,3}([.,])\d{3}(\1\d{3})*")
_CENTS = re.compile(r"[.,]00?$|,-$")


class NotRupiah(ValueError):
    """The text is no whole amount of rupiah that money can be; `code` says why."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def read_rupiah(text: str) -> int:
    """Whole rupiah of `Rp1.250.000`, `1,250,000`, `1250000`, `Rp 1.250.000,00`.

    Raises `NotRupiah`: RUPIAH-NEGATIVE for an amount below zero, RUPIAH-ABSURD above `LARGEST_IDR`, RUPIAH-CENTS for
    parts of a rupiah, RUPIAH-TEXT for anything else (`1,5 juta`, `1.25`).
    """
    cleaned = re.sub(r"\s|^(rp|idr)\.?", "", text.strip(), flags=re.IGNORECASE)
    if cleaned.startswith(("-", "(", "−")):
        raise NotRupiah("RUPIAH-NEGATIVE", text)
    whole = _CENTS.sub("", cleaned) if len(cleaned) > 3 else cleaned
    if not _GROUPED.fullmatch(whole):
        is_part = bool(re.fullmatch(r"\d{1,3}(\.\d{3})*,\d+|\d{1,3}(,\d{3})*\.\d+|\d+[.,]\d+", whole))
        raise NotRupiah("RUPIAH-CENTS" if is_part else "RUPIAH-TEXT", text)
    return checked_rupiah(int(re.sub(r"[.,]", "", whole)))


def checked_rupiah(amount_idr: int) -> int:
    """The amount itself. Raises `NotRupiah` where it is negative or absurd."""
    if amount_idr < 0:
        raise NotRupiah("RUPIAH-NEGATIVE", str(amount_idr))
    if amount_idr > LARGEST_IDR:
        raise NotRupiah("RUPIAH-ABSURD", str(amount_idr))
    return amount_idr


def printed_rupiah(amount_idr: int, lang: str = "id") -> str:
    """An amount as printed: `Rp 1.250.000`, below zero `−Rp 1.250.000`."""
    sign = "−" if amount_idr < 0 else ""
    return f"{sign}Rp {number(abs(amount_idr), lang)}"


def split_rupiah(total_idr: int, weights: Sequence[int]) -> list[int]:
    """An amount in whole rupiah by weights, by largest remainder (the earlier among equals): the sum is the total.

    Weights are not negative and not all zero.
    """
    whole = sum(weights)
    if total_idr < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError("a split needs an amount and weights that are not negative, and one of them above zero")
    parts = [total_idr * weight // whole for weight in weights]
    rest = [total_idr * weight % whole for weight in weights]
    for place in sorted(range(len(parts)), key=lambda place: -rest[place])[: total_idr - sum(parts)]:
        parts[place] += 1
    return parts

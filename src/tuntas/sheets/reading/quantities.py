"""Exact integers from the figures of a sheet, with a fast way for the many that need no decimal arithmetic."""

from decimal import Decimal

from tuntas.domain.quantity import LARGEST, MICRO, SHARE_ONE, NotAQuantity, to_micro, to_share
from tuntas.sheets.reading.number_cells import Number

# Below 10¹⁵ a double names at most one decimal of 15 digits, so that the check by division is a proof.
_FEW_DIGITS = 10**15


def micro_of(number: Number) -> int | None:
    """The number in millionths, exactly as `to_micro`; None where it is not finite or too large."""
    return _scaled(number, MICRO)


def share_of(number: Number) -> int | None:
    """A share (0–1) in 10⁻¹², exactly as `to_share`; None where it is not finite or too large."""
    return _scaled(number, SHARE_ONE)


def decimal_of(number: Number) -> Decimal | None:
    """The number as the decimal that its cell shows; None where it is not finite."""
    exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    return exact if exact.is_finite() else None


def _scaled(number: Number, scale: int) -> int | None:
    if isinstance(number, float):
        if not -LARGEST <= number <= LARGEST:
            return None
        whole = round(number * scale)
        if -_FEW_DIGITS < whole < _FEW_DIGITS and whole / scale == number:
            return whole
    elif isinstance(number, int):
        return number * scale if -LARGEST <= number <= LARGEST else None
    try:
        return to_micro(number) if scale == MICRO else to_share(number)
    except NotAQuantity:
        return None

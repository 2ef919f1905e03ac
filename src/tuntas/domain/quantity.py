"""Exact quantities: integers of one millionth of a unit ("micro").

Surveys give hectares, metres, households and buildings. Added as floats their sums depend on the order; added as
micro-units they do not, on any engine. 1 micro-hectare is 0.01 m², 1 micro-metre a thousandth of a millimetre, so
nothing that can be measured is lost. Shares (0–1, printed without volumes) are carried to 12 decimals.
"""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, InvalidOperation

MICRO = 1_000_000
SHARE_ONE = 10**12

#: The largest value accepted; beyond it the integer arithmetic of the column engines (64 bits) could overflow.
LARGEST = 400_000_000


class NotAQuantity(ValueError):
    """The value is no finite number, or is larger than `LARGEST`."""


def to_micro(value: int | float | str | Decimal) -> int:
    """`value` in millionths, half up (away from zero) beyond six decimals.

    A float counts as the shortest decimal that denotes it (0.1 is 0.1). Raises `NotAQuantity`.
    """
    return _scaled(value, MICRO)


def to_share(value: int | float | str | Decimal) -> int:
    """A share (0.5 = half) in units of 10⁻¹². Raises `NotAQuantity`."""
    return _scaled(value, SHARE_ONE)


def from_micro(micro: int) -> Decimal:
    """The exact decimal value of `micro` millionths, without trailing zeros."""
    value = Decimal(micro) / MICRO
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def ceil_to_step(micro: int, step_micro: int) -> int:
    """The smallest multiple of `step_micro` that is not below `micro`."""
    return int((Decimal(micro) / step_micro).to_integral_value(ROUND_CEILING)) * step_micro


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """`value` to `decimals` places, halves away from zero, as offices round."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _scaled(value: int | float | str | Decimal, scale: int) -> int:
    if isinstance(value, bool):
        raise NotAQuantity(str(value))
    if isinstance(value, int):
        number = Decimal(value)
    else:
        try:
            number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        except InvalidOperation as error:
            raise NotAQuantity(str(value)) from error
    if not number.is_finite() or abs(number) > LARGEST:
        raise NotAQuantity(str(value))
    return int((number * scale).quantize(Decimal(1), ROUND_HALF_UP))

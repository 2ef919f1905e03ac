"""Exact quantities as answers: whole numbers with their unit in the name, decimals as texts."""

from tuntas.city.dossiers.measures import Measure
from tuntas.domain.quantity import from_micro, round_half_up


def decimal_text(micro: int | None) -> str | None:
    """Millionths as the exact decimal: `"12.5"`."""
    return None if micro is None else f"{from_micro(micro):f}"


def whole(micro: int | None) -> int | None:
    """Something counted, half up."""
    return Measure(micro).count


def square_metres(micro_ha: int | None) -> int | None:
    """An area in whole square metres, half up."""
    return Measure(micro_ha).m2


def printed_hectares(micro_ha: int | None) -> str | None:
    """Hectares with the two decimals of a decree: `"359.50"`."""
    return None if micro_ha is None else f"{round_half_up(from_micro(micro_ha), 2):f}"

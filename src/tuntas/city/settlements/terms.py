"""The limits that an import of delineations holds areas against, as data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PPM = 1_000_000


@dataclass(frozen=True, slots=True)
class Terms:
    """Shares in parts per million, gaps in square metres."""

    area_difference_ppm: int
    lies_in_ppm: int
    member_share_ppm: int
    gap_least_m2: int
    gap_most_m2: int
    rounding_m2: int


@cache
def terms() -> Terms:
    """The limits of the house."""
    return Terms(**tomllib.loads((files(__package__) / "terms.toml").read_text(encoding="utf-8")))


def share_ppm(part: int, whole: int) -> int:
    """A part of a whole in parts per million, half up; 0 of nothing."""
    return (2 * part * PPM + whole) // (2 * whole) if whole > 0 else 0


def differs(one_m2: int, other_m2: int) -> bool:
    """Whether two areas differ by more than the limit."""
    return share_ppm(abs(one_m2 - other_m2), max(one_m2, other_m2)) > terms().area_difference_ppm

"""What the law asks of a decree that fixes slum locations, beyond the scores (`law/penetapan_lokasi.toml`)."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tuntas.rules.loading import shipped_law


class Recognition(StrEnum):
    """By what a reduction of slum area is recognised."""

    SETTLEMENT = "SETTLEMENT"
    RT = "RT"


@dataclass(frozen=True, slots=True)
class DecreeTerms:
    """`review_years`: a decree is looked at again at least so often. `oldest_years`: an older assessment needs a
    reason. `warn_ppm`: two areas of one location that differ by more, in millionths of the decree's area, need one."""

    review_years: int
    oldest_years: int
    recognition: Recognition
    warn_ppm: int


@cache
def decree_terms() -> DecreeTerms:
    """The terms that ship with the product."""
    read = tomllib.loads(shipped_law().joinpath("penetapan_lokasi.toml").read_text(encoding="utf-8"))
    return DecreeTerms(
        review_years=read["review"]["years"], oldest_years=read["assessment"]["oldest_years"],
        recognition=Recognition(read["recognition"]["unit"]), warn_ppm=read["difference"]["warn_ppm"],
    )  # fmt: skip

"""What a unit of an activity costs in a year, and what a volume of it comes to in whole rupiah.

Two roundings, both half up to whole rupiah: of the price carried from an earlier year by the price rises between (once,
at the end), and of volume × unit price for each line. Sums add whole rupiah and are never rounded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tuntas.city.people.models import City
from tuntas.city.proposals.models import PriceRise, UnitCost
from tuntas.domain.quantity import MICRO

PPM = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """A unit price for a year: told for `base_year`, carried on by the price rises since where that is earlier."""

    cost_idr: int
    year: int
    base_year: int
    base_idr: int
    source: str

    @property
    def is_carried(self) -> bool:
        """Whether price rises made it of an earlier year's."""
        return self.base_year != self.year


@dataclass(frozen=True, slots=True)
class NoPrice:
    """Why there is no price: nobody told one (`missing_rises` empty), or these years have no price rise."""

    activity: str
    year: int
    missing_rises: tuple[int, ...] = ()


class Library:
    """The prices of a city, read once (two queries)."""

    def __init__(self, city: City) -> None:
        self._told: dict[str, dict[int, UnitCost]] = {}
        for row in UnitCost.objects.filter(city=city):
            self._told.setdefault(row.activity, {})[row.year] = row
        self._rises = dict(PriceRise.objects.filter(city=city).values_list("year", "rate_ppm"))

    def price(self, activity: str, year: int) -> Price | NoPrice:
        """The price of that year, or the latest earlier one carried on; later prices are not carried back."""
        earlier = [told for told in self._told.get(activity, {}) if told <= year]
        if not earlier:
            return NoPrice(activity, year)
        row = self._told[activity][max(earlier)]
        between = range(row.year + 1, year + 1)
        if missing := tuple(one for one in between if one not in self._rises):
            return NoPrice(activity, year, missing)
        cost = carried(row.cost_idr, [self._rises[one] for one in between])
        return Price(cost, year, row.year, row.cost_idr, row.source)

    def rises(self) -> Mapping[int, int]:
        """Year → price rise in millionths."""
        return self._rises


def carried(cost_idr: int, rates_ppm: Sequence[int]) -> int:
    """A price after those yearly rises, rounded once, half up; never below one rupiah."""
    grown = Fraction(cost_idr)
    for rate in rates_ppm:
        grown *= Fraction(PPM + rate, PPM)
    return max(1, half_up(grown))


def line_cost(volume_micro: int, unit_cost_idr: int) -> int:
    """Volume × unit price in whole rupiah, half up."""
    return half_up(Fraction(volume_micro * unit_cost_idr, MICRO))


def half_up(amount: Fraction) -> int:
    """A non-negative amount in whole rupiah."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)

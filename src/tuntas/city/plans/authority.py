"""Whose affair each settlement is, for many at once."""

from collections.abc import Iterable
from datetime import date

from tuntas.city.decrees.facts import in_force
from tuntas.city.decrees.models import DecreeLine
from tuntas.city.funding.authority import authority_of_area
from tuntas.city.people.models import City
from tuntas.city.settlements.models import Delineation


def authorities(city: City, settlements: Iterable[int], *, on: date) -> dict[int, str]:
    """By settlement's id the authority for it: by the area of its decree, else by the drawn one (three queries)."""
    wanted = list(settlements)
    areas = dict(Delineation.objects.in_force(on).filter(settlement__in=wanted).values_list("settlement", "area_m2"))
    decree = in_force(city, on=on)
    if decree is not None:
        areas |= dict(DecreeLine.objects.filter(decree=decree, settlement__in=wanted)
                      .values_list("settlement", "area_m2"))  # fmt: skip
    return {settlement: authority_of_area(area) for settlement, area in areas.items()}

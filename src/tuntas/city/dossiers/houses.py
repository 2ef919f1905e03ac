"""The register of unfit houses beside what the survey counted: criterion 1c of each RT, and the houses by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from tuntas.city.dossiers.units import UnitFilter, unit_list
from tuntas.city.people.access import place_scope
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place, PlaceQuerySet
from tuntas.city.surveys.models import Campaign, UnfitHouse
from tuntas.domain.quantity import MICRO


@dataclass(frozen=True, slots=True)
class RtHouses:
    """One RT: unfit houses as counted (millionths; None: the survey does not say) and as listed by name."""

    place: Place
    counted_micro: int | None
    listed: int

    @property
    def difference_micro(self) -> int | None:
        """Listed less counted; None where nothing was counted."""
        return None if self.counted_micro is None else self.listed * MICRO - self.counted_micro


def houses_by_rt(user: Any, city: City, campaign: Campaign | None, kelurahan_id: int | None = None) -> list[RtHouses]:
    """Every RT that was surveyed or has a house on the register, by name (five queries).

    Only where the user sees the register: an RT whose houses they may not know would seem to have none.
    """
    standing = UnfitHouse.objects.visible_to(user).standing().filter(city=city)
    wanted = UnitFilter(kelurahan_id=kelurahan_id)
    rows = unit_list(user, campaign, wanted, page=(0, None)).rows if campaign else ()
    if kelurahan_id:
        standing = standing.filter(place__kelurahan=kelurahan_id)
    listed = dict(standing.order_by().values("place").annotate(n=Count("pk")).values_list("place", "n"))
    within = frozenset(_rts(user, city).values_list("pk", flat=True))
    surveyed = {row.place.pk: row for row in rows if row.place.pk in within}
    others = Place.objects.filter(pk__in=listed.keys() - surveyed.keys()).select_related("kelurahan", "parent")
    found = [RtHouses(row.place, row.unfit_houses, listed.get(pk, 0)) for pk, row in surveyed.items()]
    found += [RtHouses(place, None, listed[place.pk]) for place in others]
    return sorted(found, key=_place_order)


def silent_rts(user: Any, city: City, rows: Iterable[RtHouses], on: date) -> int:
    """How many RT of the user's register no survey figure stands for, also those that were never surveyed."""
    counted = [row.place.pk for row in rows if row.counted_micro is not None]
    return _rts(user, city).existing(on).exclude(pk__in=counted).count()


def _rts(user: Any, city: City) -> PlaceQuerySet:
    return Place.objects.filter(place_scope(user, "see_personal"), level=Level.RT, city=city.place_id)


def _place_order(one: RtHouses) -> tuple[str, str, str]:
    place = one.place
    return (place.kelurahan.name if place.kelurahan else "", place.parent.name if place.parent else "", place.name)

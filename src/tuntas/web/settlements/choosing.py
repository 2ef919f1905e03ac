"""The RT that may belong to a settlement: those that do, those that its shape covers, the others of its kelurahan."""

from dataclasses import dataclass

import shapely
from django.db.models import Q

from tuntas.city.places.models import Level, Place
from tuntas.city.settlements.actions import last_delineation
from tuntas.city.settlements.members import DrawnUnits
from tuntas.city.settlements.models import Settlement, SettlementMember
from tuntas.web.units.shown import place_name


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """An RT with what speaks for it: `covered_percent` of it lies in the shape, None: it does not, or is not drawn."""

    pk: int
    name: str
    kelurahan: str
    covered_percent: int | None
    is_member: bool


def unit_choices(settlement: Settlement) -> list[UnitChoice]:
    """Members first, then by how much of them is covered, then by name (four queries)."""
    members = set(SettlementMember.objects.filter(settlement=settlement, until_on=None).values_list("place", flat=True))
    shape = last_delineation(settlement)
    covered = {}
    if shape is not None:
        drawn = DrawnUnits(settlement.city.place)
        covered = {one.place.pk: one for one in drawn.covered_by(shapely.from_wkb(bytes(shape.geometry)))}
    near = Q(pk__in=[*members, *covered]) | Q(kelurahan=settlement.place_id) | Q(kelurahan=settlement.place.kelurahan)
    rows = Place.objects.filter(near, level=Level.RT, dissolved_on=None, city=settlement.city.place_id)
    choices = [
        UnitChoice(one.pk, place_name(one), one.kelurahan.name if one.kelurahan else "",
                   round(covered[one.pk].share_ppm / 10_000) if one.pk in covered else None, one.pk in members)
        for one in rows.select_related("parent", "kelurahan").order_by("kelurahan__name", "parent__name", "name")
    ]  # fmt: skip
    return sorted(choices, key=lambda one: (not one.is_member, -(one.covered_percent or 0)))

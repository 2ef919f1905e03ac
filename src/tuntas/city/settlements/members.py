"""Which RT a delineation covers, and how much of each: a proposal that a person confirms."""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.city.places.areas import areas_m2
from tuntas.city.places.models import Level, Place, PlaceEdition
from tuntas.city.settlements.terms import share_ppm, terms


@dataclass(frozen=True, slots=True)
class Covered:
    """An RT with the part of it that a delineation covers, in parts per million and square metres."""

    place: Place
    share_ppm: int
    area_m2: int

    @property
    def is_proposed(self) -> bool:
        """Whether enough of it lies in the delineation."""
        return self.share_ppm >= terms().member_share_ppm


class DrawnUnits:
    """The drawn RT of a city (one query)."""

    def __init__(self, city: Place) -> None:
        drawn = PlaceEdition.objects.drawn().filter(until_on=None, place__city=city, place__level=Level.RT)
        rows = drawn.filter(place__dissolved_on=None).select_related("place__parent", "place__kelurahan")
        self._editions = list(rows.order_by("place__kelurahan__name", "place__parent__name", "place__name"))
        self._shapes = [shapely.from_wkb(bytes(one.geometry or b"")) for one in self._editions]
        self._tree = shapely.STRtree(self._shapes)

    def covered_by(self, shape: BaseGeometry) -> list[Covered]:
        """The RT that share ground with a shape, in the order of their names."""
        near: Sequence[int] = sorted(int(one) for one in self._tree.query(shape, "intersects"))
        if not near:
            return []
        areas = areas_m2(shapely.intersection([self._shapes[one] for one in near], shape))
        found = [(self._editions[one], int(area)) for one, area in zip(near, areas, strict=True) if area > 0]
        return [Covered(one.place, share_ppm(area, one.area_m2 or area), area) for one, area in found]

"""What lies around an outline: the kelurahan and the city that it belongs to, and its neighbours in the same file."""

from collections.abc import Sequence
from typing import TypeAlias

import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.city.places import shapes
from tuntas.city.places.loading import LoadReport
from tuntas.city.places.matching import Target
from tuntas.city.places.models import Level, Place, PlaceEdition
from tuntas.city.places.outlines import Outline
from tuntas.city.places.overlapping import overlaps
from tuntas.domain.problems import Severity

#: A name and its drawn ground.
Ground: TypeAlias = tuple[str, BaseGeometry]
PARTS = (Level.RW, Level.RT)


class Surroundings:
    """The drawn city and kelurahan (one query); what is not drawn yet is no border."""

    def __init__(self, city: Place | None, report: LoadReport) -> None:
        self.city, self.report = city, report
        self.grounds = _grounds(city)

    def holds(self, target: Target, outline: Outline) -> bool:
        """Whether an outline touches its city; says how much of it lies outside the ground that it belongs to."""
        shape, city = outline.shape, self._city_ground(target)
        if city is not None and city[1].disjoint(shape):
            told = {"name": outline.title, "home": city[0], "area_m2": shapes.geodesic_area_m2(shape)}
            self.report.ask("SHAPE-ELSEWHERE", outline.row, Severity.ERROR, **told)
            return False
        ground = self.grounds.get(target.kelurahan_id or 0) or city
        outside = shapes.outside_m2(shape, ground[1]) if ground and shape is not None else 0
        if ground and outside > shapes.SLIVER_M2:
            self.report.ask("SHAPE-OUTSIDE", outline.row, name=outline.title, home=ground[0], area_m2=outside)
        return True

    def say_if_blind(self, drawn: Sequence[tuple[Target, Outline]]) -> None:
        """Without a drawn kelurahan or city nobody can tell whether an RT lies in it: say so."""
        if self.city is not None and not self.grounds and any(target.level in PARTS for target, _ in drawn):
            self.report.ask("SHAPE-NO-GROUND", 0, Severity.INFO, name=self.city.name)

    def name_overlaps(self, drawn: Sequence[tuple[Target, Outline]]) -> None:
        """Say which outlines of one level share ground."""
        levels = dict.fromkeys(target.level for target, _ in drawn)
        for level in levels:
            peers = [outline for target, outline in drawn if target.level == level]
            for one, other, area in overlaps([peer.shape for peer in peers if peer.shape is not None]):
                self.report.ask("SHAPE-OVERLAP", peers[one].row, name=peers[one].title, other=peers[other].title,
                                other_row=peers[other].row, area_m2=area)  # fmt: skip

    def _city_ground(self, target: Target) -> Ground | None:
        """The drawn city; for RW and RT the drawn kelurahan together, where the city itself is not drawn."""
        city = self.city
        if city is None or not self.grounds or (target.place and target.place.pk == city.pk):
            return None
        if city.pk not in self.grounds and target.level in PARTS:
            self.grounds[city.pk] = (city.name, shapely.union_all([shape for _, shape in self.grounds.values()]))
        return self.grounds.get(city.pk)


def _grounds(city: Place | None) -> dict[int, Ground]:
    if city is None:
        return {}
    wide = (Level.CITY, Level.KELURAHAN)
    drawn = PlaceEdition.objects.drawn().filter(until_on=None)
    rows = drawn.filter(place__in=Place.objects.within(city), place__level__in=wide)
    found = rows.values_list("place_id", "name", "geometry")
    return {pk: (name, shapely.from_wkb(bytes(geometry or b""))) for pk, name, geometry in found}

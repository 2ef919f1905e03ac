"""Which places of a city are drawn, with the class that a campaign gives them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tuntas.city.assessments.models import AreaFigure, StoredAssessment
from tuntas.city.people.access import place_scope
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place, PlaceEdition
from tuntas.city.surveys.models import Campaign


@dataclass(frozen=True, slots=True)
class MappedPlace:
    """A drawn place. `grades` and `totals` are the ends of what its class and score can be; None: no data."""

    place: Place
    geometry: bytes
    grades: tuple[str, str] | None = None
    totals: tuple[int, int] | None = None

    @property
    def grade(self) -> str | None:
        """The class id where it is certain."""
        return self.grades[0] if self.grades and self.grades[0] == self.grades[1] else None


def mapped_places(user: Any, city: City, campaign: Campaign | None, level: Level, on: date) -> list[MappedPlace]:
    """The places of one storey that the user sees and that are drawn on that day (two queries)."""
    seen = Place.objects.filter(place_scope(user, "see_city"), city=city.place_id, level=level).existing(on)
    drawn = PlaceEdition.objects.drawn().in_force(on).filter(place__in=seen)
    editions = drawn.select_related("place__parent", "place__kelurahan").order_by("place__name", "pk")
    figures = place_figures(user, campaign, level) if campaign else {}
    return [
        MappedPlace(one.place, bytes(one.geometry or b""), *figures.get(one.place_id, (None, None))) for one in editions
    ]


def drawn_ids(city: City) -> dict[str, frozenset[int]]:
    """The drawn kelurahan and RT of the city by storey (one query)."""
    drawn = PlaceEdition.objects.drawn().filter(place__city=city.place_id, until_on=None)
    found: dict[str, set[int]] = {Level.KELURAHAN.value: set(), Level.RT.value: set()}
    for level, pk in drawn.filter(place__level__in=list(found)).values_list("place__level", "place_id"):
        found[level].add(pk)
    return {level: frozenset(ids) for level, ids in found.items()}


def place_figures(
    user: Any, campaign: Campaign, level: Level
) -> dict[int, tuple[tuple[str, str], tuple[int, int] | None]]:
    """The ends of class and score by place: of the RT themselves, of a kelurahan from its summed facts."""
    columns = ("grade_min", "grade_max", "total_min", "total_max")
    if level is Level.RT:
        rows = StoredAssessment.objects.visible_to(user).filter(record__campaign=campaign).current()
        found = list(rows.values_list("record__place", *columns))
    else:
        areas = AreaFigure.objects.visible_to(user).filter(campaign=campaign, place__level=level)
        found = list(areas.values_list("place", *columns))
    return {
        pk: ((low, high), None if least is None or most is None else (least, most))
        for pk, low, high, least, most in found
    }

"""What is drawn in a part of a city on a day: boundaries of places and delineations of settlements, by their boxes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, QuerySet

from tuntas.city.people.models import City
from tuntas.city.places.models import Level, PlaceEdition
from tuntas.city.settlements.models import Delineation


@dataclass(frozen=True, slots=True)
class Frame:
    """A box in millionths of a degree."""

    west: int
    south: int
    east: int
    north: int


EDGES = ("west_udeg", "south_udeg", "east_udeg", "north_udeg")


def places_in(city: City, level: Level, on: date, frame: Frame) -> Iterator[tuple[int, bytes]]:
    """Places of one storey whose box meets the frame, with their boundary (one query). Who may see them is not asked
    here: keep those that the person sees."""
    rows = PlaceEdition.objects.drawn().in_force(on).filter(place__city=city.place_id, place__level=level)
    return _met(rows, "place_id", frame)


def settlements_in(city: City, on: date, frame: Frame) -> Iterator[tuple[int, bytes]]:
    """Settlements whose shape on that day meets the frame (one query); as `places_in`, whoever may see them."""
    rows = Delineation.objects.in_force(on).filter(settlement__city=city)
    return _met(rows, "settlement_id", frame)


def shapes_in(shapes: Iterable[int], frame: Frame) -> Iterator[tuple[int, bytes]]:
    """Of named editions of settlements those that meet the frame, by their own number (one query)."""
    return _met(Delineation.objects.filter(pk__in=shapes), "pk", frame)


def extent(city: City, on: date) -> Frame | None:
    """The box around all that is drawn of a city on a day; None: nothing is (two queries)."""
    places = PlaceEdition.objects.drawn().in_force(on).filter(
        place__city=city.place_id, place__level__in=(Level.KELURAHAN, Level.RT)
    )  # fmt: skip
    found = [_edges(rows) for rows in (places, Delineation.objects.in_force(on).filter(settlement__city=city))]
    boxes = [box for box in found if box is not None]
    if not boxes:
        return None
    return Frame(min(box.west for box in boxes), min(box.south for box in boxes),
                 max(box.east for box in boxes), max(box.north for box in boxes))  # fmt: skip


def _met(rows: QuerySet[Any], key: str, frame: Frame) -> Iterator[tuple[int, bytes]]:
    near = rows.filter(west_udeg__lte=frame.east, east_udeg__gte=frame.west,
                       south_udeg__lte=frame.north, north_udeg__gte=frame.south)  # fmt: skip
    for pk, geometry in near.order_by(key).values_list(key, "geometry"):
        yield pk, bytes(geometry)


def _edges(rows: QuerySet[Any]) -> Frame | None:
    west, south, east, north = EDGES
    found = rows.aggregate(west=Min(west), south=Min(south), east=Max(east), north=Max(north))
    return None if found["west"] is None else Frame(**found)

"""Giving places their boundaries, one or a whole file of them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tuntas.city.places.editions import CannotPlace, close_edition, copied
from tuntas.city.places.journal import note
from tuntas.city.places.models import Place, PlaceEdition
from tuntas.city.places.shapes import Boundary

BATCH = 200
COLUMNS = ("geometry", "west_udeg", "south_udeg", "east_udeg", "north_udeg", "area_m2", "crs", "boundary_source")


@transaction.atomic
def draw_boundary(*, place: Place, boundary: Boundary, from_on: date | None, by: Any, at: datetime) -> bool:
    """Give a place its boundary; whether anything changed. See `draw_boundaries`."""
    return draw_boundaries(drawn=[(place, boundary)], from_on=from_on, by=by, at=at, about=place) == 1


@transaction.atomic
def draw_boundaries(*, drawn: Iterable[tuple[Place, Boundary]], from_on: date | None, by: Any, at: datetime,
                    about: Place | None) -> int:  # fmt: skip
    """Give places their boundaries, with one line in the audit trail of `about` (None: of each city); how many changed.

    A first boundary joins the edition that holds now. Another boundary than the known one begins a new edition on
    `from_on`; without that day it is refused with `CannotPlace`, because an old shape is never overwritten.
    """
    pairs = {place.pk: (place, boundary) for place, boundary in drawn}
    known = editions_now(pairs)
    changed = [_with_boundary(place, known[pk], boundary, from_on)
               for pk, (place, boundary) in pairs.items() if not is_drawn_so(known[pk], boundary)]  # fmt: skip
    if not changed:
        return 0
    PlaceEdition.objects.bulk_update([one for one in changed if one.pk], COLUMNS, batch_size=BATCH)
    PlaceEdition.objects.bulk_create([one for one in changed if not one.pk], batch_size=BATCH)
    for where, editions in [(about, changed)] if about else _by_city(changed, pairs):
        note("place.drawn", about=where, by=by, at=at, count=len(editions),
             area_m2=sum(one.area_m2 or 0 for one in editions), source=editions[0].boundary_source)  # fmt: skip
    return len(changed)


def editions_now(place_ids: Iterable[int]) -> dict[int, PlaceEdition]:
    """The newest edition of each place (one query)."""
    rows = PlaceEdition.objects.filter(place__in=list(place_ids))
    newest: dict[int, PlaceEdition] = {}
    for edition in sorted(rows, key=lambda one: one.from_on or date.min):
        newest[edition.place_id] = edition
    return newest


def is_drawn_so(edition: PlaceEdition, boundary: Boundary) -> bool:
    """Whether an edition has that very shape."""
    return edition.geometry is not None and bytes(edition.geometry) == boundary.geometry


def _by_city(
    changed: Iterable[PlaceEdition], pairs: Mapping[int, tuple[Place, Boundary]]
) -> list[tuple[Place, list[PlaceEdition]]]:
    """The editions of each city, with the first of their places."""
    groups: dict[int, tuple[Place, list[PlaceEdition]]] = {}
    for edition in changed:
        place = pairs[edition.place_id][0]
        groups.setdefault(place.city_id or place.pk, (place, []))[1].append(edition)
    return list(groups.values())


def _with_boundary(place: Place, last: PlaceEdition, boundary: Boundary, from_on: date | None) -> PlaceEdition:
    if last.geometry is None:
        for name, value in asdict(boundary).items():
            setattr(last, name, value)
        return last
    if from_on is None:
        raise CannotPlace("PLACE-DRAWN-OTHERWISE", name=place.name)
    close_edition(place, last, from_on)
    return copied(last, from_on=from_on, **asdict(boundary))

"""The shapes of settlements that come from others: one cut off along the RT that leave, several taken together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.city.places.models import Place, PlaceEdition
from tuntas.city.settlements.actions import last_delineation
from tuntas.city.settlements.drawings import Drawing, drawing_of
from tuntas.city.settlements.models import Delineation, Settlement
from tuntas.city.settlements.refusing import CannotSettle


def cut_along(settlement: Settlement, leaving: Sequence[Place]) -> tuple[Drawing, Drawing]:
    """The shape without the RT that leave, and the part of it that goes with them.

    Raises `CannotSettle` where the settlement or one of the RT is not drawn, or nothing would be left on either side.
    """
    edition = last_delineation(settlement)
    rows = PlaceEdition.objects.drawn().filter(until_on=None, place__in=leaving)
    outlines = dict(rows.values_list("place", "geometry"))
    lacking = [place.name for place in leaving if place.pk not in outlines]
    if edition is None or lacking:
        raise CannotSettle("SETTLEMENT-SPLIT-NOT-DRAWN", name=settlement.name, places=", ".join(lacking) or "–")
    shape = shapely.from_wkb(bytes(edition.geometry))
    ground = shapely.union_all([shapely.from_wkb(bytes(outline or b"")) for outline in outlines.values()])
    gone, stays = (_polygons(part) for part in (shape.intersection(ground), shape.difference(ground)))
    if gone.is_empty or stays.is_empty:
        raise CannotSettle("SETTLEMENT-SPLIT-LEAVES-NOTHING", name=settlement.name)
    return _as_drawn(stays, edition), _as_drawn(gone, edition)


def taken_together(settlements: Iterable[Settlement]) -> Drawing | None:
    """The ground of several settlements as one shape; None where one of them is not drawn."""
    editions = [last_delineation(one) for one in settlements]
    drawn = [one for one in editions if one is not None]
    if not drawn or len(drawn) < len(editions):
        return None
    shape = shapely.union_all([shapely.from_wkb(bytes(one.geometry)) for one in drawn])
    sources = " + ".join(dict.fromkeys(one.source for one in drawn))[:200]
    return replace(_as_drawn(shape, drawn[0]), source=sources)


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """What has an area: borders that merely touch leave lines and points behind."""
    return shapely.union_all([part for part in shapely.get_parts(shape) if part.area > 0])


def _as_drawn(shape: BaseGeometry, edition: Delineation) -> Drawing:
    return drawing_of(shape, crs=edition.crs, source=edition.source)

"""An area or an RT as a drawing: stored boundaries in the colours of the classes, as SVG of numbers alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.access import place_scope
from tuntas.city.places.models import Level, Place, PlaceEdition
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.reports.looks import INK, INK_SOFT, UNDECIDED, grade_colour
from tuntas.reports.outlines import path_of

SIDE, MARGIN = 1000, 12
#: Beyond this many RT a picture of a page's size shows nothing of each.
MOST_RTS = 6000
UNKNOWN, AROUND = "#ffffff", "#e4e7ee"


@dataclass(frozen=True, slots=True)
class Map:
    """`svg` is `width` by `height`; `has_unknown`: some places are drawn that the campaign holds no data of."""

    svg: str
    width: int
    height: int
    has_unknown: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """One outline: its fill (empty: none), its line and how wide that is."""

    shape: BaseGeometry
    fill: str
    line: str
    width: float


def area_map(user: Any, campaign: Campaign, area: Place) -> Map | None:
    """The RT of an area by their class, the kelurahan as lines over them; None where no RT has a boundary."""
    rts = _shapes(user, area, Level.RT)
    if not rts or len(rts) > MOST_RTS:
        return None
    colours = _colours(user, campaign)
    filled = [Drawn(shape, colours.get(pk, UNKNOWN), "#ffffff" if pk in colours else UNDECIDED, 1)
              for pk, shape in rts.items()]  # fmt: skip
    borders = [Drawn(shape, "", INK_SOFT, 2) for shape in _shapes(user, area, Level.KELURAHAN).values()]
    return _drawing([*filled, *borders], has_unknown=any(pk not in colours for pk in rts))


def unit_map(user: Any, campaign: Campaign, unit: Place) -> Map | None:
    """An RT in its class's colour among the RT around it; None where it has no boundary."""
    shapes = _shapes(user, unit.kelurahan or unit, Level.RT)
    if unit.pk not in shapes:
        return None
    colour = _colours(user, campaign).get(unit.pk, UNKNOWN)
    around = [Drawn(shape, AROUND, "#ffffff", 2) for pk, shape in shapes.items() if pk != unit.pk]
    return _drawing([*around, Drawn(shapes[unit.pk], colour, INK, 5)], has_unknown=False)


def _shapes(user: Any, area: Place, level: Level) -> dict[int, BaseGeometry]:
    places = Place.objects.within(area).filter(place_scope(user, "see_city"), level=level, dissolved_on=None)
    drawn = PlaceEdition.objects.drawn().filter(place__in=places, until_on=None).order_by("place_id")
    rows = list(drawn.values_list("place_id", "geometry"))
    shapes = shapely.from_wkb([bytes(geometry or b"") for _pk, geometry in rows])
    return {pk: shape for (pk, _geometry), shape in zip(rows, shapes, strict=True)}


def _colours(user: Any, campaign: Campaign) -> dict[int, str]:
    grades = {rule.id: grade_colour(rule.grade) for rule in regulation_of(campaign).grades}
    current = StoredAssessment.objects.visible_to(user).filter(record__campaign=campaign).current()
    rows = current.values_list("record__place_id", "grade_min", "grade_max")
    return {pk: grades[low] if low == high else UNDECIDED for pk, low, high in rows}


def _drawing(drawn: Sequence[Drawn], has_unknown: bool) -> Map:
    west, south, east, north = shapely.total_bounds([one.shape for one in drawn])
    narrow = cos(radians((south + north) / 2))
    scale = (SIDE - 2 * MARGIN) / max((east - west) * narrow, north - south)

    def on_paper(points: Any) -> Any:
        return np.column_stack([(points[:, 0] - west) * narrow * scale, (north - points[:, 1]) * scale]) + MARGIN

    width = round((east - west) * narrow * scale) + 2 * MARGIN
    height = round((north - south) * scale) + 2 * MARGIN
    shapes = shapely.simplify(shapely.transform([one.shape for one in drawn], on_paper), 0.6)
    paths = "".join(_path(shape, one) for shape, one in zip(shapes, drawn, strict=True))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    return Map(f"{head}{paths}</svg>", width, height, has_unknown)


def _path(shape: BaseGeometry, drawn: Drawn) -> str:
    return path_of(shape, {"fill": drawn.fill or "none", "stroke": drawn.line, "stroke-width": drawn.width})

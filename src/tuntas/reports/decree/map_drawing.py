"""The shapes of a map on paper as SVG of numbers alone; names and numbers are the template's."""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.reports.decree.map_frame import Frame
from tuntas.reports.decree.map_labels import Label
from tuntas.reports.looks import INK, INK_SOFT, UNDECIDED, grade_colour
from tuntas.reports.outlines import path_of
from tuntas.rules.regulation import Grade

#: Units of the drawing in a millimetre; what is smaller than `FINE` mm the eye does not see.
UNITS, FINE = 10, 0.06
PLAIN_GROUND = "#fdfdfb"


@dataclass(frozen=True, slots=True)
class Area:
    """A kelurahan; `group` names its kecamatan."""

    name: str
    group: str
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Location:
    """The delineation of a row."""

    number: int
    grade: Grade | None
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything on the map: in metres of its system, or in mm of a sheet."""

    city: BaseGeometry | None
    areas: Sequence[Area]
    locations: Sequence[Location]


def on_paper(ground: Ground, frame: Frame) -> Ground:
    """What of the ground lies in the frame, in mm, without what the eye does not see."""
    sheet = shapely.box(0, 0, frame.width, frame.height)

    def put(shape: BaseGeometry) -> BaseGeometry:
        fine = shapely.simplify(shapely.transform(shape, frame.on_paper), FINE)
        if shapely.covers(sheet, fine):
            return _polygons(fine)
        return _polygons(shapely.intersection(shapely.make_valid(fine), sheet))

    areas = [Area(one.name, one.group, put(one.shape)) for one in ground.areas]
    locations = [Location(one.number, one.grade, put(one.shape)) for one in ground.locations]
    return Ground(put(ground.city) if ground.city else None,
                  [one for one in areas if one.shape.area], [one for one in locations if one.shape.area])  # fmt: skip


def drawing_of(paper: Ground, frame: Frame, numbers: Sequence[Label]) -> str:
    """The sheet: kelurahan, the city's edge, the locations in the colours of their classes, lines to their numbers."""
    width, height = round(frame.width * UNITS), round(frame.height * UNITS)
    areas = "".join(_path(one.shape, PLAIN_GROUND, UNDECIDED, 2) for one in paper.areas)
    locations = "".join(_path(one.shape, grade_colour(one.grade), INK, 1.6) for one in paper.locations)
    borders = "".join(_path(one, "none", INK_SOFT, 2.5, dashes="8 5") for one in _groups(paper.areas))
    edge = _path(paper.city, "none", INK_SOFT, 5) if paper.city else ""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    return f"{head}{areas}{borders}{edge}{locations}{_leaders(numbers)}</svg>"


def _groups(areas: Sequence[Area]) -> list[BaseGeometry]:
    """The kecamatan as far as they lie on the sheet."""
    names = sorted({area.group for area in areas if area.group})
    return [shapely.union_all([area.shape for area in areas if area.group == name]) for name in names]


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """The surfaces of a shape, without lines and points that cutting leaves."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon" and part.area])


def _leaders(numbers: Sequence[Label]) -> str:
    """From each number that stands aside to the place that it means."""
    way = "".join(f"M{one.x * UNITS:.1f} {one.y * UNITS:.1f}L{one.to[0] * UNITS:.1f} {one.to[1] * UNITS:.1f}"
                  for one in numbers if one.to)  # fmt: skip
    return f'<path d="{way}" fill="none" stroke="{INK}" stroke-width="1.4"/>' if way else ""


def _path(shape: BaseGeometry, fill: str, line: str, wide: float, dashes: str = "none") -> str:
    larger = shapely.transform(shape, lambda points: points * UNITS)
    return path_of(larger, {"fill": fill, "stroke": line, "stroke-width": wide, "stroke-dasharray": dashes})

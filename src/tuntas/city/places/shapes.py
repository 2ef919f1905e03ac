"""Boundaries as shapes: what is kept of one, and what can be wrong with it. EPSG:4326, longitude before latitude."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

#: Ellipsoid of WGS 84; SRGI2013 differs from it by less than a millimetre over a city.
EARTH = Geod(ellps="WGS84")
#: Indonesia with its seas: west, south, east, north.
INDONESIA = (95.0, -11.1, 141.1, 6.1)
#: Slivers up to this size come from rounding and are not worth a word.
SLIVER_M2 = 1
UDEG = 1_000_000
POLYGONS = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class Boundary:
    """What an edition keeps of a boundary; the fields are the columns of PlaceEdition."""

    geometry: bytes
    west_udeg: int
    south_udeg: int
    east_udeg: int
    north_udeg: int
    area_m2: int
    crs: str
    boundary_source: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a shape: the code of its sentence, where, and how many square metres it is about."""

    code: str
    at: str
    area_m2: int


def boundary_of(shape: BaseGeometry, *, crs: str, source: str) -> Boundary:
    """The boundary of a polygon; its box is rounded outwards to a millionth of a degree."""
    west, south, east, north = shape.bounds
    return Boundary(
        geometry=shapely.to_wkb(shape, output_dimension=2),
        west_udeg=math.floor(west * UDEG), south_udeg=math.floor(south * UDEG),
        east_udeg=math.ceil(east * UDEG), north_udeg=math.ceil(north * UDEG),
        area_m2=geodesic_area_m2(shape), crs=crs, boundary_source=source,
    )  # fmt: skip


def geodesic_area_m2(shape: BaseGeometry) -> int:
    """The area on the ellipsoid in whole square metres, half up; holes count off, whichever way rings turn."""
    return math.floor(sum(_polygon_m2(polygon) for polygon in _polygons(shape)) + 0.5)


def flaw_of(shape: BaseGeometry | None) -> Flaw | None:
    """The first thing for which a shape is refused; None for a sound polygon in Indonesia."""
    if shape is None or shape.is_empty:
        return Flaw("SHAPE-EMPTY", "", 0)
    if shape.geom_type not in POLYGONS:
        return Flaw("SHAPE-NO-POLYGON", _point(shape), 0)
    if is_swapped(shape):
        return Flaw("SHAPE-SWAPPED", _point(shape), 0)
    if not is_in(shape.bounds, INDONESIA):
        return Flaw("SHAPE-OUTSIDE-INDONESIA", _point(shape), _outside_indonesia_m2(shape))
    return _crossing(shape)


def is_swapped(shape: BaseGeometry) -> bool:
    """Whether latitude stands before longitude: outside Indonesia as given, inside when turned round."""
    west, south, east, north = shape.bounds
    return not is_in(shape.bounds, INDONESIA) and is_in((south, west, north, east), INDONESIA)


def is_in(box: Sequence[float], frame: Sequence[float]) -> bool:
    """Whether a box of west, south, east, north lies in a frame."""
    return bool(box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3])


def outside_m2(shape: BaseGeometry, area: BaseGeometry) -> int:
    """How many square metres of a shape lie outside an area."""
    return geodesic_area_m2(shape.difference(area))


def _crossing(shape: BaseGeometry) -> Flaw | None:
    """A ring that crosses itself, with the square metres that change when the crossing is read as loops."""
    if shape.is_valid:
        return None
    reason = shapely.is_valid_reason(shape)
    place = reason.partition("[")[2].rstrip("]") or _point(shape)
    repaired = geodesic_area_m2(shapely.make_valid(shape))
    return Flaw("SHAPE-CROSSES-ITSELF", place, abs(repaired - geodesic_area_m2(shape)))


def _outside_indonesia_m2(shape: BaseGeometry) -> int:
    """Zero where the coordinates are no degrees at all, so that no area can be told."""
    is_degrees = is_in(shape.bounds, (-180, -90, 180, 90)) and shape.is_valid
    return outside_m2(shape, shapely.box(*INDONESIA)) if is_degrees else 0


def _polygons(shape: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts(shape) if part.geom_type in POLYGONS] if not shape.is_empty else []


def _polygon_m2(polygon: BaseGeometry) -> float:
    if polygon.geom_type == "MultiPolygon":
        return sum(_polygon_m2(part) for part in polygon.geoms)
    rings = [abs(EARTH.polygon_area_perimeter(*shapely.get_coordinates(ring).T)[0]) for ring in polygon.interiors]
    return float(abs(EARTH.polygon_area_perimeter(*shapely.get_coordinates(polygon.exterior).T)[0]) - sum(rings))


def _point(shape: BaseGeometry) -> str:
    x, y = shapely.get_coordinates(shape)[0]
    return f"{x:.6f} {y:.6f}"

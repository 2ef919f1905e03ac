"""A shape that a person writes or a map page sends: GeoJSON or WKT, in degrees of EPSG:4326."""

from dataclasses import dataclass

import shapely
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

POLYGON = 3
MAX_LETTERS = 4_000_000
MAX_CORNERS = 50_000
#: Written before WKT by PostGIS and QGIS.
OUR_SYSTEM = "SRID=4326;"


class UnreadableShape(Exception):
    """`code` is a code of the wording catalogue."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class WrittenShape:
    """The shape as it was meant. `is_joined`: parts that touch or overlap were taken together as one ground."""

    shape: BaseGeometry
    is_joined: bool = False


def read_shape(words: str) -> WrittenShape:
    """The polygons of a text as one shape, which may still be flawed. Raises `UnreadableShape`."""
    text = words.strip()
    if not text:
        raise UnreadableShape("SHAPE-TEXT-NONE")
    if len(text) > MAX_LETTERS:
        raise UnreadableShape("SHAPE-TEXT-TOO-LARGE", limit=MAX_CORNERS)
    found = shapely.force_2d(_parsed(text))
    if shapely.count_coordinates(found) > MAX_CORNERS:
        raise UnreadableShape("SHAPE-TEXT-TOO-LARGE", limit=MAX_CORNERS)
    parts = [part for part in _parts(found) if not part.is_empty]
    if not parts or any(shapely.get_type_id(part) != POLYGON for part in parts):
        return WrittenShape(found)
    return _together(parts)


def _together(parts: list[BaseGeometry]) -> WrittenShape:
    """Parts that are each sound but lie on one another are one ground; a flawed one stays as it is, to be shown."""
    shape = parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
    if shape.is_valid or not all(part.is_valid for part in parts):
        return WrittenShape(shape)
    return WrittenShape(shapely.union_all(parts), is_joined=True)


def _parsed(text: str) -> BaseGeometry:
    try:
        if text.startswith("{"):
            return shapely.from_geojson(text)
        return shapely.from_wkt(text.removeprefix(OUR_SYSTEM))
    except (GEOSException, ValueError) as wrong:
        raise UnreadableShape("SHAPE-TEXT-UNREADABLE", reason=str(wrong)[:200]) from wrong


def _parts(shape: BaseGeometry) -> list[BaseGeometry]:
    """All that a shape consists of: a collection may hold collections."""
    parts = list(shapely.get_parts(shape))
    return [piece for part in parts for piece in (_parts(part) if len(shapely.get_parts(part)) > 1 else
                                                   shapely.get_parts(part))]  # fmt: skip

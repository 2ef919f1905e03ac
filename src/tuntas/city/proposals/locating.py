"""Where a proposal is: a point, a line or an area as a person writes it, else its settlement as it is drawn."""

from datetime import date
from decimal import Decimal, InvalidOperation

import numpy as np
import shapely
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from tuntas.city.places.planes import Plane
from tuntas.city.proposals.models import Proposal
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.settlements.models import Settlement

#: Kinds of shapes a work can have: point, line, area, and several of one kind.
KINDS = (0, 1, 3, 4, 5, 6)
MOST_LETTERS, MOST_CORNERS = 400_000, 5_000
#: Further away than this it belongs to another place: a slip of the keyboard, or latitude and longitude exchanged.
FAR_M = 5_000
#: How a point and a line are shown on a map of areas, in metres.
POINT_M, LINE_M = 12, 3
PLAIN = 2


def read_location(words: str, settlement: Settlement, *, on: date) -> bytes:
    """WKB of `-6,889 109,675` (latitude, longitude), GeoJSON or WKT; empty bytes for an empty text.

    Raises `CannotPropose`: PROPOSAL-GEOMETRY for what is no such shape, PROPOSAL-FAR-AWAY for what lies elsewhere.
    """
    text = words.strip()
    if not text:
        return b""
    if len(text) > MOST_LETTERS:
        raise CannotPropose("PROPOSAL-GEOMETRY")
    shape = shapely.force_2d(_parsed(text))
    if shapely.get_type_id(shape) not in KINDS or shape.is_empty or not shape.is_valid:
        raise CannotPropose("PROPOSAL-GEOMETRY")
    west, south, east, north = shape.bounds
    if shapely.count_coordinates(shape) > MOST_CORNERS or not (
        -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    ):
        raise CannotPropose("PROPOSAL-GEOMETRY")
    _near(shape, settlement, on)
    return bytes(shapely.to_wkb(shape))


def location_words(geometry: bytes) -> str:
    """The shape as a form shows it: a point as latitude and longitude, else GeoJSON."""
    if not geometry:
        return ""
    shape = shapely.from_wkb(bytes(geometry))
    if shape.geom_type == "Point":
        return f"{shape.y:.6f}, {shape.x:.6f}"
    return str(shapely.to_geojson(shape))


def shown_shape(proposal: Proposal) -> bytes | None:
    """An area that a map can fill: points and lines made as wide as they are seen. None: it has no shape of its own."""
    if not proposal.geometry:
        return None
    shape = shapely.from_wkb(bytes(proposal.geometry))
    if shape.geom_type.endswith("Polygon"):
        return bytes(proposal.geometry)
    plane = Plane.around([shape])
    wide = plane.flat(np.array([shape]))[0].buffer(POINT_M if shape.geom_type.endswith("Point") else LINE_M)
    return bytes(shapely.to_wkb(plane.round(np.array([wide]))[0]))


def _parsed(text: str) -> BaseGeometry:
    numbers = _numbers(text)
    if numbers:
        return shapely.Point(float(numbers[1]), float(numbers[0]))
    try:
        found: BaseGeometry = shapely.from_geojson(text) if text.startswith("{") else shapely.from_wkt(text)
    except (GEOSException, ValueError) as error:
        raise CannotPropose("PROPOSAL-GEOMETRY") from error
    parts = list(found.geoms) if found.geom_type == "GeometryCollection" else []
    return parts[0] if len(parts) == 1 else found


def _numbers(text: str) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude of `-6,889 109,675`, `-6.889, 109.675`, `-6,889; 109,675`; None: it is something else."""
    parts = text.replace(";", " ").split()
    if len(parts) == 1 and text.count(",") == 1:
        parts = text.split(",")
    if len(parts) != PLAIN:
        return None
    try:
        first, second = (Decimal(part.strip(",").replace(",", ".")) for part in parts)
    except InvalidOperation:
        return None
    return (first, second) if first.is_finite() and second.is_finite() else None


def _near(shape: BaseGeometry, settlement: Settlement, on: date) -> None:
    drawn = settlement.delineations.in_force(on).first()
    if drawn is None:
        return
    own = shapely.from_wkb(bytes(drawn.geometry))
    here, there = Plane.around([own]).flat(np.array([own, shape]))
    if (away := here.distance(there)) > FAR_M:
        raise CannotPropose("PROPOSAL-FAR-AWAY", km=round(away / 1000))

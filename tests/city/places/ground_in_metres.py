"""Invented shapes drawn in metres around a place in Java, where the metres of a degree are known well enough."""

from collections.abc import Sequence

from shapely import Polygon

LON, LAT = 109.67, -6.89
EAST_M, NORTH_M = 110_524.0, 110_589.0


def ring(*corners: tuple[float, float], holes: Sequence[Sequence[tuple[float, float]]] = ()) -> Polygon:
    """A polygon from corners in metres east and north of a place in Java."""
    return Polygon([_degrees(corner) for corner in corners], [[_degrees(corner) for corner in hole] for hole in holes])


def plot(east: float, north: float, width: float, height: float) -> Polygon:
    """An upright rectangle by its south-west corner."""
    return ring(*corners(east, north, width, height))


def corners(east: float, north: float, width: float, height: float) -> list[tuple[float, float]]:
    """Its four corners, anticlockwise."""
    return [(east, north), (east + width, north), (east + width, north + height), (east, north + height)]


def metres(at: tuple[float, float]) -> tuple[float, float]:
    """Where a point lies, in metres."""
    return (at[0] - LON) * EAST_M, (at[1] - LAT) * NORTH_M


def _degrees(corner: tuple[float, float]) -> tuple[float, float]:
    return LON + corner[0] / EAST_M, LAT + corner[1] / NORTH_M

"""The control of an area: the same polygon measured on the plane that Indonesia's base maps use."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from tuntas.city.places.areas import array_of

#: SRGI2013 in degrees: the coordinates are read as SRGI2013, so that nothing but the projection moves them.
SRGI2013 = "EPSG:9470"
#: The registry knows UTM of SRGI2013 for these zones only, and numbers them in one row.
NORTH, NORTH_EPSG = range(46, 53), 9476
SOUTH, SOUTH_EPSG = range(47, 55), 9487


def utm_control(shape: BaseGeometry) -> tuple[int, str]:
    """The area in whole square metres, half up, in SRGI2013 UTM of the zone of the centroid, and that system's code.

    It differs from the geodesic area as the scale factor says: UTM shrinks lengths to 0.9996 on the zone's meridian, so
    areas by 0.08 %, and stretches areas by up to 0.2 % at the zone's edge. More than that is an error in one of them.
    """
    return utm_controls([shape])[0]


def utm_controls(shapes: Sequence[BaseGeometry]) -> list[tuple[int, str]]:
    """`utm_control` of many shapes, one projection for each zone."""
    found = array_of(shapes)
    middles = shapely.centroid(found)
    codes = np.array(list(map(_epsg, shapely.get_x(middles), shapely.get_y(middles))), dtype=np.int64)
    areas = np.zeros(len(found), dtype=np.float64)
    for code in np.unique(codes):
        chosen = codes == code
        areas[chosen] = shapely.area(_projected(found[chosen], int(code)))
    whole = np.floor(areas + 0.5).astype(np.int64)
    return [(area, f"EPSG:{code}") for area, code in zip(whole.tolist(), codes.tolist(), strict=True)]


def _epsg(lon: float, lat: float) -> int:
    """Off Sumatra in the south and off Papua in the north no zone is registered: the other hemisphere's is the same."""
    zone = int(lon // 6) + 31
    if zone in SOUTH and (lat < 0 or zone not in NORTH):
        return SOUTH_EPSG + zone - SOUTH.start
    if zone in NORTH:
        return NORTH_EPSG + zone - NORTH.start
    raise ValueError(f"no UTM zone of Indonesia holds {lon:.6f} {lat:.6f}")


def _projected(shapes: NDArray[np.object_], code: int) -> NDArray[np.object_]:
    transform = _transformer(code).transform
    moved: NDArray[np.object_] = shapely.transform(shapes, lambda points: np.column_stack(transform(*points.T)))
    return moved


@cache
def _transformer(code: int) -> Transformer:
    return Transformer.from_crs(SRGI2013, f"EPSG:{code}", always_xy=True)

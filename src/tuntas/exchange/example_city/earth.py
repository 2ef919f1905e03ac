"""From the plane to the globe: metres around the city's middle as degrees, areas kept.

The example city lies in the open Java Sea, where no city is. Sinusoidal projection on the WGS 84 ellipsoid, its
meridian arc developed around the middle to the second order: off by less than a millimetre over ten kilometres.
"""

from typing import TypeVar

import numpy as np
import shapely

from tuntas.exchange.example_city.waves import Floats

G = TypeVar("G", bound=shapely.Geometry)

#: Longitude and latitude of the middle, EPSG:4326.
MIDDLE = (111.6, -5.45)
#: Decimals of a degree that are kept: about one centimetre.
DECIMALS = 7
SEMI_MAJOR_M, FLATTENING = 6378137.0, 1 / 298.257223563
ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING)


def degrees(points: Floats) -> Floats:
    """Plane metres (n, 2) as longitude and latitude, rounded."""
    middle = np.radians(MIDDLE[1])
    bent = 1 - ECCENTRICITY_2 * np.sin(middle) ** 2
    meridian = SEMI_MAJOR_M * (1 - ECCENTRICITY_2) / bent**1.5
    steepening = 1.5 * ECCENTRICITY_2 * np.sin(2 * middle) / bent
    arc = points[:, 1] / meridian
    latitude = middle + arc - steepening * arc**2 / 2
    across = SEMI_MAJOR_M / np.sqrt(1 - ECCENTRICITY_2 * np.sin(latitude) ** 2)
    longitude = points[:, 0] / (across * np.cos(latitude))
    return np.round(np.column_stack((MIDDLE[0] + np.degrees(longitude), np.degrees(latitude))), DECIMALS)


def on_earth(geometry: G) -> G:
    """The same shape in EPSG:4326."""
    moved: G = shapely.transform(geometry, degrees)
    return moved

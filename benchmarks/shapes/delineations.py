"""Invented delineations of RT: a tiling of crooked plots, some of them drawn again a few metres off.

About twenty corners a shape and seven decimals, as in the delineations that cities publish. Neighbours share their
corners, so most pairs only touch; a redrawn shape overlaps its neighbours on one side and leaves gaps on the other.
"""

import numpy as np
import shapely
from numpy.typing import NDArray

STEP_M = 110.0
REDRAWN = 0.1
OFF_M = 4.0
DECIMALS = 7
#: Degrees at the south-west corner, and metres in a degree there.
CORNER = (109.6, -6.95)
DEGREE_M = (110_510.0, 110_590.0)


def delineations(count: int, seed: int) -> NDArray[np.object_]:
    """`count` valid polygons in EPSG:4326, the same for the same seed."""
    random = np.random.default_rng(seed)
    plots = tiling(random, count)
    redrawn = random.random(count) < REDRAWN
    off = np.where(redrawn[:, None], random.normal(0, OFF_M, (count, 2)), 0)
    points, owner = shapely.get_coordinates(plots, return_index=True)
    found = shapely.set_coordinates(plots, in_degrees(points + off[owner]))
    assert shapely.is_valid(found).all(), "another seed: rounding made a border cross itself"
    return found


def tiling(random: np.random.Generator, count: int) -> NDArray[np.object_]:
    """The plots nearest the middle of a field of scattered points, in metres."""
    side = int(np.ceil(np.sqrt(count))) + 6
    grid = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2)
    points = (grid + random.uniform(-0.35, 0.35, grid.shape)) * STEP_M
    straight = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), only_edges=True))
    crooked = [shapely.linestrings(bent(random, shapely.get_coordinates(edge))) for edge in straight]
    plots = shapely.get_parts(shapely.polygonize(crooked))
    middles = shapely.get_coordinates(shapely.centroid(plots))
    nearest = np.argsort(np.abs(middles - side * STEP_M / 2).max(axis=1), kind="stable")
    return np.asarray(plots[nearest[:count]])


def bent(random: np.random.Generator, edge: NDArray[np.float64]) -> NDArray[np.float64]:
    """A straight edge with one to four corners in between, up to a few metres aside."""
    start, along = edge[0], edge[1] - edge[0]
    corners = random.integers(1, 5)
    share = np.linspace(0, 1, corners + 2)[1:-1, None]
    aside = np.array([-along[1], along[0]]) * random.normal(0, 0.04, (corners, 1))
    return np.vstack([start, start + share * along + aside, edge[1]])


def in_degrees(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Metres to degrees, rounded as files hold them."""
    return np.round(np.array(CORNER) + points / np.array(DEGREE_M), DECIMALS)

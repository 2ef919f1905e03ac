"""Parts cut one from another made to fit: shared borders have the same points on both sides, to the millimetre.

Cuts meet older borders between their points. All borders are laid over each other on a grid, noded, and the faces
between them given back to the parts; so neighbours share every point, and nothing overlaps or is left over.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon, STRtree

#: Finer than any wall, and coarse enough that seven decimals of a degree cannot turn a triangle over.
GRID_M = 0.5


@dataclass(frozen=True, slots=True)
class Border:
    """A piece of border between two junctions; `sides`: the one or two parts it bounds."""

    line: LineString
    sides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tiling:
    """Parts without gaps or overlaps, and the borders between them."""

    parts: tuple[Polygon, ...]
    borders: tuple[Border, ...]


def tile(parts: Sequence[Polygon]) -> Tiling:
    """The same parts, fitted. Raises `ArithmeticError` where a part falls to pieces."""
    noded = shapely.union_all([part.exterior for part in parts], grid_size=GRID_M)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    owners = _owners(faces, parts)
    fitted = tuple(joined(faces[owners == number].tolist()) for number in range(len(parts)))
    lines = shapely.get_parts(shapely.line_merge(noded))
    return Tiling(fitted, tuple(_borders(lines, fitted)))


def joined(parts: Sequence[Polygon]) -> Polygon:
    """Fitted neighbours as one area that keeps all points of its outline."""
    whole = shapely.coverage_union_all(list(parts))
    pieces = shapely.get_parts(whole)
    if len(pieces) != 1:
        raise ArithmeticError(f"an area in {len(pieces)} pieces")
    whole_piece: Polygon = shapely.normalize(pieces[0])
    return whole_piece


def _owners(faces: NDArray[np.object_], parts: Sequence[Polygon]) -> NDArray[np.int64]:
    tree, inner = STRtree(parts), shapely.point_on_surface(faces)
    owners = np.asarray(tree.nearest(inner), dtype=np.int64)
    # A thin face beside a border is nearest to several: the part it lies in decides.
    face, part = tree.query(inner, predicate="within")
    owners[face] = part
    return owners


def _borders(lines: NDArray[np.object_], parts: Sequence[Polygon]) -> list[Border]:
    middles = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    line, part = STRtree(parts).query(middles, predicate="dwithin", distance=GRID_M / 50)
    sides: list[list[int]] = [[] for _ in lines]
    for where, which in zip(line.tolist(), part.tolist(), strict=True):
        sides[where].append(which)
    return [Border(one, tuple(sorted(beside))) for one, beside in zip(lines, sides, strict=True)]

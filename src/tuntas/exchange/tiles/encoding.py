"""A tile from stored boundaries: simplified to what the zoom can show, cut to the tile, on whole steps, valid.

Simplifying each shape for itself opens gaps between neighbours of up to a quarter of a pixel: nobody sees them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import mapbox_vector_tile
import numpy as np
import shapely

from tuntas.exchange.tiles.grid import BUFFER, EXTENT, Tile

TILE_TYPE = "application/vnd.mapbox-vector-tile"
#: A map shows a tile on 512 pixels: a quarter of one is 2 steps.
SMOOTH = 2.0
POLYGON, MULTI = 3, 6
#: Coordinates are steps already, and rings turn as the format wants them.
AS_GIVEN = {"y_coord_down": True, "check_winding_order": False, "extents": EXTENT}


@dataclass(frozen=True, slots=True)
class TileFeature:
    """A place on its way into a tile: its boundary as WKB in EPSG:4326, and what it says of itself."""

    number: int
    geometry: bytes
    properties: Mapping[str, str | int]


def encode_tile(tile: Tile, name: str, features: Sequence[TileFeature]) -> bytes:
    """The tile with two layers: `name` with the areas, `name-label` with one point in each area; empty: nothing here.

    A point stands in one tile only, so that a map writes each name once.
    """
    if not features:
        return b""
    whole = shapely.transform(shapely.from_wkb([one.geometry for one in features]), tile.steps)
    layers = [_layer(name, features, _areas(whole)), _layer(f"{name}-label", features, _points(whole))]
    filled = [layer for layer in layers if layer["features"]]
    return bytes(mapbox_vector_tile.encode(filled, default_options=AS_GIVEN)) if filled else b""


def _areas(whole: Any) -> Any:
    """What of each area lies in the tile; None where nothing is left of it."""
    smooth = shapely.simplify(whole, SMOOTH, preserve_topology=True)
    cut = shapely.clip_by_rect(smooth, -BUFFER, -BUFFER, EXTENT + BUFFER, EXTENT + BUFFER)
    sound = np.where(shapely.is_valid(cut), cut, shapely.make_valid(cut))
    stepped = shapely.set_precision(sound, 1.0)
    return [_polygons(one) for one in stepped]


def _polygons(shape: Any) -> Any:
    """The areas of a shape, turned as the format wants; lines and points that cutting left are none."""
    parts = [part for part in shapely.get_parts(shape) if shapely.get_type_id(part) == POLYGON and not part.is_empty]
    if not parts:
        return None
    area = parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
    return shapely.orient_polygons(area, exterior_cw=False)


def _points(whole: Any) -> Any:
    """A point within each area, where it lies in this tile."""
    spots = shapely.get_coordinates(shapely.point_on_surface(whole))
    return [
        shapely.Point(round(x), round(y)) if 0 <= x < EXTENT and 0 <= y < EXTENT else None
        for x, y in spots.tolist()
    ]  # fmt: skip


def _layer(name: str, features: Sequence[TileFeature], shapes: Sequence[Any]) -> dict[str, Any]:
    drawn = [
        {"id": one.number, "geometry": shape, "properties": dict(one.properties)}
        for one, shape in zip(features, shapes, strict=True)
        if shape is not None
    ]
    return {"name": name, "features": drawn}

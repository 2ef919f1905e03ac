"""Tiles say what was put into them: shapes that are valid at every zoom, each name once, nothing beyond the tile."""

import math
from typing import Any

import mapbox_vector_tile
import pytest
import shapely
from shapely.geometry import shape

from tuntas.exchange.tiles import MAX_ZOOM, MIN_ZOOM, Tile, TileFeature, TileShelf, encode_tile

HERE = (110.81, -7.56)
READ = {"y_coord_down": True}


def tile_at(zoom: int, longitude: float = HERE[0], latitude: float = HERE[1]) -> Tile:
    side = 1 << zoom
    down = 0.5 - math.atanh(math.sin(math.radians(latitude))) / (2 * math.pi)
    return Tile(zoom, math.floor((longitude / 360 + 0.5) * side), math.floor(down * side))


def ragged(corners: int = 200, radius: float = 0.004) -> shapely.Polygon:
    """An island with a bay at every second corner and a lake in the middle."""
    ring = []
    for number in range(corners):
        angle, far = 2 * math.pi * number / corners, radius * (1 if number % 2 else 0.985)
        ring.append((HERE[0] + far * math.cos(angle), HERE[1] + far * math.sin(angle)))
    lake = shapely.Point(HERE).buffer(radius / 4)
    return shapely.Polygon(ring, [lake.exterior.coords])


def decoded(tile: Tile, *polygons: shapely.Polygon) -> dict[str, Any]:
    features = [TileFeature(number, shapely.to_wkb(one), {"label": f"Kawasan {number}", "priority": number})
                for number, one in enumerate(polygons, 1)]  # fmt: skip
    packed = encode_tile(tile, "kawasan", features)
    return dict(mapbox_vector_tile.decode(packed, default_options=READ)) if packed else {}


def test_what_goes_in_comes_out_in_its_place() -> None:
    tile = tile_at(15)
    square = shapely.box(HERE[0], HERE[1], HERE[0] + 0.001, HERE[1] + 0.001)
    found = decoded(tile, square)["kawasan"]["features"]
    assert [one["properties"] for one in found] == [{"label": "Kawasan 1", "priority": 1}] and found[0]["id"] == 1
    steps = 4096 * (1 << 15) / 360
    west = (HERE[0] + 180) * steps - tile.x * 4096
    across, _down, east, _up = shape(found[0]["geometry"]).bounds
    assert across == pytest.approx(west, abs=1) and east - across == pytest.approx(0.001 * steps, abs=1)


@pytest.mark.parametrize("zoom", range(MIN_ZOOM, MAX_ZOOM + 1))
def test_simplified_shapes_are_valid_at_every_zoom(zoom: int) -> None:
    found = decoded(
        tile_at(zoom, HERE[0] + 0.00399), ragged(), shapely.MultiPolygon([ragged(), shapely.box(0, 0, 1, 1)])
    )
    drawn = [shape(one["geometry"]) for one in found["kawasan"]["features"]]
    assert all(one.is_valid and one.area > 0 for one in drawn)
    assert all(-64 <= edge <= 4160 for one in drawn for edge in one.bounds)


def test_what_nobody_can_see_is_left_out_and_a_lake_stays_a_lake() -> None:
    far, near = (shape(decoded(tile_at(zoom), ragged())["kawasan"]["features"][0]["geometry"]) for zoom in (11, 16))
    corners = [len(shapely.get_coordinates(one)) for one in (far, near)]
    assert corners[0] * 2 < corners[1] and far.is_valid
    assert shapely.get_num_interior_rings(shapely.get_parts(near)).sum() == 1


def test_neighbours_share_a_shape_but_only_one_writes_its_name() -> None:
    left = tile_at(15)
    edge = (left.x + 1) / (1 << 15) * 360 - 180
    across = shapely.box(edge - 0.001, HERE[1], edge + 0.002, HERE[1] + 0.001)
    found = [decoded(Tile(15, left.x + step, left.y), across) for step in (0, 1)]
    assert all(one["kawasan"]["features"] for one in found)
    assert sum(len(one.get("kawasan-label", {}).get("features", [])) for one in found) == 1


def test_a_tile_reaches_a_little_beyond_its_edge_and_nothing_lies_outside() -> None:
    tile = tile_at(14)
    west = tile.x / (1 << 14) * 360 - 180
    assert tile.reach.west < west * 1e6 < tile.reach.east and tile.reach.south < HERE[1] * 1e6 < tile.reach.north
    assert encode_tile(tile, "rt", []) == b"" and decoded(tile, shapely.box(100, 1, 101, 2)) == {}


@pytest.mark.parametrize("tile", [Tile(7, 1, 1), Tile(19, 1, 1), Tile(8, 256, 0), Tile(8, 0, 256), Tile(10**9, 0, 0)])
def test_there_are_no_tiles_beyond_the_grid(tile: Tile) -> None:
    assert not tile.is_served and Tile(8, 255, 255).is_served


def test_the_shelf_makes_a_tile_once_and_never_holds_more_than_it_may() -> None:
    shelf, made = TileShelf(10_000), []

    def ask(key: int) -> bytes:
        return shelf.tile(key, lambda: made.append(key) or bytes(1000))  # type: ignore[func-returns-value]

    assert ask(1) == ask(1) and made == [1]
    for key in range(2, 9):
        ask(key)
        ask(1)
    assert made.count(1) == 1, "what is asked for again stays"
    ask(2)
    assert made.count(2) == 2, "what nobody asked for has left"

"""A city with an enacted decree of drawn settlements, and tiles of it read back."""

import gzip
from typing import Any

import mapbox_vector_tile
from django.http import HttpResponse
from django.test import Client

from tests.city.decrees.cast import HERE, Town, drafted, enacted, town, verified
from tests.exchange.tiles.test_tiles import tile_at
from tests.world import World

ZOOM = 14
READ = {"y_coord_down": True}


def decreed(world: World) -> Town:
    """Two of three drawn settlements enacted: the third is drawn only."""
    made = town(world)
    enacted(verified(drafted(made, only=slice(0, 2)), made), made, "640/1")
    return made


def tile_url(layer: str, code: str = "99.01", room: str = "kota") -> str:
    at = tile_at(ZOOM, HERE[0] + 0.004, HERE[1] + 0.0005)
    return f"/{room}/{code}/petak/{layer}/{at.z}/{at.x}/{at.y}.mvt"


def read(response: HttpResponse) -> dict[str, Any]:
    """The tile of an answer, unpacked."""
    body = response.content
    plain = gzip.decompress(body) if response.get("Content-Encoding") == "gzip" else body
    return dict(mapbox_vector_tile.decode(plain, default_options=READ)) if plain else {}


def said(client: Client, url: str, layer: str, **asked: str) -> dict[str, dict[str, Any]]:
    """By label what the places of a layer say of themselves."""
    found = read(client.get(url, asked)).get(layer, {}).get("features", [])
    return {one["properties"]["label"]: one["properties"] for one in found}

"""Vector tiles of a city, made when first asked for and kept until the city's next act."""

import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from tuntas.city.dossiers.drawn import Frame, places_in, settlements_in
from tuntas.city.dossiers.standing import standing
from tuntas.city.people.access import can
from tuntas.city.people.models import City
from tuntas.city.places.models import Level
from tuntas.exchange.tiles import TILE_TYPE, Tile, TileFeature, TileShelf, encode_tile
from tuntas.web.city_page.keeping import kept_drawing
from tuntas.web.city_page.loading import load_city
from tuntas.web.maps.asking import LAYERS, asked_day
from tuntas.web.maps.properties import Said, kawasan_said, kelurahan_said, rt_said
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest

SHELF = TileShelf(48 << 20)
SAYING = {"kelurahan": kelurahan_said, "rt": rt_said, "kawasan": kawasan_said}
LEVELS = {"kelurahan": Level.KELURAHAN, "rt": Level.RT}
OWN = "private, no-cache"
CITY_S = 60


@dataclass(frozen=True, slots=True)
class AskedTile:
    """A tile with the mark of all that it follows from: as long as that is the same, so are its bytes."""

    layer: str
    tile: Tile
    mark: str

    @property
    def tag(self) -> str:
        """What a browser is told that it holds."""
        return f'W/"{self.mark[:32]}-{self.tile.z}-{self.tile.x}-{self.tile.y}"'


@login_required
@require_safe
def map_tile(request: SignedInRequest, code: str, layer: str, z: int, x: int, y: int) -> HttpResponse:
    """A tile of one layer on a day (`?pada=2019-12-31`; today unless said): what the person sees of it."""
    city = _city(request, code)
    tile = served_tile(layer, LAYERS, Tile(z, x, y))
    on = asked_day(request.GET, timezone.localdate())
    # The mark before the figures: a kept tile is never older than its mark.
    mark = standing(request.user, city, language(), "map_tile", layer, on)
    return tile_answer(request, AskedTile(layer, tile, mark), lambda: _made(request, city, layer, tile, on), OWN)


def _city(request: SignedInRequest, code: str) -> City:
    """As `load_city`, remembered for a minute: a map asks for dozens of tiles at once. Who may see it is asked anew."""
    key = f"tile-city-{code}"
    city: City | None = cache.get(key)
    if city is None:
        city = load_city(request, code)
        cache.set(key, city, CITY_S)
    if not can(request.user, "see_city", city):
        raise Http404
    return city


def served_tile(layer: str, layers: Iterable[str], tile: Tile) -> Tile:
    """The tile, where there is one of that layer. Raises `Http404`."""
    if layer not in layers or not tile.is_served:
        raise Http404
    return tile


def tile_answer(request: HttpRequest, asked: AskedTile, make: Callable[[], bytes], caching: str) -> HttpResponse:
    """304 where the browser has it, else the tile, packed; packed once however often it is asked for."""
    known = [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]
    response = HttpResponseNotModified() if asked.tag in known else _body(request, asked, make)
    response["ETag"] = asked.tag
    response["Cache-Control"] = caching
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def features(shapes: Iterable[tuple[int, bytes]], said: Said) -> list[TileFeature]:
    """The shapes that say something of themselves; others are not the person's to see."""
    return [TileFeature(int(said[pk]["id"]), shape, said[pk]) for pk, shape in shapes if pk in said]


def frame_of(tile: Tile) -> Frame:
    """The part of the earth that a tile draws, its buffer included."""
    reach = tile.reach
    return Frame(reach.west, reach.south, reach.east, reach.north)


def _body(request: HttpRequest, asked: AskedTile, make: Callable[[], bytes]) -> HttpResponse:
    """Boundaries hold no secret that a packed size could betray."""
    key = (asked.mark, asked.tile)
    packed = SHELF.tile(key, lambda: gzip.compress(make(), compresslevel=6, mtime=0))
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(gzip.decompress(packed), content_type=TILE_TYPE)
    response = HttpResponse(packed, content_type=TILE_TYPE)
    response["Content-Encoding"] = "gzip"
    return response


def _made(request: SignedInRequest, city: City, layer: str, tile: Tile, on: date) -> bytes:
    frame = frame_of(tile)
    level = LEVELS.get(layer)
    shapes = settlements_in(city, on, frame) if level is None else places_in(city, level, on, frame)
    said = kept_drawing(
        request, city, ("map_layer", layer, on), lambda: {"said": SAYING[layer](request.user, city, on)}
    )
    return encode_tile(tile, layer, features(shapes, said["said"]))

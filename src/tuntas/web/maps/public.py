"""The map for everybody: the locations of the decree in force, where the office has opened it. No person, no RT."""

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tuntas.city.decrees.facts import in_force
from tuntas.city.decrees.models import Decree
from tuntas.city.dossiers.drawn import places_in, shapes_in
from tuntas.city.dossiers.locations import decreed_locations
from tuntas.city.dossiers.standing import public_standing
from tuntas.city.people.models import City
from tuntas.city.places.models import Level
from tuntas.exchange.tiles import Tile, encode_tile
from tuntas.web.maps import shown
from tuntas.web.maps.properties import Said, public_kawasan, public_kelurahan
from tuntas.web.maps.tiles import AskedTile, features, frame_of, served_tile, tile_answer
from tuntas.web.shared.formats import language

LAYERS = ("kelurahan", "kawasan")
CACHING = "public, max-age=300"
KEPT_S = 12 * 3600


@require_safe
def public_map(request: HttpRequest, code: str) -> HttpResponse:
    """The locations of the decree in force as a list, and on a map that the browser loads afterwards."""
    city, decree = _open(code)
    found = decreed_locations(decree)
    box = shown.first_box(city, found, timezone.localdate())
    return render(request, "maps/public.html", {
        "city": city, "decree": decree, "rows": shown.rows(found), "headline": shown.decree_sentence(decree, found),
        "keys": shown.public_keys(found), "line_keys": shown.line_keys()[::2],
        "holder": shown.Holder("public_tile", city, LAYERS, box),
    })  # fmt: skip


@require_safe
def public_tile(request: HttpRequest, code: str, layer: str, z: int, x: int, y: int) -> HttpResponse:
    """A tile of the public map: names of kelurahan; locations with name, class and area as the decree has them."""
    city, decree = _open(code)
    tile = served_tile(layer, LAYERS, Tile(z, x, y))
    mark = public_standing(city, language(), "public_tile", layer, decree.pk, timezone.localdate())
    return tile_answer(request, AskedTile(layer, tile, mark), lambda: _made(city, decree, layer, tile, mark), CACHING)


def _open(code: str) -> tuple[City, Decree]:
    """A city that shows its map to everybody, and its decree in force. Raises `Http404`."""
    city = City.objects.filter(code=code).select_related("place").first() if code in settings.PUBLIC_CITIES else None
    decree = in_force(city, on=timezone.localdate()) if city else None
    if city is None or decree is None:
        raise Http404
    return city, decree


def _made(city: City, decree: Decree, layer: str, tile: Tile, mark: str) -> bytes:
    on, frame = timezone.localdate(), frame_of(tile)
    said = _said(city, decree, layer, mark)
    if layer == "kelurahan":
        return encode_tile(tile, layer, features(places_in(city, Level.KELURAHAN, on, frame), said))
    return encode_tile(tile, layer, features(shapes_in(said, frame), said))


def _said(city: City, decree: Decree, layer: str, mark: str) -> Said:
    key = f"public-{mark}"
    kept: Said | None = cache.get(key)
    if kept is None:
        kept = public_kelurahan(city, timezone.localdate()) if layer == "kelurahan" else public_kawasan(decree)
        cache.set(key, kept, KEPT_S)
    return kept

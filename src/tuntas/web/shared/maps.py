"""Outlines for `{% outline_map %}`: small GeoJSON with an ETag. Coordinates are rounded for the eye, never kept so."""

import gzip
import hashlib
import json
from functools import lru_cache
from typing import Any

import shapely
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

#: A millionth of a degree is 11 cm; a hundred-thousandth 1.1 m. For snapping a tenth of a millimetre.
FINE, COARSE, EXACT = 6, 5, 9
#: What nobody sees on a map of a whole city, in degrees: about 1.5 m.
CITY_WIDE = 0.0000135
MAP_TYPE = "application/geo+json"
SMALL_BYTES = 1024


def feature(geometry: bytes, number: int, *, tolerance: float = 0.0, **said: Any) -> str:
    """One place of a map from its kept WKB. `tolerance` in degrees smooths what nobody sees."""
    told = {"id": str(number)} | {name: value for name, value in said.items() if value not in ("", None)}
    shape = _drawn(bytes(geometry), tolerance)
    return f'{{"type":"Feature","id":{number},"properties":{_text(told)},"geometry":{shape}}}'


def exact_feature(geometry: bytes, number: int, **said: Any) -> str:
    """As `feature`, for those who draw: corners that are snapped to lie where they are kept."""
    told = {"id": str(number)} | {name: value for name, value in said.items() if value not in ("", None)}
    shape = exact_geometry(shapely.from_wkb(bytes(geometry)))
    return f'{{"type":"Feature","id":{number},"properties":{_text(told)},"geometry":{shape}}}'


def exact_geometry(shape: BaseGeometry) -> str:
    """A shape as GeoJSON, exact to a tenth of a millimetre."""
    return str(shapely.to_geojson(shapely.transform(shape, lambda points: points.round(EXACT))))


def map_answer(request: HttpRequest, features: list[str]) -> HttpResponse:
    """The features as a file, packed; 304 where the browser has it. Never in a shared cache: each sees their own."""
    body = f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]
    response = HttpResponseNotModified() if tag in known else _packed(request, body)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response


def _packed(request: HttpRequest, body: bytes) -> HttpResponse:
    """Outlines hold no secret that a packed size could betray."""
    if len(body) < SMALL_BYTES or "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(body, content_type=MAP_TYPE)
    response = HttpResponse(gzip.compress(body, compresslevel=5, mtime=0), content_type=MAP_TYPE)
    response["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=4096)
def _drawn(geometry: bytes, tolerance: float) -> str:
    """Kept by the shape itself, so that a new boundary is drawn anew."""
    shape = shapely.from_wkb(geometry)
    simple = shapely.simplify(shape, tolerance, preserve_topology=True) if tolerance else shape
    drawn = mapping(simple)
    digits = COARSE if tolerance else FINE
    return _text({"type": drawn["type"], "coordinates": _rounded(drawn["coordinates"], digits)})


def _rounded(part: Any, digits: int) -> Any:
    """Points in a row that fall together are one, as long as the ring stays a ring."""
    if isinstance(part[0], (int, float)):
        return [round(part[0], digits), round(part[1], digits)]
    points = [_rounded(one, digits) for one in part]
    if not isinstance(points[0][0], float):
        return points
    kept = [point for number, point in enumerate(points) if not number or point != points[number - 1]]
    return kept if len(kept) >= 4 else points


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

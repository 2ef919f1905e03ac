"""The example city as GeoJSON (RFC 7946: longitude, latitude; EPSG:4326), byte for byte the same each time."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import shapely

from tuntas.exchange.example_city.earth import DECIMALS
from tuntas.exchange.example_city.model import ExampleCity

EXAMPLE = {"contoh": True}
Feature = dict[str, Any]


def write_geojson(city: ExampleCity, folder: Path) -> list[Path]:
    """One file a layer in `folder`: kecamatan, kelurahan, rw, rt, bangunan, jalan. The files, in that order."""
    layers: Mapping[str, Iterable[Feature]] = {
        "kecamatan": _kecamatan(city),
        "kelurahan": _kelurahan(city),
        "rw": _rw(city),
        "rt": _rt(city),
        "bangunan": _buildings(city),
        "jalan": _streets(city),
    }
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / f"{name}.geojson", name, features) for name, features in layers.items()]


def _write(path: Path, name: str, features: Iterable[Feature]) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"type":"FeatureCollection","name":"{name}","features":[\n')
        for number, feature in enumerate(features):
            file.write((",\n" if number else "") + json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
        file.write("\n]}\n")
    return path


def _kecamatan(city: ExampleCity) -> Iterator[Feature]:
    for one in city.kecamatan:
        yield _feature(one.outline, kode=one.code, nama=one.name, kota=city.name)


def _kelurahan(city: ExampleCity) -> Iterator[Feature]:
    names = {one.code: one.name for one in city.kecamatan}
    for one in city.kelurahan:
        yield _feature(one.outline, kode=one.code, nama=one.name, kecamatan=names[one.kecamatan], kota=city.name)


def _rw(city: ExampleCity) -> Iterator[Feature]:
    names = {one.code: one.name for one in city.kelurahan}
    for one in city.rw:
        yield _feature(
            one.outline, kode=one.code, rw=one.number, kelurahan=names[one.kelurahan], kode_kelurahan=one.kelurahan
        )


def _rt(city: ExampleCity) -> Iterator[Feature]:
    names = {one.code: one.name for one in city.kelurahan}
    districts = {one.code: one.name for one in city.kecamatan}
    of = {one.code: districts[one.kecamatan] for one in city.kelurahan}
    for one in city.rt:
        yield _feature(
            one.outline,
            kode=one.code,
            rt_rw=one.rt_rw,
            rt=one.number,
            rw=one.rw,
            kelurahan=names[one.kelurahan],
            kode_kelurahan=one.kelurahan,
            kecamatan=of[one.kelurahan],
            luas_m2=one.area_m2,
        )


def _buildings(city: ExampleCity) -> Iterator[Feature]:
    for one in city.buildings:
        ring = [[x, y] for x, y in (*one.corners, one.corners[0])]
        yield {
            "type": "Feature",
            "properties": {"id_bangunan": one.code, "kode_rt": city.rt[one.rt].code, **EXAMPLE},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }


def _streets(city: ExampleCity) -> Iterator[Feature]:
    for one in city.streets:
        yield _feature(one.line, jenis=one.way.value)


def _feature(shape: shapely.Geometry, **properties: object) -> Feature:
    # RFC 7946 wants outer rings anticlockwise.
    turned = shapely.orient_polygons(shape)
    geometry = json.loads(shapely.to_geojson(turned), parse_float=lambda text: round(float(text), DECIMALS))
    return {"type": "Feature", "properties": {**properties, **EXAMPLE}, "geometry": geometry}

"""A decree's delineations as GeoJSON for other programs: whole, not smoothed, areas beside each other."""

import json

import shapely
from shapely.geometry import mapping

from tuntas.city.decrees.models import Decree, DecreeLine
from tuntas.city.decrees.scoping import grades_of


def delineations_geojson(decree: Decree) -> bytes:
    """A FeatureCollection in EPSG:4326, in the order of the annex."""
    grades = grades_of(decree)
    lines = decree.lines.filter(delineation__isnull=False).select_related("delineation", "place", "settlement")
    features = [_feature(line, grades.get(line.grade)) for line in lines.order_by("position")]
    body = {"type": "FeatureCollection", "name": decree.name, "features": features}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(line: DecreeLine, grade: str | None) -> dict[str, object]:
    assert line.delineation is not None
    return {
        "type": "Feature", "id": line.position, "geometry": mapping(shapely.from_wkb(bytes(line.delineation.geometry))),
        "properties": {
            "no": line.position, "lokasi": line.name, "kelurahan": line.place.name, "luas_sk_m2": line.area_m2,
            "luas_sk_ha_tercetak": line.printed or None, "luas_delineasi_m2": line.drawn_m2,
            "luas_terverifikasi_m2": line.verified_m2, "kelas": grade, "nilai": line.total,
            "prioritas": line.priority, "kode_prioritas": line.priority_code or None,
        },
    }  # fmt: skip

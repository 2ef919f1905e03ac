"""Places as GeoJSON: a file for each storey, a feature for each edition, with its outline where it has one."""

import json
from collections.abc import Iterator

import shapely

from tuntas.city.people.models import City
from tuntas.city.places.models import Level, PlaceEdition
from tuntas.exchange.export_all.columns import cell_text
from tuntas.exchange.export_all.packing import Pack
from tuntas.exchange.export_all.selection import rows_of

HEAD = '{"type":"FeatureCollection","features":[\n'
SAID = ("place_id", "name", "code", "kind", "parent_id", "from_on", "until_on", "area_m2", "crs", "source",
        "boundary_source")  # fmt: skip


def add_outlines(pack: Pack, city: City) -> None:
    """The editions of every storey that has any."""
    for level in Level:
        editions = rows_of(PlaceEdition, city).filter(place__level=level)
        if count := editions.count():
            pack.pieces(f"tempat/{level.lower()}.geojson", _features(editions.iterator(500)), count)


def _features(editions: Iterator[PlaceEdition]) -> Iterator[str]:
    yield HEAD
    for number, edition in enumerate(editions):
        yield (",\n" if number else "") + _feature(edition)
    yield "\n]}\n"


def _feature(edition: PlaceEdition) -> str:
    outline = shapely.to_geojson(shapely.from_wkb(bytes(edition.geometry))) if edition.geometry else "null"
    said = {name: _value(getattr(edition, name)) for name in SAID}
    told = json.dumps({"edition_id": edition.pk, **said}, ensure_ascii=False)
    return f'{{"type":"Feature","id":{edition.pk},"properties":{told},"geometry":{outline}}}'


def _value(value: object) -> object:
    return value if value is None or isinstance(value, int) else cell_text(value)

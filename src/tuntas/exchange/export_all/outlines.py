"""Places and settlements as GeoJSON: a file for each storey and one for the settlements, a feature for each edition."""

import json
from collections.abc import Iterator, Sequence

import shapely

from tuntas.city.people.models import City
from tuntas.city.places.models import Level, PlaceEdition
from tuntas.city.settlements.models import Delineation
from tuntas.exchange.export_all.columns import cell_text
from tuntas.exchange.export_all.packing import Pack
from tuntas.exchange.export_all.selection import rows_of

HEAD = '{"type":"FeatureCollection","features":[\n'
SAID = ("place_id", "name", "code", "kind", "parent_id", "from_on", "until_on", "area_m2", "crs", "source",
        "boundary_source")  # fmt: skip
DRAWN = ("settlement_id", "name", "place_id", "from_on", "until_on", "area_m2", "utm_m2", "utm_crs", "printed",
         "printed_m2", "crs", "source")  # fmt: skip


def add_outlines(pack: Pack, city: City) -> None:
    """The editions of every storey that has any, and of the settlements."""
    for level in Level:
        editions = rows_of(PlaceEdition, city).filter(place__level=level)
        if count := editions.count():
            pack.pieces(f"tempat/{level.lower()}.geojson", _features(editions.iterator(500), SAID), count)
    drawn = rows_of(Delineation, city).select_related("settlement")
    if count := drawn.count():
        pack.pieces("kawasan/delineasi.geojson", _features(drawn.iterator(500), DRAWN), count)


def _features(editions: Iterator[PlaceEdition | Delineation], said: Sequence[str]) -> Iterator[str]:
    yield HEAD
    for number, edition in enumerate(editions):
        yield (",\n" if number else "") + _feature(edition, said)
    yield "\n]}\n"


def _feature(edition: PlaceEdition | Delineation, said: Sequence[str]) -> str:
    outline = shapely.to_geojson(shapely.from_wkb(bytes(edition.geometry))) if edition.geometry else "null"
    told = json.dumps({"edition_id": edition.pk, **{name: _said(edition, name) for name in said}}, ensure_ascii=False)
    return f'{{"type":"Feature","id":{edition.pk},"properties":{told},"geometry":{outline}}}'


def _said(edition: PlaceEdition | Delineation, name: str) -> object:
    """A value of the edition, or of the settlement that it draws."""
    is_settlements = isinstance(edition, Delineation) and name in ("name", "place_id")
    thing = edition.settlement if isinstance(edition, Delineation) and is_settlements else edition
    value: object = getattr(thing, name)
    return value if value is None or isinstance(value, int) else cell_text(value)

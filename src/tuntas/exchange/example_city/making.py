"""From a town in plane metres to a city with names, codes and surveys on EPSG:4326."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Polygon

from tuntas.exchange.example_city.answers import answers_of
from tuntas.exchange.example_city.chance import chance
from tuntas.exchange.example_city.division import Patch
from tuntas.exchange.example_city.earth import degrees, on_earth
from tuntas.exchange.example_city.model import CITY_CODE, Building, ExampleCity, Kecamatan, Kelurahan, Rt, Rw, Street
from tuntas.exchange.example_city.naming import kecamatan_names, kelurahan_names
from tuntas.exchange.example_city.register import unfit_houses
from tuntas.exchange.example_city.shape import CityShape, CitySize, shape_of
from tuntas.exchange.example_city.streets import Way
from tuntas.exchange.example_city.surveys import survey_town
from tuntas.exchange.example_city.tiling import joined
from tuntas.exchange.example_city.town import Town, build_town

Grouped = list[tuple[tuple[int, ...], Polygon]]


def make_city(size: CitySize | CityShape, seed: int = 9901) -> ExampleCity:
    """An invented city of that size; the same size and seed make the same city, to the last decimal.

    Raises `ValueError` for shapes that cannot be built (too many buildings for the land, too many kelurahan).
    """
    shape = shape_of(size)
    town = build_town(shape, seed)
    rt = tuple(_rt(town))
    surveys, changes = survey_town(town, [one.area_m2 for one in rt], seed)
    kecamatan, kelurahan = _upper(town, seed)
    return ExampleCity(
        seed=seed,
        shape=shape,
        outline=on_earth(joined(town.parts)),
        kecamatan=kecamatan,
        kelurahan=kelurahan,
        rw=tuple(Rw(_kelurahan_code(path), f"{path[2] + 1:03d}", on_earth(area)) for path, area in _level(town, 3)),
        rt=rt,
        buildings=tuple(_buildings(town, rt)),
        streets=tuple(_streets(town)),
        surveys=surveys,
        answers=answers_of(town, seed),
        changes=changes,
        unfit_houses=unfit_houses(surveys, seed),
    )


def _path(patch: Patch) -> tuple[int, ...]:
    return patch.kecamatan, patch.kelurahan, patch.rw, patch.rt


def _kecamatan_code(path: Sequence[int]) -> str:
    return f"{CITY_CODE}.{path[0] + 1:02d}"


def _kelurahan_code(path: Sequence[int]) -> str:
    return f"{_kecamatan_code(path)}.{1001 + path[1]}"


def _level(town: Town, depth: int) -> Grouped:
    """The areas of one level: RT joined by the first `depth` numbers of their path, in order."""
    pairs = zip((_path(patch)[:depth] for patch in town.patches), town.parts, strict=True)
    return [(path, joined([part for _, part in group])) for path, group in groupby(pairs, key=lambda pair: pair[0])]


def _upper(town: Town, seed: int) -> tuple[tuple[Kecamatan, ...], tuple[Kelurahan, ...]]:
    districts, wards = _level(town, 1), _level(town, 2)
    middles = shapely.get_coordinates(shapely.centroid([area for _, area in districts]))
    names = kelurahan_names(len(wards), chance(seed, "names"))
    kecamatan = tuple(
        Kecamatan(_kecamatan_code(path), name, on_earth(area))
        for (path, area), name in zip(districts, kecamatan_names(middles), strict=True)
    )
    kelurahan = tuple(
        Kelurahan(_kelurahan_code(path), name, _kecamatan_code(path), on_earth(area))
        for (path, area), name in zip(wards, names, strict=True)
    )
    return kecamatan, kelurahan


def _rt(town: Town) -> Iterator[Rt]:
    for patch, part in zip(town.patches, town.parts, strict=True):
        path = _path(patch)
        area_m2 = round(part.area)
        yield Rt(_kelurahan_code(path), f"{path[2] + 1:03d}", f"{path[3] + 1:03d}", on_earth(part), area_m2)


def _buildings(town: Town, rt: Sequence[Rt]) -> Iterator[Building]:
    corners = degrees(town.corners.reshape(-1, 2)).reshape(-1, 4, 2).tolist()
    last, number = -1, 0
    for where, ring in zip(town.rt_of.tolist(), corners, strict=True):
        number = number + 1 if where == last else 1
        last = where
        yield Building(f"{rt[where].code}-{number:03d}", where, tuple((x, y) for x, y in ring))


def _streets(town: Town) -> Iterator[Street]:
    for way in Way:
        lines: list[LineString] = [corridor.line for corridor in town.corridors if corridor.way is way]
        if way is Way.LANE:
            lines = [line for lane in town.lanes for line in shapely.get_parts(lane)]
        merged = shapely.line_merge(MultiLineString(lines)) if lines else MultiLineString()
        for line in np.atleast_1d(shapely.get_parts(merged)):
            yield Street(way, on_earth(line))

"""The places tile the city, the houses stand in them, and all of it is plainly invented."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import shapely

from tuntas.exchange.example_city import CityShape, CitySize, ExampleCity, Way, make_city
from tuntas.exchange.example_city.shape import SHAPES

INDONESIA = (94.9, -11.1, 141.1, 6.1)


def outlines(places: object) -> list[shapely.Polygon]:
    return [place.outline for place in places]  # type: ignore[attr-defined]


@pytest.mark.parametrize("level", ["rt", "rw", "kelurahan", "kecamatan"])
def test_places_tile_without_gap_or_overlap(small_city: ExampleCity, level: str) -> None:
    parts = outlines(getattr(small_city, level))
    assert shapely.is_valid(np.array(parts)).all()
    assert shapely.coverage_is_valid(parts)
    assert shapely.coverage_union_all(parts).equals(small_city.outline)


def test_a_gap_of_a_metre_would_be_seen(small_city: ExampleCity) -> None:
    parts = outlines(small_city.rt)
    parts[0] = shapely.buffer(parts[0], -0.00001)
    assert not shapely.coverage_union_all(parts).equals(small_city.outline)


def test_each_level_is_the_union_of_the_one_below(small_city: ExampleCity) -> None:
    for rw in small_city.rw:
        inside = [rt.outline for rt in small_city.rt if (rt.kelurahan, rt.rw) == (rw.kelurahan, rw.number)]
        assert shapely.coverage_union_all(inside).equals(rw.outline)
    for kelurahan in small_city.kelurahan:
        inside = [rw.outline for rw in small_city.rw if rw.kelurahan == kelurahan.code]
        assert shapely.coverage_union_all(inside).equals(kelurahan.outline)


def test_there_are_as_many_of_each_as_asked(small_city: ExampleCity) -> None:
    shape = SHAPES[CitySize.SMALL]
    assert len(small_city.kecamatan) == shape.kecamatan
    assert len(small_city.kelurahan) == shape.kelurahan
    assert len(small_city.rw) == shape.rw
    assert len(small_city.rt) == shape.rt
    assert len(small_city.buildings) == shape.buildings


def test_a_house_stands_in_its_rt_and_on_no_other_house(small_city: ExampleCity) -> None:
    houses = shapely.polygons([building.corners for building in small_city.buildings])
    homes = np.array([small_city.rt[building.rt].outline for building in small_city.buildings])
    assert shapely.is_valid(houses).all()
    assert shapely.covers(homes, houses).all()
    assert len(shapely.STRtree(houses).query(houses, predicate="overlaps")[0]) == 0


def test_no_house_stands_in_the_river_or_on_the_rails(small_city: ExampleCity) -> None:
    houses = shapely.polygons([building.corners for building in small_city.buildings])
    for street in small_city.streets:
        if street.way in (Way.RIVER, Way.RAILWAY):
            assert not shapely.dwithin(houses, street.line, 0.00005).any()


def test_it_is_a_town_and_no_chessboard(small_city: ExampleCity) -> None:
    corners = np.array([building.corners for building in small_city.buildings])
    sides = corners[:, 1] - corners[:, 0]
    turned = np.degrees(np.arctan2(sides[:, 1], sides[:, 0])) % 90
    assert np.histogram(turned, bins=18, range=(0, 90))[0].min() > 0
    areas = np.array([rt.area_m2 for rt in small_city.rt])
    assert areas.max() > 5 * areas.min()


def test_areas_are_those_of_the_ellipsoid(small_city: ExampleCity) -> None:
    # Area of the authalic sphere's zone: exact for the ellipsoid, whatever the projection of the maker.
    assert sum(rt.area_m2 for rt in small_city.rt) == pytest.approx(authalic_area_m2(small_city.outline), rel=1e-5)


def test_codes_and_names_are_nobody_elses(small_city: ExampleCity) -> None:
    assert [one.code for one in small_city.kecamatan] == ["99.01.01"]
    assert [one.code for one in small_city.kelurahan] == ["99.01.01.1001", "99.01.01.1002", "99.01.01.1003"]
    for places in (small_city.kecamatan, small_city.kelurahan):
        assert all(place.name.startswith("Contoh") for place in places)
        assert len({place.name for place in places}) == len(places)
    codes = [one.code for one in (*small_city.rw, *small_city.rt, *small_city.buildings)]
    assert max(Counter(codes).values()) == 1
    assert all(house.owner.startswith("Contoh ") for house in small_city.unfit_houses)


def test_it_lies_in_indonesia(small_city: ExampleCity) -> None:
    assert shapely.box(*INDONESIA).covers(small_city.outline)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_shapes_and_seeds_make_cities_too(seed: int) -> None:
    city = make_city(CityShape(kecamatan=2, kelurahan=5, rw=15, rt=50, buildings=1_500), seed)
    assert (len(city.kecamatan), len(city.kelurahan), len(city.rw), len(city.rt)) == (2, 5, 15, 50)
    assert shapely.coverage_is_valid([rt.outline for rt in city.rt])
    assert len(city.buildings) == 1_500


def test_a_shape_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="kecamatan"):
        CityShape(kecamatan=2, kelurahan=1, rw=5, rt=10, buildings=1_000)
    with pytest.raises(ValueError, match="more land"):
        make_city(replace(SHAPES[CitySize.SMALL], buildings_per_ha=400.0))


def authalic_area_m2(outline: shapely.Polygon) -> float:
    """Area on WGS 84 of a polygon of degrees, by Lambert's equal-area cylinder of the ellipsoid."""
    eccentricity = np.sqrt((2 - 1 / 298.257223563) / 298.257223563)

    def plane(points: np.ndarray) -> np.ndarray:
        longitude, sine = np.radians(points[:, 0]), np.sin(np.radians(points[:, 1]))
        bent = eccentricity * sine
        height = (1 - eccentricity**2) / 2 * (sine / (1 - bent**2) + np.arctanh(bent) / eccentricity)
        return np.column_stack((longitude, height)) * 6378137.0

    return float(shapely.transform(outline, plane).area)

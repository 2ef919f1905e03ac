"""Shared ground found in bulk is what pair by pair would find, to the square metre."""

from itertools import combinations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon

from tests.city.places.ground_in_metres import LON, corners, plot, ring
from tuntas.city.places.areas import areas_m2
from tuntas.city.places.overlapping import overlaps, overlaps_between
from tuntas.city.places.shapes import SLIVER_M2, flaw_of, geodesic_area_m2

WHOLE = st.integers(0, 12)
SIDE = st.integers(1, 6)
#: Whole metres, so that borders often lie on one another, corners on borders, and boxes within boxes.
BOXES = st.lists(st.builds(plot, WHOLE, WHOLE, SIDE, SIDE), max_size=12)
FINE = st.floats(-0.02, 0.02, allow_nan=False).map(lambda degrees: round(degrees, 7))


def pair_by_pair(shapes: list[Polygon]) -> list[tuple[int, int, int]]:
    pairs = [
        (one, other, geodesic_area_m2(shapes[one].intersection(shapes[other])))
        for one, other in combinations(range(len(shapes)), 2)
    ]
    return [pair for pair in pairs if pair[2] > SLIVER_M2]


@settings(max_examples=150, deadline=None)
@given(BOXES)
def test_overlaps_are_those_of_every_pair_looked_at(shapes: list[Polygon]) -> None:
    assert overlaps(shapes) == pair_by_pair(shapes)


@settings(max_examples=50, deadline=None)
@given(BOXES, BOXES)
def test_overlaps_with_others_are_those_of_the_whole_that_cross(news: list[Polygon], others: list[Polygon]) -> None:
    crossing = [pair for pair in overlaps(news + others) if pair[0] < len(news) <= pair[1]]
    assert overlaps_between(news, others) == [(one, other - len(news), area) for one, other, area in crossing]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(FINE, FINE), min_size=3, max_size=9, unique=True), st.integers(-10, 6))
def test_areas_in_bulk_are_those_measured_one_by_one(points: list[tuple[float, float]], latitude: int) -> None:
    hull = shapely.convex_hull(shapely.multipoints([(LON + x, latitude + y) for x, y in points]))
    holed = hull.difference(Point(hull.centroid).buffer(0.0005, quad_segs=2))
    shapes = [hull, holed, MultiPolygon([plot(0, 0, 9, 9), plot(20, 0, 9, 9)]), Polygon()]
    assert areas_m2(shapes).tolist() == [geodesic_area_m2(shape) for shape in shapes]


@pytest.mark.parametrize(("depth", "found"), [(0.05, []), (0.1, []), (0.2, [(0, 1, 2)]), (-0.2, [])])
def test_two_square_metres_are_named_and_half_a_one_is_not(depth: float, found: list[tuple[int, int, int]]) -> None:
    assert overlaps([plot(0, 0, 10, 10), plot(10 - depth, 0, 10, 10)]) == found


@pytest.mark.parametrize(("length", "depth", "area"), [(400, 0.0045, 2), (4_000, 0.0005, 2), (40_000, 0.00005, 2)])
def test_no_shared_strip_is_too_thin(length: int, depth: float, area: int) -> None:
    assert overlaps([plot(0, 0, 10, length), plot(10 - depth, 0, 10, length)]) == [(0, 1, area)]


def test_a_part_and_a_ring_around_are_told_apart() -> None:
    court = ring(*corners(0, 0, 30, 30), holes=[corners(10, 10, 10, 10)])
    parts = MultiPolygon([plot(12, 12, 5, 5), plot(100, 0, 10, 10)])
    assert overlaps([court, parts]) == []
    assert overlaps([court, parts, plot(12, 12, 5, 5)]) == [(1, 2, 25)]


def test_nothing_shares_nothing() -> None:
    assert overlaps([]) == overlaps_between([], [plot(0, 0, 1, 1)]) == overlaps_between([plot(0, 0, 1, 1)], []) == []


def test_a_crossing_and_a_swapped_shape_never_come_this_far() -> None:
    bow_tie = ring((0, 0), (10, 10), (10, 0), (0, 10))
    swapped = shapely.transform(plot(0, 0, 10, 10), lambda points: points[:, ::-1])
    assert [getattr(flaw_of(shape), "code", None) for shape in (bow_tie, swapped, plot(0, 0, 10, 10))] == [
        "SHAPE-CROSSES-ITSELF",
        "SHAPE-SWAPPED",
        None,
    ]

"""Each kind of slip between delineations is found with its square metres and a point that lies on it."""

import pytest
import shapely
from shapely import MultiPolygon, Polygon

from tests.city.places.ground_in_metres import corners, metres, plot, ring
from tuntas.city.places.topology import Finding, duplicates, gaps, outside, overlapping, slivers

#: Four plots around a yard of 6 × 8 m.
AROUND_A_YARD = [plot(0, 0, 26, 10), plot(0, 10, 10, 8), plot(16, 10, 10, 8), plot(0, 18, 26, 10)]


def pointed(finding: Finding) -> tuple[float, float]:
    east, north = metres(finding.at)
    return round(east, 1), round(north, 1)


def test_an_overlap_is_pointed_at() -> None:
    (found,) = overlapping([plot(0, 0, 10, 10), plot(50, 0, 5, 5), plot(8, 0, 10, 10)])
    assert (found.kind, found.first, found.second, found.area_m2) == ("overlap", 0, 2, 20)
    assert pointed(found) == (9, 5)


def test_what_lies_outside_is_pointed_at() -> None:
    home = plot(0, 0, 100, 100)
    (found,) = outside([plot(0, 0, 10, 10), plot(95, 40, 10, 10)], home)
    assert (found.kind, found.first, found.second, found.area_m2) == ("outside", 1, None, 50)
    assert home.distance(shapely.Point(found.at)) > 0


def test_a_yard_between_plots_is_a_gap() -> None:
    (found,) = gaps(AROUND_A_YARD, 2, 100)
    assert (found.kind, found.area_m2) == ("gap", 48)
    assert pointed(found) == (13, 14)


@pytest.mark.parametrize(("least", "most"), [(49, 100), (2, 47)])
def test_a_gap_below_rounding_or_as_large_as_a_field_is_no_slip(least: int, most: int) -> None:
    assert gaps(AROUND_A_YARD, least, most) == []


def test_a_hole_in_a_single_shape_has_no_second() -> None:
    (found,) = gaps([ring(*corners(0, 0, 30, 30), holes=[corners(10, 10, 5, 5)])], 2, 100)
    assert (found.first, found.second, found.area_m2) == (0, None, 25)


def test_a_thin_channel_between_neighbours_is_a_gap_and_a_lane_is_not() -> None:
    row = [plot(0, 0, 20, 20), plot(20.5, 0, 20, 20), plot(43, 0, 20, 20)]
    (found,) = gaps(row, 2, 100)
    assert (found.first, found.second) == (0, 1)
    assert abs(found.area_m2 - 10) <= 1
    assert 20 < metres(found.at)[0] < 20.5
    assert [gap.second for gap in gaps(row, 2, 100, width_m=3)] == [1, 2]


def test_a_notch_in_one_shape_lies_between_nobody() -> None:
    notched = ring((0, 0), (20, 0), (20, 20), (10.4, 20), (10.4, 5), (10, 5), (10, 20), (0, 20))
    assert gaps([notched], 2, 100) == []


def test_a_spike_is_a_sliver_and_a_corner_is_not() -> None:
    spiked = ring((0, 0), (20, 0), (20, 9.8), (50, 10), (20, 10.2), (20, 20), (0, 20))
    (found,) = slivers([plot(0, 0, 20, 20), spiked])
    assert (found.kind, found.first, found.second) == ("sliver", 1, None)
    assert abs(found.area_m2 - 6) <= 1
    assert 20 < metres(found.at)[0] < 50


def test_a_thin_part_of_several_is_a_sliver_and_a_narrow_alley_house_is_not() -> None:
    parts = MultiPolygon([plot(0, 0, 20, 20), plot(30, 0, 0.4, 20)])
    (found,) = slivers([plot(60, 0, 2, 20), parts])
    assert (found.first, found.area_m2) == (1, 8)
    assert {sliver.first for sliver in slivers([plot(60, 0, 2, 20), parts], width_m=3)} == {0, 1}


def test_a_double_is_found_wherever_its_ring_starts() -> None:
    shape = plot(0, 0, 20, 20)
    start = list(shape.exterior.coords)[:-1]
    turned = Polygon([*reversed(start[2:] + start[:2])])
    moved = shapely.transform(turned, lambda points: points + 3e-7)
    between = Polygon([start[0], ((start[0][0] + start[1][0]) / 2, start[0][1]), *start[1:]])
    found = duplicates([plot(1, 0, 20, 20), shape, moved, between])
    assert [(double.kind, double.first, double.second) for double in found] == [
        ("double", 1, 2),
        ("double", 1, 3),
        ("double", 2, 3),
    ]
    assert found[0].area_m2 == 400


def test_sound_neighbours_give_no_finding() -> None:
    sound = [plot(0, 0, 20, 20), plot(20, 0, 20, 20), MultiPolygon([plot(0, 20, 40, 5), plot(100, 0, 10, 10)])]
    everything = [*overlapping(sound), *duplicates(sound), *slivers(sound), *gaps(sound, 1, 500)]
    assert everything == [] == [*overlapping([]), *duplicates([]), *slivers([]), *gaps([], 1, 500)]

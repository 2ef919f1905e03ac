"""What is said of a delineation before it is kept: each with its square metres and a point that lies in it."""

import shapely
from shapely.geometry.base import BaseGeometry

from tests.web.places.files import square
from tests.world import AT, ON, World
from tuntas.city.places.drawing import draw_boundary
from tuntas.city.places.models import Place
from tuntas.city.places.shapes import boundary_of, geodesic_area_m2
from tuntas.city.settlements.actions import SettlementHead, found_settlement
from tuntas.city.settlements.drawings import drawing_of
from tuntas.city.settlements.drawn_checks import Sketch, Verdict, homes_of, judge
from tuntas.city.settlements.models import Settlement
from tuntas.domain.problems import Severity
from tuntas.domain.wording import catalogue


def ground(column: float, row: float = 0, width: float = 1) -> shapely.Polygon:
    return shapely.Polygon(square(column, row, width))  # type: ignore[arg-type]


def bounded(place: Place, shape: BaseGeometry) -> None:
    draw_boundary(place=place, boundary=boundary_of(shape, crs="EPSG:4326", source="uji"), from_on=None, by=None, at=AT)


def slum(world: World, name: str, shape: BaseGeometry) -> Settlement:
    drawing = drawing_of(shape, crs="EPSG:4326", source="uji")
    return found_settlement(city=world.city, head=SettlementHead(world.kelurahan, name), drawing=drawing, on=None,
                            by=None, at=AT)  # fmt: skip


def judged(world: World, shape: BaseGeometry, own: Settlement | None = None) -> Verdict:
    return judge(Sketch(world.city, shape, ON, world.kelurahan, own))


def codes(verdict: Verdict) -> list[str]:
    for one in verdict.remarks:
        assert catalogue()[one.problem.code]["id"].format(**one.problem.params)
    return [one.problem.code for one in verdict.remarks]


def test_a_clean_drawing_beside_its_neighbour_needs_no_word(world: World) -> None:
    bounded(world.kelurahan, ground(-1, -1, 8))
    slum(world, "Hulu", ground(1))
    verdict = judged(world, ground(0))
    assert not verdict.remarks and verdict.area_m2 == geodesic_area_m2(ground(0))


def test_ground_outside_and_ground_shared_are_doubts_with_their_area_and_place(world: World) -> None:
    bounded(world.kelurahan, ground(0, 0, 2))
    slum(world, "Hulu", ground(1))
    drawn = ground(1.5)
    verdict = judged(world, drawn)
    assert codes(verdict) == ["DRAWING-OUTSIDE", "DRAWING-OVERLAPS"] == verdict.doubts and not verdict.is_blocked
    out, shared = verdict.remarks
    assert out.problem.params["area_m2"] == geodesic_area_m2(drawn.difference(ground(0, 0, 2)))
    assert shared.problem.params["area_m2"] == geodesic_area_m2(drawn.intersection(ground(1)))
    assert shared.problem.params["other"] == "Hulu"
    assert shapely.Point(out.at).within(drawn) and shapely.Point(shared.at).within(ground(1))


def test_a_slip_between_neighbours_a_thin_part_and_a_small_hole_are_told(world: World) -> None:
    bounded(world.kelurahan, ground(-1, -1, 8))
    slum(world, "Hulu", ground(1.005))
    hair = shapely.box(109.5995, -6.799_5, 109.6, -6.799_495)
    pond = shapely.box(109.6004, -6.7996, 109.6005, -6.7995)
    verdict = judged(world, ground(0).union(hair).difference(pond))
    assert codes(verdict) == ["DRAWING-HOLE", "DRAWING-GAP", "DRAWING-SLIVER"]
    assert verdict.doubts == ["DRAWING-GAP", "DRAWING-SLIVER"]


def test_a_drawing_that_crosses_itself_or_lies_elsewhere_is_blocked(world: World) -> None:
    bounded(world.kelurahan, ground(0, 0, 2))
    ring = square(0)
    bow = shapely.Polygon([ring[0], ring[2], ring[1], ring[3]])
    assert codes(judged(world, bow)) == ["DRAWING-CROSSES-ITSELF"]
    at = judged(world, bow).remarks[0].at
    assert at and shapely.Point(at).distance(ground(0).centroid) < 1e-6
    for shape, code in [(ground(50), "DRAWING-ELSEWHERE"), (shapely.Polygon(), "DRAWING-EMPTY"),
                        (shapely.Point(109.6, -6.8), "DRAWING-NO-POLYGON"),
                        (shapely.box(-6.8, 109.6, -6.79, 109.61), "DRAWING-SWAPPED"),
                        (shapely.box(10, 50, 10.1, 50.1), "DRAWING-OUTSIDE-INDONESIA")]:  # fmt: skip
        verdict = judged(world, shape)
        assert codes(verdict) == [code] and verdict.is_blocked
        assert verdict.remarks[0].problem.severity is Severity.ERROR


def test_the_drawing_in_force_again_is_no_new_edition_and_no_neighbour_of_itself(world: World) -> None:
    bounded(world.kelurahan, ground(-1, -1, 8))
    own = slum(world, "Hulu", ground(0))
    turned = shapely.Polygon([*square(0)[2:], *square(0)[1:3]])
    assert codes(judged(world, turned, own)) == ["DRAWING-SAME"]
    assert not judged(world, ground(0, 0, 1.1), own).remarks
    assert codes(judged(world, ground(0, 0, 1.1))) == ["DRAWING-OVERLAPS"]


def test_without_boundaries_it_is_said_that_nothing_can_be_said(world: World) -> None:
    verdict = judged(world, ground(0))
    assert codes(verdict) == ["DRAWING-NO-GROUND"] and not verdict.doubts and not verdict.is_blocked


def test_the_home_of_a_drawing_is_the_kelurahan_that_holds_most_of_it(world: World) -> None:
    bounded(world.kelurahan, ground(0, 0, 2))
    bounded(world.other_kelurahan, ground(2, 0, 2))
    shares = homes_of(world.city, ground(1.25))
    assert [place for place, _ in shares] == [world.kelurahan, world.other_kelurahan]
    assert abs(shares[0][1] - 750_000) < 200 and abs(sum(part for _, part in shares) - 1_000_000) < 200

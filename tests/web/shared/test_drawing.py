"""Where the parts of a chart stand."""

from decimal import Decimal
from fractions import Fraction

from tuntas.web.shared.criteria import CriterionBar
from tuntas.web.shared.drawing import TrendPoint, columns, coordinate, radar_points, shares
from tuntas.web.shared.falling import FallStep, falls


def test_segments_fill_the_bar_without_a_gap() -> None:
    parts = [("SEVERE", Decimal(1), "1", ""), ("LIGHT", Decimal(2), "2", ""), (None, Decimal(1), "1", "")]
    drawn = shares(parts)
    assert [(share.x, share.width) for share in drawn] == [("0%", "25%"), ("25%", "50%"), ("75%", "25%")]
    assert sum((share.part for share in drawn), Fraction()) == 1


def test_an_empty_whole_draws_nothing() -> None:
    assert shares([("SEVERE", 0, "0", "")]) == []


def test_a_year_without_data_has_no_bar() -> None:
    known, unknown = columns([TrendPoint("2018", 10, "10"), TrendPoint("2019", None, None)])
    assert (known.top, known.height) == (32, 176)
    assert (unknown.top, unknown.height) == (None, 0)


def test_zero_is_a_bar_at_the_ground_not_a_gap() -> None:
    column = columns([TrendPoint("2018", 0, "0"), TrendPoint("2019", 5, "5")])[0]
    assert column.top == 208


def test_the_goal_shares_the_scale() -> None:
    column = columns([TrendPoint("2018", 5, "5", 10, "10")])[0]
    assert (column.top, column.goal_y) == (120, 32)


def test_an_aspect_without_data_is_no_corner_of_the_radar() -> None:
    assert radar_points([Fraction(1), None, Fraction(1), Fraction(1)], 100, 100) == [
        ("100.0", "0.0"),
        ("100.0", "200.0"),
        ("0.0", "100.0"),
    ]


def test_an_interval_spans_from_low_to_high() -> None:
    bar = CriterionBar("5a", "x", "40–62", Fraction(40), (25, 51, 76), None, 5, Fraction(40), Fraction(62))
    assert bar.interval == ("40%", "22%")
    assert bar.score_css == ""


def test_coordinates_are_read_by_svg_in_every_language() -> None:
    assert coordinate(Fraction(100, 3)) == "33.333%"
    assert coordinate(0) == "0%"


def test_a_waterfall_hangs_each_movement_between_its_levels() -> None:
    steps = [
        FallStep("2014", "+", 100, "100", "bar-up"),
        FallStep("2014", "=", 100, "100", "bar-total", is_level=True),
        FallStep("2016", "-", -25, "25", "bar-down"),
        FallStep("2016", "=", 75, "75", "bar-total", is_level=True),
    ]
    drawn = falls(steps)
    assert [(bar.top, bar.height) for bar in drawn] == [(32, 176), (32, 176), (32, 44), (76, 132)]
    assert drawn[2].join_y == drawn[3].top and drawn[0].x == "12.5%"


def test_a_waterfall_of_nothing_has_no_bars() -> None:
    assert falls([]) == []

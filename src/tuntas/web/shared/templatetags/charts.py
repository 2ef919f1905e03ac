"""Charts drawn by the server as SVG: no script, readable by screen readers, printable."""

from collections.abc import Sequence

from django import template

from tuntas.web.shared.criteria import AspectBar, CriterionGroup
from tuntas.web.shared.drawing import Amount, TrendPoint, axis_point, columns, radar_points, shares
from tuntas.web.shared.falling import FallStep, falls

register = template.Library()

RADIUS, CENTRE, LABEL_DISTANCE = 112, 160, 136
RINGS = (28, 56, 84, 112)


@register.inclusion_tag("shared/_distribution.html")
def class_distribution(parts: Sequence[tuple[str | None, Amount, str, str]], label: str) -> dict[str, object]:
    """One bar divided by class. `parts`: (grade, amount, amount in words, address) in the order to show."""
    return {"shares": shares(parts), "label": label}


@register.inclusion_tag("shared/_criteria.html")
def criteria(group: CriterionGroup) -> dict[str, object]:
    """The criteria of one aspect, each with its bands and its score."""
    return {"group": group}


@register.inclusion_tag("shared/_aspect_bars.html")
def aspect_bars(aspects: Sequence[AspectBar], label: str, before_label: str = "") -> dict[str, object]:
    """The seven aspects as bars, with a mark where they stood before."""
    return {"aspects": aspects, "label": label, "before_label": before_label}


@register.inclusion_tag("shared/_radar.html")
def aspect_radar(aspects: Sequence[AspectBar], label: str, now: str = "", before: str = "") -> dict[str, object]:
    """The seven aspects as a radar, now and before."""
    axes = [
        (aspect, axis_point(i, len(aspects), RADIUS, CENTRE), axis_point(i, len(aspects), LABEL_DISTANCE, CENTRE - 12))
        for i, aspect in enumerate(aspects)
    ]
    return {
        "axes": axes,
        "rings": [_ring(radius, len(aspects)) for radius in RINGS],
        "now": radar_points([aspect.now for aspect in aspects], RADIUS, CENTRE),
        "before": radar_points([aspect.before for aspect in aspects], RADIUS, CENTRE),
        "label": label,
        "now_label": now,
        "before_label": before,
        "centre": CENTRE,
    }


@register.inclusion_tag("shared/_trend.html")
def trend(points: Sequence[TrendPoint], label: str, unit: str = "", goal_label: str = "") -> dict[str, object]:
    """A figure by year as columns, with the goal as a line where there is one."""
    drawn = columns(points)
    goals = [column for column in drawn if column.goal_y is not None]
    return {
        "columns": drawn,
        "goals": goals,
        "goal_lines": list(zip(goals, goals[1:], strict=False)),
        "label": label,
        "unit": unit,
        "goal_label": goal_label,
    }


@register.inclusion_tag("shared/_waterfall.html")
def waterfall(steps: Sequence[FallStep], label: str, keys: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Levels and what moved between them; `keys`: each kind of bar with its word. A table of the numbers is beside."""
    return {"bars": falls(steps), "label": label, "keys": keys}


def _ring(radius: int, axes: int) -> list[tuple[str, str]]:
    return [axis_point(index, axes, radius, CENTRE) for index in range(axes)]

"""Geometry of the charts: where bars, marks and points stand. Drawn by templates, read without JavaScript."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import cos, pi, sin

from tuntas.web.shared.grades import GradeLook, look_of

Amount = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """A class's part of a whole: its amount, its words, and where its segment stands (percent of the width)."""

    look: GradeLook
    amount: Amount
    value: str
    part: Fraction
    x: str
    width: str
    url: str = ""


def shares(parts: Sequence[tuple[str | None, Amount, str, str]]) -> list[Share]:
    """Segments of a distribution from (grade, amount, amount in words, address); empty where all are 0."""
    total = sum((Fraction(amount) for _, amount, _, _ in parts), Fraction())
    found, left = [], Fraction()
    for grade, amount, value, url in parts if total else ():
        part = Fraction(amount) / total
        found.append(Share(look_of(grade), amount, value, part, coordinate(left * 100), coordinate(part * 100), url))
        left += part
    return found


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the trend, in percent across and pixels down; `top` None: no data for that year."""

    label: str
    value: str | None
    x: str
    left: str
    width: str
    top: int | None
    height: int
    goal_y: int | None
    goal: str | None
    is_dense: bool

    @property
    def value_y(self) -> int:
        """Where the number stands: just above its bar."""
        return (self.top or 0) - 8

    @property
    def goal_label_y(self) -> int:
        """Where the goal's number stands: above its point."""
        return (self.goal_y or 0) - 10


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A year's amount and goal, with their wording; None where not known."""

    label: str
    amount: Amount | None
    value: str | None
    goal_amount: Amount | None = None
    goal: str | None = None


def columns(points: Sequence[TrendPoint], top: int = 32, bottom: int = 208) -> list[Column]:
    """Columns of a trend between two heights in pixels; the scale begins at 0."""
    amounts = [a for point in points for a in (point.amount, point.goal_amount) if a is not None]
    highest = max([Fraction(a) for a in amounts], default=Fraction()) or Fraction(1)

    def level(amount: Amount | None) -> int | None:
        return None if amount is None else round(bottom - Fraction(amount) / highest * (bottom - top))

    step = Fraction(100, len(points) or 1)
    return [
        _column(point, index, step, level(point.amount), level(point.goal_amount), bottom)
        for index, point in enumerate(points)
    ]


def _column(point: TrendPoint, index: int, step: Fraction, y: int | None, goal_y: int | None, bottom: int) -> Column:
    return Column(
        label=point.label,
        value=point.value,
        x=coordinate(step * index + step / 2),
        left=coordinate(step * index + step / 5),
        width=coordinate(step * 3 / 5),
        top=y,
        height=max(bottom - y, 1) if y is not None else 0,
        goal_y=goal_y,
        goal=point.goal,
        is_dense=step < 12 and index % 2 == 1,
    )


def radar_points(values: Sequence[Fraction | None], radius: int, centre: int) -> list[tuple[str, str]]:
    """Corners of a radar from shares (0–1), first axis up, clockwise; an axis without data is left out."""
    return [
        axis_point(index, len(values), float(value) * radius, centre)
        for index, value in enumerate(values)
        if value is not None
    ]


def axis_point(index: int, axes: int, distance: float, centre: int) -> tuple[str, str]:
    """The point on an axis at a distance from the centre, as coordinates for SVG."""
    angle = 2 * pi * index / axes - pi / 2
    return f"{centre + distance * cos(angle):.1f}", f"{centre + distance * sin(angle):.1f}"


def coordinate(percent: Amount) -> str:
    """A percentage as SVG reads it: `12.5%`."""
    return f"{float(percent):.3f}".rstrip("0").rstrip(".") + "%"

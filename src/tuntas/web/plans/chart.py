"""The chart of hectares against money: dots with their axes, in percent across and pixels down."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tuntas.web.shared.drawing import coordinate
from tuntas.web.shared.formats import hectares, rupiah, rupiah_short

LEFT, RIGHT, HIGH, BOTTOM, TOP = 20, 90, 300, 44, 26
TICKS = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """One plan: its name, its money and its area. `number` 0: a point without one."""

    name: str
    cost_idr: int
    area_m2: int
    number: int = 0
    url: str = ""
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class DrawnDot:
    """A dot where it stands."""

    dot: Dot
    x: str
    y: int
    words: str

    @property
    def label_y(self) -> int:
        """Where its number stands."""
        return self.y + 4


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid with its figure; a minor one gives way on a phone."""

    at: str | int
    word: str
    is_minor: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is drawn."""

    dots: Sequence[DrawnDot]
    segments: Sequence[tuple[DrawnDot, DrawnDot]]
    money_ticks: Sequence[Tick]
    area_ticks: Sequence[Tick]
    height: int = HIGH
    floor: int = HIGH - BOTTOM


def chart(dots: Sequence[Dot], *, is_joined: bool = False) -> Chart:
    """The chart of some dots; joined by a line where they are one curve."""
    money = _top([one.cost_idr for one in dots], 10**9)
    area = _top([one.area_m2 for one in dots], 10_000)
    drawn = [DrawnDot(one, coordinate(_x(one.cost_idr, money)), _y(one.area_m2, area),
                      f"{hectares(one.area_m2)}, {rupiah(one.cost_idr)}") for one in dots]  # fmt: skip
    places = range(TICKS + 1)
    return Chart(
        drawn, list(zip(drawn, drawn[1:], strict=False)) if is_joined else [],
        [Tick(coordinate(_x(money * place // TICKS, money)), rupiah_short(money * place // TICKS), bool(place % 2))
         for place in places],
        [Tick(_y(area * place // TICKS, area), hectares(area * place // TICKS), bool(place % 2)) for place in places],
    )  # fmt: skip


def _top(values: Sequence[int], least: int) -> int:
    """The end of an axis: a round figure that holds the largest, in steps of four."""
    largest = max(values, default=0) or least
    step = int(10 ** max(0, len(str(largest)) - 2)) * TICKS
    return -(-largest // step) * step


def _x(value: int, top: int) -> Fraction:
    return LEFT + Fraction(value * (RIGHT - LEFT), top)


def _y(value: int, top: int) -> int:
    return round(HIGH - BOTTOM - Fraction(value * (HIGH - BOTTOM - TOP), top))

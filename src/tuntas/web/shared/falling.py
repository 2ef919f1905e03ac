"""Geometry of the waterfall: levels as full bars, movements hanging between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tuntas.web.shared.drawing import Amount, coordinate


@dataclass(frozen=True, slots=True)
class FallStep:
    """A level (`is_level`), or a signed movement from the level before; `value` is its number in words.

    `css` names the kind of the bar: `bar-total`, `bar-up`, `bar-down`, `bar-off` (gone without having been handled).
    """

    label: str
    word: str
    amount: Amount
    value: str
    css: str
    is_level: bool = False


@dataclass(frozen=True, slots=True)
class FallBar:
    """A bar in percent across and pixels down. `join_y`: where its end meets the next bar; `css`: its kind."""

    label: str
    word: str
    value: str
    css: str
    x: str
    left: str
    width: str
    right: str
    next_left: str
    top: int
    height: int
    join_y: int
    is_dense: bool

    @property
    def value_y(self) -> int:
        """Where the number stands: just above its bar."""
        return self.top - 8


def falls(steps: Sequence[FallStep], top: int = 32, bottom: int = 208) -> list[FallBar]:
    """Bars between two heights in pixels; the scale begins at 0."""
    spans, level = [], Fraction()
    for step in steps:
        begin = Fraction() if step.is_level else level
        level = Fraction(step.amount) if step.is_level else level + Fraction(step.amount)
        spans.append((begin, level))
    highest = max((max(span) for span in spans), default=Fraction()) or Fraction(1)
    width = Fraction(100, len(steps) or 1)
    levels = [tuple(round(bottom - one / highest * (bottom - top)) for one in span) for span in spans]
    return [_bar(step, index, width, levels[index]) for index, step in enumerate(steps)]


def _bar(step: FallStep, index: int, width: Fraction, span: tuple[int, ...]) -> FallBar:
    begin, end = span
    left = width * index + width / 6
    return FallBar(
        label=step.label, word=step.word, value=step.value,
        css=step.css, x=coordinate(width * index + width / 2), left=coordinate(left), width=coordinate(width * 2 / 3),
        right=coordinate(left + width * 2 / 3), next_left=coordinate(left + width),
        top=min(begin, end), height=max(abs(end - begin), 1), join_y=end, is_dense=width < 12 and index % 2 == 1,
    )  # fmt: skip

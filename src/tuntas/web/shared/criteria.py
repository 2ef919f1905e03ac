"""Criteria and aspects as bars: the percent, the bands' marks, the score, and the words of the explanation."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tuntas.web.shared.drawing import coordinate


@dataclass(frozen=True, slots=True)
class CriterionBar:
    """A criterion of one unit.

    `percent` is 0–100 exactly; `low` and `high` bound it where part of the data is missing; all None: no data.
    `marks` are the lower ends of the bands as the rule set gives them; `score` is None where it is not certain.
    `worst` is the highest score the rule set knows.
    """

    code: str
    name: str
    percent_text: str | None
    percent: Fraction | None
    marks: Sequence[int]
    score: int | None
    worst: int
    low: Fraction | None = None
    high: Fraction | None = None
    trace: str = ""
    url: str = ""

    @property
    def bar(self) -> str:
        """Width of the bar."""
        return coordinate(self.percent or 0)

    @property
    def interval(self) -> tuple[str, str] | None:
        """Where the uncertain part begins and how wide it is; None where nothing is uncertain."""
        if self.low is None or self.high is None:
            return None
        return coordinate(self.low), coordinate(self.high - self.low)

    @property
    def mark_lines(self) -> list[tuple[str, int]]:
        """Where the bands begin, with their number."""
        return [(coordinate(mark), mark) for mark in self.marks]

    @property
    def score_css(self) -> str:
        """How strongly the score is shown."""
        if not self.score:
            return ""
        return "is-worst" if self.score == self.worst else "is-middle"


@dataclass(frozen=True, slots=True)
class AspectBar:
    """One of the seven aspects (`number` 1–7): its mean percent as a share now and, where known, before."""

    number: int
    name: str
    now: Fraction | None
    now_text: str | None
    before: Fraction | None = None
    before_text: str | None = None
    url: str = ""

    @property
    def icon(self) -> str:
        """Its icon, the same everywhere."""
        return f"aspect-{self.number}"

    @property
    def bar(self) -> str:
        """Width of the bar."""
        return coordinate((self.now or 0) * 100)

    @property
    def before_x(self) -> str | None:
        """Where the earlier value is marked."""
        return None if self.before is None else coordinate(self.before * 100)


@dataclass(frozen=True, slots=True)
class CriterionGroup:
    """The criteria of one aspect."""

    number: int
    name: str
    bars: Sequence[CriterionBar]

    @property
    def icon(self) -> str:
        """Its icon, the same everywhere."""
        return f"aspect-{self.number}"

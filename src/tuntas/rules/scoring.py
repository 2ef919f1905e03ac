"""Facts → percent → score → total → class, in integers only. The prose is docs/algorithms/assessment.md.

Percent of a criterion, rounded half up to the rule's decimals: q = (2·F·n + d) // (2·d), F percent units in a
whole, n the volume clamped into [0, d]. A zero denominator gives percent 0. What is missing opens an interval.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from tuntas.domain.problems import Problem
from tuntas.domain.quantity import SHARE_ONE
from tuntas.rules.facts import UnitFacts, check_facts
from tuntas.rules.priorities import Priority, prioritise
from tuntas.rules.regulation import Bands, Criterion, GradeRule, Kind, Regulation

#: Criterion shares enter the averages with eight decimals, so that every engine can add them as 64-bit integers.
SHARE_UNIT = 10**8
#: The sectoral average is reported with six decimals (four of a percent).
SECTORAL_UNIT = 10**6


class CannotAssess(ValueError):
    """The rule set keeps decrees as printed; it scores nothing."""


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One line of the form. `volume`, `whole` as recorded, in micro-units (None: missing or share only).

    `percent` in 10⁻ᵈ percent; `percent` and `score` are None while something is missing; the score then lies in
    [`score_min`, `score_max`]. `share` is the clamped share in 10⁻⁸.
    """

    criterion: Criterion
    volume: int | None
    whole: int | None
    percent: int | None
    share: int | None
    score_min: int
    score_max: int

    @property
    def score(self) -> int | None:
        """The score, or None while the criterion is incomplete."""
        return self.score_min if self.percent is not None else None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The result of one unit under one rule set; `total` and `grade` are None while incomplete."""

    regulation: Regulation = field(repr=False)
    facts: UnitFacts = field(repr=False)
    criteria: tuple[CriterionResult, ...]
    total_min: int
    total_max: int
    grade_min: GradeRule
    grade_max: GradeRule
    problems: tuple[Problem, ...]
    priority: Priority

    @property
    def is_complete(self) -> bool:
        """Whether every criterion has a percent."""
        return all(result.percent is not None for result in self.criteria)

    @property
    def total(self) -> int | None:
        """Sum of the scores, or None while incomplete."""
        return self.total_min if self.is_complete else None

    @property
    def grade(self) -> GradeRule | None:
        """The class; also known while incomplete, when both ends of the interval fall in it."""
        return self.grade_min if self.grade_min == self.grade_max else None

    @property
    def is_slum(self) -> bool | None:
        """Whether the total reaches the threshold; None while the interval spans it."""
        threshold = self.regulation.slum_from_total
        if self.total_min >= threshold:
            return True
        return False if self.total_max < threshold else None

    def aspect_average(self, aspect_id: str) -> Fraction | None:
        """Mean share (0–1) of the aspect's criteria, all of them counted; None while one is missing."""
        shares = [result.share for result in self.criteria if result.criterion.aspect == aspect_id]
        known = [share for share in shares if share is not None]
        return Fraction(sum(known), len(shares) * SHARE_UNIT) if len(known) == len(shares) else None

    @property
    def sectoral_average(self) -> Fraction | None:
        """Rata-rata kekumuhan sektoral: mean of the aspect averages, 0–1, half up to six decimals."""
        averages = [self.aspect_average(aspect.id) for aspect in self.regulation.aspects]
        known = [average for average in averages if average is not None]
        if len(known) < len(averages):
            return None
        mean = sum(known, Fraction(0)) / len(averages)
        return Fraction(
            (2 * mean.numerator * SECTORAL_UNIT + mean.denominator) // (2 * mean.denominator), SECTORAL_UNIT
        )


def assess(facts: UnitFacts, regulation: Regulation, *, profile: str | None = None) -> Assessment:
    """The assessment of `facts` under `regulation`; the same two always give the same result.

    `profile` picks another reading of the consideration scores. Raises `CannotAssess` for rule sets that keep
    results as printed.
    """
    if regulation.kind is not Kind.SCORED:
        raise CannotAssess(regulation.id)
    results = tuple(_criterion_result(criterion, facts, regulation) for criterion in regulation.criteria)
    low, high = sum(r.score_min for r in results), sum(r.score_max for r in results)
    grades = regulation.grade_of(low), regulation.grade_of(high)
    grade = grades[0] if grades[0] == grades[1] else None
    return Assessment(
        regulation=regulation,
        facts=facts,
        criteria=results,
        total_min=low,
        total_max=high,
        grade_min=grades[0],
        grade_max=grades[1],
        problems=tuple(check_facts(facts, regulation)),
        priority=prioritise(facts, grade, regulation, profile),
    )


def percent_of(volume: int, whole: int, factor: int) -> int:
    """Percent in units of 1/`factor`, half up; the volume clamped into [0, whole], a zero whole gives 0."""
    if whole <= 0:
        return 0
    return (2 * factor * min(max(volume, 0), whole) + whole) // (2 * whole)


def score_of(percent: int, bands: Bands) -> int:
    """The score of the first band that the percent reaches."""
    return next(step.score for step in bands.steps if percent >= step.from_percent)


def _criterion_result(criterion: Criterion, facts: UnitFacts, regulation: Regulation) -> CriterionResult:
    whole = facts.quantities.get(regulation.denominator_of(criterion).field)
    volume = facts.quantities.get(criterion.field)
    if criterion.field in facts.shares:
        return _known(criterion, volume, None, (facts.shares[criterion.field], SHARE_ONE), regulation.bands)
    bands = regulation.bands
    if volume is None or whole is None:
        return CriterionResult(criterion, volume, whole, None, None, score_of(0, bands), bands.highest)
    more = facts.open_ended.get(criterion.field, 0)
    if more:
        low, high = (score_of(percent_of(v, whole, bands.factor), bands) for v in (volume, volume + more))
        return CriterionResult(criterion, volume, whole, None, None, low, high)
    return _known(criterion, volume, whole, (volume, whole), bands)


def _known(
    criterion: Criterion, volume: int | None, whole: int | None, part: tuple[int, int], bands: Bands
) -> CriterionResult:
    percent = percent_of(*part, bands.factor)
    score = score_of(percent, bands)
    return CriterionResult(criterion, volume, whole, percent, percent_of(*part, SHARE_UNIT), score, score)

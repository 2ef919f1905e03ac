"""Facts → scores → totals → classes, as `tuntas.rules.scoring` does it, with no division.

The percent rounded half up, q = (2·F·n + d) // (2·d), reaches t exactly when 2·F·n ≥ (2·t − 1)·d. No clamping is
needed: below zero is the last band, above the denominator the first.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import narwhals as nw

from tuntas.rules.columns.averages import with_averages
from tuntas.rules.columns.exact import as_number, whole
from tuntas.rules.columns.fact_columns import open_column, open_fields, volume_of, whole_of, with_all_columns
from tuntas.rules.regulation import Bands, Criterion, GradeRule, Kind, Regulation
from tuntas.rules.scoring import CannotAssess

TOTALS = ("total_min", "total_max", "grade_min", "grade_max", "complete")


def grades_ascending(regulation: Regulation) -> tuple[GradeRule, ...]:
    """The classes by rising total: `grade_min` and `grade_max` are positions in it."""
    return tuple(sorted(regulation.grades, key=lambda rule: rule.minimum))


def scored(
    units: nw.LazyFrame[Any], regulation: Regulation, *, gapless: bool = False, criteria: bool = False
) -> nw.LazyFrame[Any]:
    """Adds `TOTALS`; `complete` is 1 or 0.

    `gapless` promises that no quantity is missing and nothing is open, which halves the work. With `criteria` also
    score_min_<id>, score_max_<id>, percent_<id> (10⁻ᵈ percent, null while incomplete) and `sectoral` (10⁻⁶, null while
    incomplete). Raises `CannotAssess` for rule sets that keep results as printed, `TooFine`.
    """
    if regulation.kind is not Kind.SCORED:
        raise CannotAssess(regulation.id)
    frame = with_all_columns(units, regulation)
    opened = frozenset[str]() if gapless else open_fields(frame, regulation)
    frame = frame.with_columns(*_lowest(regulation))
    frame = _without_gaps(frame, regulation, criteria) if gapless else _with_gaps(frame, regulation, opened)
    frame = frame.with_columns(_grade("total_min", regulation), _grade("total_max", regulation))
    if criteria:
        frame = with_averages(frame, regulation)
    return frame.select(*units.collect_schema().names(), *TOTALS, *(_details(regulation) if criteria else ()))


def _details(regulation: Regulation) -> Sequence[str]:
    names = (_names(kind, regulation) for kind in ("score_min", "score_max", "percent"))
    return [*chain.from_iterable(names), "sectoral"]


def _lowest(regulation: Regulation) -> Iterator[nw.Expr]:
    for criterion in regulation.criteria:
        score = _score(volume_of(criterion), whole_of(criterion, regulation), regulation.bands)
        yield score.alias(f"score_min_{criterion.id}")


def _score(volume: nw.Expr, denominator: nw.Expr, bands: Bands) -> nw.Expr:
    lowest = whole(bands.steps[-1].score)
    doubled = volume * (2 * bands.factor)
    cases = nw.when(denominator <= 0).then(lowest)
    for step in bands.steps[:-1]:
        cases = cases.when(doubled >= denominator * (2 * step.from_percent - 1)).then(whole(step.score))
    return cases.otherwise(lowest)


def _without_gaps(frame: nw.LazyFrame[Any], regulation: Regulation, criteria: bool) -> nw.LazyFrame[Any]:
    total = nw.sum_horizontal(*_names("score_min", regulation))
    asked = regulation.criteria if criteria else ()
    same = (nw.col(f"score_min_{one.id}").alias(f"score_max_{one.id}") for one in asked)
    return frame.with_columns(total.alias("total_min"), total.alias("total_max"), whole(1).alias("complete"), *same)


def _with_gaps(frame: nw.LazyFrame[Any], regulation: Regulation, opened: frozenset[str]) -> nw.LazyFrame[Any]:
    frame = frame.with_columns(*(part for one in regulation.criteria for part in _interval(one, regulation, opened)))
    gaps = nw.sum_horizontal(*_names("gap", regulation))
    return frame.with_columns(
        nw.sum_horizontal(*_names("score_min", regulation)).alias("total_min"),
        nw.sum_horizontal(*_names("score_max", regulation)).alias("total_max"),
        as_number(gaps == 0).alias("complete"),
    )


def _interval(criterion: Criterion, regulation: Regulation, opened: frozenset[str]) -> tuple[nw.Expr, nw.Expr]:
    volume, denominator = volume_of(criterion), whole_of(criterion, regulation)
    missing = volume.is_null() | denominator.is_null()
    highest, gap = nw.col(f"score_min_{criterion.id}"), missing
    if criterion.field in opened:
        more = nw.col(open_column(criterion.field)).fill_null(0)
        highest, gap = _score(volume + more, denominator, regulation.bands), missing | (more != 0)
    highest = nw.when(missing).then(whole(regulation.bands.highest)).otherwise(highest)
    return highest.alias(f"score_max_{criterion.id}"), as_number(gap).alias(f"gap_{criterion.id}")


def _grade(total: str, regulation: Regulation) -> nw.Expr:
    first, *rest = list(enumerate(grades_ascending(regulation)))[:0:-1]
    cases = nw.when(nw.col(total) >= first[1].minimum).then(whole(first[0]))
    for position, rule in rest:
        cases = cases.when(nw.col(total) >= rule.minimum).then(whole(position))
    return cases.otherwise(whole(0)).alias(total.replace("total", "grade"))


def _names(kind: str, regulation: Regulation) -> Sequence[str]:
    return [f"{kind}_{criterion.id}" for criterion in regulation.criteria]

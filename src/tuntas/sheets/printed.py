"""Results that a file prints, compared with what the rules give: every difference is listed, none is taken over."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from tuntas.domain.numbers import number, percent
from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.domain.quantity import round_half_up
from tuntas.rules.scoring import Assessment, CriterionResult
from tuntas.sheets.reading.words import grade_named
from tuntas.sheets.survey import Printed, SurveyRow

#: Names under which `SurveyRow.places` keeps the cells of printed results; {} is a criterion id.
SHARE_PLACE, SCORE_PLACE = "{}_persen", "{}_nilai"
TOTAL_PLACE, GRADE_PLACE, AVERAGE_PLACE = "total_nilai", "tingkat_kekumuhan", "rata_rata_sektoral"

#: Shares are compared at four decimals (two of a percent); a share printed as 0.6 or 60 % at two.
_FINEST, _COARSEST = 4, 2


def printed_differences(row: SurveyRow, assessment: Assessment) -> tuple[Problem, ...]:
    """Where the results printed in `row` differ from `assessment`: share, score, total, class, sector average."""
    if row.printed is None:
        return ()
    compared = _Compared(row, row.printed, assessment)
    return (
        *compared.shares(),
        *compared.scores(),
        *compared.total(),
        *compared.grade(),
        *compared.average(),
        *compared.own_sum(),
    )


class _Compared:
    """The comparisons of one row, each giving the problems it finds."""

    def __init__(self, row: SurveyRow, printed: Printed, assessment: Assessment) -> None:
        self._row, self._printed, self._assessment = row, printed, assessment
        self._results = {result.criterion.id: result for result in assessment.criteria}

    def shares(self) -> Iterator[Problem]:
        for criterion, printed in self._printed.shares.items():
            result = self._results[criterion]
            exact = _exact_share(result)
            if exact is None or result.share is None:
                continue
            clamped = min(max(exact, Fraction(0)), Fraction(1))
            if not (_agrees(printed, exact) or _agrees(printed, clamped)):
                told = {"criterion": criterion, **_percents(Fraction(printed), exact)}
                yield self._problem("D301", SHARE_PLACE.format(criterion), _plain(printed), told)

    def scores(self) -> Iterator[Problem]:
        for criterion, printed in self._printed.scores.items():
            result = self._results[criterion]
            if not result.score_min <= printed <= result.score_max:
                told = {
                    "criterion": criterion,
                    **_told("printed", printed),
                    "computed": _span(result.score_min, result.score_max),
                }
                yield self._problem("D302", SCORE_PLACE.format(criterion), _plain(printed), told)

    def total(self) -> Iterator[Problem]:
        printed, low, high = self._printed.total, self._assessment.total_min, self._assessment.total_max
        if printed is not None and not low <= printed <= high:
            told = {**_told("printed", printed), "computed": _span(low, high)}
            yield self._problem("D303", TOTAL_PLACE, _plain(printed), told)

    def grade(self) -> Iterator[Problem]:
        text, computed = self._printed.grade, self._assessment.grade
        if not text:
            return
        printed = grade_named(text)
        if printed is None:
            yield self._problem("D307", GRADE_PLACE, text, {"printed": text})
        elif computed is not None and printed is not computed.grade:
            names = {"computed": computed.name.id, "computed_en": computed.name.en}
            yield self._problem("D304", GRADE_PLACE, text, {"printed": text, **names})

    def average(self) -> Iterator[Problem]:
        printed, computed = self._printed.sectoral_average, self._assessment.sectoral_average
        if printed is not None and computed is not None and not _agrees(printed, computed):
            told = _percents(Fraction(printed), computed)
            yield self._problem("D305", AVERAGE_PLACE, _plain(printed), told)

    def own_sum(self) -> Iterator[Problem]:
        printed, scores = self._printed.total, self._printed.scores
        if printed is not None and len(scores) == len(self._results) and sum(scores.values()) != printed:
            added = _told("sum", sum(scores.values(), Decimal(0)))
            yield self._problem("D306", TOTAL_PLACE, _plain(printed), {**_told("printed", printed), **added})

    def _problem(self, code: str, place: str, value: str, params: Mapping[str, object]) -> Problem:
        cell = self._row.places.get(place, CellPlace(row=self._row.number))
        return Problem(code, Severity.WARNING, params, cell, value)


def _exact_share(result: CriterionResult) -> Fraction | None:
    """The share as recorded, not clamped: a negative flood is printed as a negative share."""
    if result.volume is None or result.whole is None:
        return None
    return Fraction(result.volume, result.whole) if result.whole else Fraction(0)


def _agrees(printed: Decimal, exact: Fraction) -> bool:
    """Equal at four decimals, or within half of the last decimal that is printed, where that is coarser."""
    exponent = printed.normalize().as_tuple().exponent
    decimals = max(_COARSEST, min(_FINEST, -exponent if isinstance(exponent, int) else _FINEST))
    if abs(Fraction(printed) - exact) * 2 * 10**decimals <= 1:
        return True
    computed = Decimal(exact.numerator) / Decimal(exact.denominator)
    return round_half_up(printed, _FINEST) == round_half_up(computed, _FINEST)


def _told(name: str, value: Decimal) -> dict[str, str]:
    """A number as each language writes it."""
    plain = Decimal(_plain(value))
    return {name: number(plain), f"{name}_en": number(plain, "en")}


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _percents(printed: Fraction, computed: Fraction) -> dict[str, str]:
    return {
        "printed": percent(printed),
        "printed_en": percent(printed, "en"),
        "computed": percent(computed),
        "computed_en": percent(computed, "en"),
    }

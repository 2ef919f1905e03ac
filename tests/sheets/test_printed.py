"""Results that a file prints are compared and never taken over."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.sheets.reading.survey_sheets import FIGURES, IDS, WHOLES, law
from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.domain.quantity import to_micro
from tuntas.rules.facts import UnitFacts
from tuntas.rules.scoring import Assessment, assess
from tuntas.sheets.printed import GRADE_PLACE, SHARE_PLACE, TOTAL_PLACE, printed_differences
from tuntas.sheets.survey import Printed, SurveyRow

FIELDS = {criterion.id: criterion.field for criterion in law().criteria}


def assessment_of(**other: float) -> Assessment:
    """The standard row, or one with other figures (`k4a` is 4a), scored."""
    values = {**FIGURES, **{name[1:]: value for name, value in other.items()}}
    return assess(UnitFacts({FIELDS.get(name, name): to_micro(value) for name, value in values.items()}), law())


def differences(printed: Printed, assessment: Assessment) -> dict[str, Problem]:
    """The differences by code; several of one code give one entry."""
    places: Mapping[str, CellPlace] = {SHARE_PLACE.format("1a"): CellPlace("RT", "Z2", 2)}
    row = SurveyRow(2, {}, "", "", assessment.facts, printed, places=places)
    return {problem.code: problem for problem in printed_differences(row, assessment)}


def exactly(assessment: Assessment) -> Printed:
    """What a sheet prints that agrees in everything."""
    results = {result.criterion.id: result for result in assessment.criteria}
    shares = {one: Decimal(result.share or 0) / 10**8 for one, result in results.items()}
    average = assessment.sectoral_average or Fraction(0)
    return Printed(
        shares=shares,
        scores={one: Decimal(result.score_min) for one, result in results.items()},
        total=Decimal(assessment.total_min),
        grade="KR",
        sectoral_average=Decimal(average.numerator) / Decimal(average.denominator),
    )


def test_there_are_sixteen_criteria_and_six_wholes() -> None:
    assert set(FIGURES) == {*WHOLES, *IDS} == {*WHOLES, *FIELDS}


def test_equal_results_say_nothing() -> None:
    assessment = assessment_of()
    assert assessment.grade_min.id == "ringan"
    assert differences(exactly(assessment), assessment) == {}


def test_a_row_without_printed_results_says_nothing() -> None:
    assessment = assessment_of()
    assert printed_differences(SurveyRow(2, {}, "", "", assessment.facts), assessment) == ()


@pytest.mark.parametrize(
    ("share", "agrees"),
    [("0.75", True), ("0.75004", True), ("0.7502", False), ("0.8", False), ("0.74", False), ("1", False)],
)
def test_shares_are_compared_at_four_decimals(share: str, agrees: bool) -> None:
    found = differences(Printed(shares={"1a": Decimal(share)}), assessment_of())
    assert (found == {}) is agrees


@pytest.mark.parametrize(("share", "agrees"), [("0.33", True), ("0.333", True), ("0.34", False), ("0.334", False)])
def test_a_coarse_share_agrees_within_half_of_its_last_decimal(share: str, agrees: bool) -> None:
    assert (differences(Printed(shares={"2a": Decimal(share)}), assessment_of(k2a=200)) == {}) is agrees


def test_a_negative_share_agrees_with_the_negative_volume_it_comes_from() -> None:
    assessment = assessment_of(k4a=-0.75)
    assert differences(Printed(shares={"4a": Decimal("-0.5")}), assessment) == {}
    assert differences(Printed(shares={"4a": Decimal(0)}), assessment) == {}
    assert set(differences(Printed(shares={"4a": Decimal("0.5")}), assessment)) == {"D301"}


def test_a_different_share_is_told_with_both_values_at_its_cell() -> None:
    problem = differences(Printed(shares={"1a": Decimal("0.5")}), assessment_of())["D301"]
    assert (problem.severity, problem.place) == (Severity.WARNING, CellPlace("RT", "Z2", 2))
    assert problem.wording() == "Kriteria 1a: tercetak 50,00 %, hasil hitung 75,00 %."
    assert problem.wording("en") == "Criterion 1a: printed 50.00 %, computed 75.00 %."


def test_score_total_class_and_average_are_compared() -> None:
    assessment = assessment_of()
    right = exactly(assessment)
    wrong = Printed(
        shares=right.shares,
        scores={**right.scores, "1a": Decimal(5)},
        total=Decimal(assessment.total_min - 1),
        grade="KB",
        sectoral_average=Decimal("0.1"),
    )
    found = differences(wrong, assessment)
    assert set(found) == {"D302", "D303", "D304", "D305", "D306"}
    assert found["D304"].params["computed"] == "Kumuh Ringan"


@pytest.mark.parametrize("grade", ["KR", "Kumuh Ringan", " ringan ", "LIGHT"])
def test_a_class_may_be_a_code_or_words(grade: str) -> None:
    assert differences(Printed(grade=grade), assessment_of()) == {}


def test_a_class_that_is_none_is_said() -> None:
    assert set(differences(Printed(grade="parah"), assessment_of())) == {"D307"}


def test_an_incomplete_row_is_compared_with_its_interval() -> None:
    facts = dict(assessment_of().facts.quantities)
    del facts[FIELDS["3a"]]
    assessment = assess(UnitFacts(facts), law())
    assert assessment.total_min < assessment.total_max
    inside, outside = Decimal(assessment.total_max), Decimal(assessment.total_max + 1)
    assert differences(Printed(total=inside, scores={"3a": Decimal(5)}), assessment) == {}
    assert set(differences(Printed(total=outside), assessment)) == {"D303"}


def test_places_of_printed_results_have_names_of_their_own() -> None:
    assert not {TOTAL_PLACE, GRADE_PLACE, SHARE_PLACE.format("1a")} & set(FIELDS.values())

"""Facts → percent → score → total → class: what is certain, what is open, what is flagged."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.facts_of import facts_of, random_facts, without
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Grade, Regulation
from tuntas.rules.scoring import CannotAssess, assess, percent_of
from tuntas.rules.shelf import Shelf, open_shelf

RULE = open_shelf().regulation("permen-pupr-14-2018")


def codes(facts: UnitFacts, rule: Regulation) -> set[str]:
    return {problem.code for problem in assess(facts, rule).problems}


@pytest.mark.parametrize(
    ("volume", "percent", "score"),
    [("75.994", 7599, 3), ("75.995", 7600, 5), ("50.994", 5099, 1), ("50.995", 5100, 3), ("24.994", 2499, 0),
     ("24.995", 2500, 1), ("0", 0, 0), ("100", 10000, 5)],
)  # fmt: skip
def test_percent_is_rounded_half_up_before_it_meets_the_band(
    volume: str, percent: int, score: int, rule_2018: Regulation
) -> None:
    result = assess(facts_of(rule_2018, {"1a": volume}), rule_2018).criteria[0]
    assert (result.percent, result.score) == (percent, score)


def test_nothing_deficient_is_not_slum(rule_2018: Regulation) -> None:
    found = assess(facts_of(rule_2018, {}), rule_2018)
    assert (found.total, found.grade and found.grade.grade, found.is_slum) == (0, Grade.NOT_SLUM, False)


def test_everything_deficient_reaches_the_maximum(rule_2016: Regulation) -> None:
    full = {c.id: {"ha": 2, "m": 1000}.get(c.unit, 100) for c in rule_2016.criteria}
    found = assess(facts_of(rule_2016, full), rule_2016)
    assert (found.total, found.grade and found.grade.grade) == (95, Grade.SEVERE)
    assert found.sectoral_average == 1


def test_a_missing_volume_gives_an_interval_and_is_not_zero(rule_2018: Regulation) -> None:
    facts = facts_of(rule_2018, {"6a": 100, "6b": 100, "7b": 80})
    found = assess(without(facts, rule_2018.criterion("3a").field), rule_2018)
    assert (found.total, found.total_min, found.total_max) == (None, 15, 20)
    assert (found.grade, found.is_slum, found.is_complete) == (None, None, False)
    assert found.sectoral_average is None
    assert "F101" in {problem.code for problem in found.problems}


def test_a_class_is_known_while_the_whole_interval_lies_in_it(rule_2018: Regulation) -> None:
    facts = without(facts_of(rule_2018, {"1a": 100, "1c": 100, "6a": 100, "6b": 100}), rule_2018.criterion("3a").field)
    found = assess(facts, rule_2018)
    assert (found.total, found.grade and found.grade.grade, found.is_slum) == (None, Grade.LIGHT, True)


def test_a_missing_denominator_leaves_all_its_criteria_open(rule_2018: Regulation) -> None:
    found = assess(facts_of(rule_2018, {}, kk=None), rule_2018)
    assert found.total_max - found.total_min == 6 * 5
    assert sum(problem.code == "F102" for problem in found.problems) == 6


def test_a_zero_denominator_counts_as_percent_zero_and_is_flagged(rule_2018: Regulation) -> None:
    found = assess(facts_of(rule_2018, {"4b": 0}, drainase=0), rule_2018)
    assert found.total == 0 and found.is_complete
    assert {problem.code for problem in found.problems} == {"F103"}


def test_a_negative_volume_counts_as_zero_and_keeps_its_figure(rule_2018: Regulation) -> None:
    found = assess(facts_of(rule_2018, {"4a": "-0.5"}), rule_2018)
    result = next(r for r in found.criteria if r.criterion.id == "4a")
    assert (result.percent, result.volume, found.total) == (0, -500_000, 0)
    assert codes(found.facts, rule_2018) == {"F104"}


def test_a_volume_above_its_denominator_counts_as_a_hundred_percent(rule_2018: Regulation) -> None:
    found = assess(facts_of(rule_2018, {"1b": 3}), rule_2018)
    result = next(r for r in found.criteria if r.criterion.id == "1b")
    assert (result.percent, result.score, result.volume) == (10000, 5, 3_000_000)
    assert codes(found.facts, rule_2018) == {"F105"}


def test_a_negative_denominator_is_flagged(rule_2018: Regulation) -> None:
    assert "F106" in codes(facts_of(rule_2018, {}, jalan=-1), rule_2018)


def test_open_ended_volumes_widen_the_score_only_as_far_as_they_can(rule_2018: Regulation) -> None:
    field = rule_2018.criterion("1a").field
    facts = facts_of(rule_2018, {"1a": 40})
    found = assess(UnitFacts(facts.quantities, open_ended={field: 15_000_000}), rule_2018)
    assert (found.total_min, found.total_max) == (1, 3)
    assert "F107" in {problem.code for problem in found.problems}


def test_printed_shares_are_scored_without_denominators(rule_2018: Regulation) -> None:
    share = {criterion.field: 10**12 * 3 // 4 for criterion in rule_2018.criteria}
    found = assess(UnitFacts(shares=share), rule_2018)
    assert (found.total, found.is_complete, found.sectoral_average) == (48, True, Fraction(3, 4))


def test_legacy_decrees_are_never_scored(shelf: Shelf) -> None:
    with pytest.raises(CannotAssess):
        assess(UnitFacts(), shelf.regulation("legacy"))


def test_the_2016_rules_have_other_criteria_and_limits(rule_2016: Regulation, rule_2018: Regulation) -> None:
    field = "panjang_drainase_rusak_m"
    assert [c.id for c in rule_2016.criteria if c.field == field] == ["4e"]
    assert [c.id for c in rule_2018.criteria if c.field == field] == ["4c"]
    assert (rule_2016.grade_of(18).grade, rule_2016.grade_of(19).grade) == (Grade.NOT_SLUM, Grade.LIGHT)


@given(volume=st.integers(-10, 2 * 10**9), whole=st.integers(0, 10**9))
def test_percent_agrees_with_exact_fractions(volume: int, whole: int) -> None:
    exact = Fraction(min(max(volume, 0), whole), whole) * 10_000 if whole else Fraction(0)
    assert percent_of(volume, whole, 10_000) == int(exact + Fraction(1, 2))


@given(random_facts(RULE))
def test_the_same_facts_always_give_the_same_assessment(facts: UnitFacts) -> None:
    assert assess(facts, RULE) == assess(UnitFacts(dict(facts.quantities)), RULE)


@given(random_facts(RULE), st.data())
def test_filling_in_what_is_missing_lands_inside_the_interval(facts: UnitFacts, data: st.DataObject) -> None:
    before = assess(facts, RULE)
    filled = dict(facts.quantities)
    for name in [d.field for d in RULE.denominators.values()] + [c.field for c in RULE.criteria]:
        filled.setdefault(name, data.draw(st.integers(0, 200_000_000)))
    after = assess(UnitFacts(filled), RULE)
    assert after.is_complete
    assert before.total_min <= (after.total or 0) <= before.total_max

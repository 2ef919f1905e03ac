"""Before and after on one unit."""

from fractions import Fraction

import pytest

from tests.rules.facts_of import facts_of, without
from tuntas.rules.comparing import CannotCompare, compare
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import assess

SLUM = {"1a": 100, "1c": 100, "6a": 100, "6b": 100}


def test_a_unit_that_falls_below_the_threshold_is_handled_with_its_whole_area(rule_2018: Regulation) -> None:
    before, after = (assess(facts_of(rule_2018, v), rule_2018) for v in (SLUM, {"6a": 100}))
    change = compare(before, after)
    assert (change.handled, change.relapsed, change.has_changed_class) == (2_000_000, 0, True)
    assert change.contribution == 1 - (after.sectoral_average or 0) / (before.sectoral_average or 1)


def test_a_unit_that_got_worse_has_a_negative_contribution_and_relapses(rule_2018: Regulation) -> None:
    before, after = (assess(facts_of(rule_2018, v), rule_2018) for v in ({"6a": 100}, SLUM))
    change = compare(before, after)
    assert (change.handled, change.relapsed) == (0, 2_000_000)
    assert change.contribution is not None and change.contribution < 0


def test_an_incomplete_side_leaves_the_crossing_unknown(rule_2018: Regulation) -> None:
    before = assess(facts_of(rule_2018, {"6a": 100, "6b": 100, "7a": 100, "7b": 30}), rule_2018)
    partly = without(facts_of(rule_2018, {"6a": 100, "6b": 100}), rule_2018.criterion("1a").field,
                     rule_2018.criterion("1c").field)  # fmt: skip
    change = compare(before, assess(partly, rule_2018))
    assert (change.handled, change.contribution) == (None, None)


def test_a_contribution_from_nothing_is_not_a_number(rule_2018: Regulation) -> None:
    clean = assess(facts_of(rule_2018, {}), rule_2018)
    assert compare(clean, clean).contribution is None


def test_full_handling_contributes_everything(rule_2018: Regulation) -> None:
    before, after = (assess(facts_of(rule_2018, v), rule_2018) for v in (SLUM, {}))
    assert compare(before, after).contribution == Fraction(1)


def test_results_of_two_rule_sets_are_never_compared(rule_2016: Regulation, rule_2018: Regulation) -> None:
    with pytest.raises(CannotCompare):
        compare(assess(facts_of(rule_2016, {}), rule_2016), assess(facts_of(rule_2018, {}), rule_2018))

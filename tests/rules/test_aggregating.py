"""Sums of volumes, scored anew; never means of scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.facts_of import facts_of, random_facts, without
from tuntas.rules.aggregating import CannotAggregate, sum_facts
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import assess
from tuntas.rules.shelf import open_shelf

RULE = open_shelf().regulation("permen-pupr-14-2018")


def test_the_whole_is_rescored_and_not_the_mean_of_its_parts(rule_2018: Regulation) -> None:
    bad, good = facts_of(rule_2018, {"6a": 10}, kk=10), facts_of(rule_2018, {}, kk=90)
    whole = assess(sum_facts([bad, good], rule_2018), rule_2018)
    assert [assess(part, rule_2018).total for part in (bad, good)] == [5, 0]
    assert whole.total == 0


def test_a_member_without_a_volume_leaves_the_whole_open(rule_2018: Regulation) -> None:
    full, part = facts_of(rule_2018, {"6a": 30}), facts_of(rule_2018, {}, kk=50)
    found = assess(sum_facts([full, without(part, rule_2018.criterion("6a").field)], rule_2018), rule_2018)
    # 30 of 150 are certain, 80 of 150 possible.
    assert (found.total_min, found.total_max) == (0, 3)


def test_a_member_without_a_denominator_leaves_it_missing_in_the_whole(rule_2018: Regulation) -> None:
    found = sum_facts([facts_of(rule_2018, {}), facts_of(rule_2018, {}, jalan=None)], rule_2018)
    assert "panjang_jalan_ideal_m" not in found.quantities
    assert "jumlah_kk" in found.quantities


def test_rows_with_shares_only_are_refused(rule_2018: Regulation) -> None:
    shares = UnitFacts(shares={criterion.field: 10**11 for criterion in rule_2018.criteria})
    with pytest.raises(CannotAggregate) as refusal:
        sum_facts([facts_of(rule_2018, {}), shares], rule_2018)
    assert refusal.value.members == (1,)


@given(st.lists(random_facts(RULE), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_members_does_not_matter(members: list[UnitFacts], random: object) -> None:
    shuffled = list(members)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands out a random.Random
    assert sum_facts(members, RULE) == sum_facts(shuffled, RULE)


@given(random_facts(RULE))
def test_a_whole_of_one_member_scores_as_the_member(facts: UnitFacts) -> None:
    alone, summed = assess(facts, RULE), assess(sum_facts([facts], RULE), RULE)
    assert summed.total_min >= alone.total_min and summed.total_max <= alone.total_max

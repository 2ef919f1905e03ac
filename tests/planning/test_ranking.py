"""Ranking by weights: what the figures say of themselves is true."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuntas.planning.ranking import (
    HEAVIEST,
    Candidate,
    NoWeights,
    Ranked,
    points_of,
    priority_ranks,
    rank,
)
from tuntas.planning.ranking_terms import default_weights, measures
from tuntas.planning.sensitivity import neighbour_swings, swings_between, top_swings

pytestmark = pytest.mark.once
few = settings(max_examples=40, deadline=None)

EVERY = measures()
CODES = [one.code for one in EVERY]
values = st.fixed_dictionaries(
    {"priority": st.none() | st.integers(1, 9), "target_area": st.sampled_from([None, 0, 1])}
    | {code: st.none() | st.integers(0, 100) for code in ("readiness", "legal_land")}
    | {code: st.none() | st.integers(0, 10**9) for code in ("area", "households", "unfit_houses", "cost_per_ha", "age")}
)
lists = st.lists(values, min_size=1, max_size=7).map(
    lambda rows: [Candidate(place, row) for place, row in enumerate(rows)]
)
weightings = st.fixed_dictionaries({code: st.integers(0, HEAVIEST) for code in CODES}).filter(
    lambda one: sum(one.values()) > 0
)


def order(ranked: list[Ranked]) -> list[object]:
    """Their keys from first to last."""
    return [one.key for one in ranked]


@few
@given(lists, weightings)
def test_contributions_add_to_the_score_and_bounds_hold_it(listed: list[Candidate], weights: Mapping[str, int]) -> None:
    ranked = rank(listed, weights, EVERY)
    assert [one.rank for one in ranked] == list(range(1, len(listed) + 1))
    for one in ranked:
        assert sum(part.centi for part in one.contributions) == one.score_centi
        assert 0 <= one.low_centi <= one.score_centi <= one.high_centi <= 10_000
        assert one.rank_low <= one.rank <= one.rank_high
        if one.is_certain:
            assert one.low_centi == one.high_centi
    if all(one.is_certain for one in ranked):
        assert all(one.rank_low == one.rank_high for one in ranked)


@few
@given(lists, weightings, st.data())
def test_a_missing_value_never_leads_out_of_the_bounds(
    listed: list[Candidate], weights: Mapping[str, int], data: st.DataObject
) -> None:
    """Whatever is filled in on the scale of the list, the rank stays where it was promised."""
    before = {one.key: one for one in rank(listed, weights, EVERY)}
    filled = []
    for one in listed:
        found = dict(one.values)
        for measure in EVERY:
            if found.get(measure.code) is None:
                known = [v for each in listed if (v := each.values.get(measure.code)) is not None]
                if measure.worst is not None and measure.best is not None:
                    found[measure.code] = data.draw(st.sampled_from([measure.worst, measure.best]))
                elif known:
                    found[measure.code] = data.draw(st.sampled_from([min(known), max(known)]))
        filled.append(Candidate(one.key, found))
    for one in rank(filled, weights, EVERY):
        assert before[one.key].low_centi <= one.score_centi <= before[one.key].high_centi


@few
@given(lists, weightings, st.sampled_from(CODES), st.integers(1, HEAVIEST))
def test_more_weight_never_hurts_who_leads_in_that_measure(
    listed: list[Candidate], weights: Mapping[str, int], code: str, more: int
) -> None:
    place = CODES.index(code)
    was = rank(listed, weights, EVERY)
    now = {one.key: one.rank for one in rank(listed, {**weights, code: weights[code] + more}, EVERY)}
    leader = max(was, key=lambda one: 50 if (p := one.contributions[place].points) is None else p)
    assert now[leader.key] <= leader.rank


@few
@given(lists, weightings, st.integers(1, 4))
def test_what_is_said_to_turn_the_order_turns_it_and_less_does_not(
    listed: list[Candidate], weights: Mapping[str, int], count: int
) -> None:
    ranked = rank(listed, weights, EVERY)
    for swing in [one for one in neighbour_swings(ranked) if one] + top_swings(ranked, count):
        turned = order(rank(listed, {**weights, swing.code: swing.to}, EVERY))
        assert turned.index(swing.behind) < turned.index(swing.ahead)
        nearer = swing.to + (1 if swing.to < swing.weight else -1)
        if nearer != swing.weight and sum(weights.values()) + nearer - swing.weight > 0:
            kept = order(rank(listed, {**weights, swing.code: nearer}, EVERY))
            assert kept.index(swing.ahead) < kept.index(swing.behind)
    top = set(order(ranked)[:count])
    for swing in top_swings(ranked, count):
        assert set(order(rank(listed, {**weights, swing.code: swing.to}, EVERY))[:count]) != top


@few
@given(lists, weightings)
def test_where_no_swing_is_named_no_single_weight_turns_the_order(
    listed: list[Candidate], weights: Mapping[str, int]
) -> None:
    ranked = rank(listed, weights, EVERY)
    for ahead, behind in zip(ranked, ranked[1:], strict=False):
        named = {one.code for one in swings_between(ahead, behind)}
        for code in set(CODES) - named:
            for to in (0, HEAVIEST):
                changed = {**weights, code: to}
                if sum(changed.values()):
                    turned = order(rank(listed, changed, EVERY))
                    assert turned.index(ahead.key) < turned.index(behind.key)


def test_points_are_whole_half_up_and_stay_at_the_ends() -> None:
    assert [points_of(value, 9, 1) for value in (9, 5, 1, 0, 12, None)] == [0, 50, 100, 100, 0, None]
    assert points_of(1, 0, 8) == 13  # 12.5
    assert points_of(7, 7, 7) == 50


def test_equals_are_told_apart_by_priority_then_area_then_households_then_their_order() -> None:
    listed = [Candidate("c", {"priority": 2, "area": 5}), Candidate("b", {"priority": 2, "area": 9}),
              Candidate("a", {"priority": 1}), Candidate("d", {})]  # fmt: skip
    assert order(rank(listed, {"readiness": 1}, EVERY)) == ["a", "b", "c", "d"]
    assert priority_ranks(listed) == {"a": 1, "b": 2, "c": 3, "d": None}


def test_without_a_weight_there_is_no_ranking() -> None:
    with pytest.raises(NoWeights):
        rank([Candidate(1, {"area": 1})], {"area": 0}, EVERY)


def test_the_default_weights_are_a_hundred_and_name_the_kinds_they_speak_of() -> None:
    assert sum(default_weights().values()) == 100
    assert {one.code for one in measures("PROBLEM")} < {one.code for one in measures("PROPOSAL")}

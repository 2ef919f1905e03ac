"""What the optimiser returns: never a broken plan, never above its bound, the best of a tiny problem."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.problems import best_by_trying, document
from tuntas.planning.bounding import relax
from tuntas.planning.checking import check
from tuntas.planning.choices import cost_of_choices
from tuntas.planning.columns import columns_of
from tuntas.planning.explaining import explain
from tuntas.planning.frontier import frontier
from tuntas.planning.greedy import greedy_plan
from tuntas.planning.instance import read
from tuntas.planning.optimise import NoPlan, Progress, optimise
from tuntas.planning.relaxing import relaxations

EXTRAS = st.fixed_dictionaries({}, optional={
    "window": st.integers(0, 2), "before": st.just([[0, 1], [1, 2]]), "never": st.just([0]),
    "ready": st.just([None, 1, {}, 2, None, None, None, None]),
})  # fmt: skip


@settings(max_examples=6, deadline=None)
@given(st.integers(1, 10**6), EXTRAS)
def test_a_plan_keeps_every_rule_and_its_bound(seed: int, extras: Mapping[str, Any]) -> None:
    instance = read(document(seed, **extras))
    outcome = optimise(instance, step_limit=8, seed=seed)
    assert check(instance, outcome.plan) == []
    assert outcome.objective == pytest.approx(instance.objective(outcome.plan))
    assert outcome.bound >= outcome.objective - 1e-6
    assert outcome.objective >= instance.objective(greedy_plan(instance)) - 1e-9


@pytest.mark.parametrize("more", [
    {}, {"before": [[0, 1], [1, 2]]}, {"window": 0}, {"ready": [1, None, 0, None]}, {"never": [1]},
    {"mode": "threshold", "options": [[], [], [], []]},
])  # fmt: skip
@pytest.mark.parametrize("seed", [1, 2])
def test_a_tiny_problem_is_solved_to_its_best(seed: int, more: dict[str, Any]) -> None:
    stated = document(seed, areas=4, horizon=2, **more)
    stated["D"] = [one[:2] for one in stated["D"]]
    stated["C"] = [{str(k): c[str(k)] for k in d} for d, c in zip(stated["D"], stated["C"], strict=True)]
    if "options" in more:
        stated["options"] = [[[d[0]]] for d in stated["D"]]
    instance = read(stated)
    best = best_by_trying(instance)
    outcome = optimise(instance, step_limit=12)
    assert relax(instance, columns_of(instance)).bound >= best - 1e-6
    assert outcome.bound >= best - 1e-6
    assert outcome.objective == pytest.approx(best, abs=0.02)
    assert outcome.gap < 0.01


def test_the_same_seed_and_steps_give_the_same_plan() -> None:
    instance = read(document(11, areas=14))
    first, again = (optimise(instance, step_limit=13, seed=7) for _ in range(2))
    assert (first.plan, first.objective, first.bound) == (again.plan, again.objective, again.bound)
    assert (first.steps, first.stopped) == (again.steps, again.stopped)


def test_the_mayors_word_is_kept_and_priced() -> None:
    free = read(document(5))
    without = optimise(free, step_limit=8)
    ways = columns_of(free)
    out = [area for area in free.areas if area not in without.plan and ways.first[area] < ways.first[area + 1]]
    chosen = max(without.plan)
    instance = read(document(5, must=[out[0]], never=[chosen]))
    outcome = optimise(instance, step_limit=8)
    assert out[0] in outcome.plan and chosen not in outcome.plan
    costs = {(one.area, one.kind): one for one in cost_of_choices(instance, outcome, step_limit=6)}
    assert set(costs) == {(out[0], "MUST"), (chosen, "NEVER")}
    assert all(one.hectares >= 0 and one.objective >= 0 for one in costs.values())
    for year in sorted({int(y) for y in ways.years[ways.first[out[0]] : ways.first[out[0] + 1]].min(axis=1)}):
        plan = optimise(read(document(5, must=[[out[0], year]])), step_limit=8).plan
        assert min(at for at, _ in plan[out[0]].values()) == year


def test_a_watcher_sees_progress_and_stops_the_run() -> None:
    seen: list[Progress] = []
    outcome = optimise(
        read(document(4, areas=25)), step_limit=50, watch=lambda told: not seen.append(told) and len(seen) < 3
    )
    assert outcome.stopped in ("WATCHER", "PROVED")
    assert len(seen) <= 3 and all(told.bound >= told.objective - 1e-6 and told.gap >= 0 for told in seen)


def test_a_time_limit_is_kept() -> None:
    outcome = optimise(read(document(9, areas=40)), time_limit_s=0.4)
    assert outcome.seconds < 2.5 and outcome.stopped in ("TIME", "PROVED")


def test_what_cannot_be_kept_says_what_has_to_give() -> None:
    impossible = read(document(6, hard_targets=True, H=[1e4, 0, 0]))
    with pytest.raises(NoPlan) as refused:
        optimise(impossible, step_limit=6)
    assert {breach.code for breach in refused.value.breaches} == {"PLAN-BELOW-TARGET"}
    (target,) = relaxations(impossible, step_limit=6)
    assert (target.kind, target.year) == ("TARGET", 0)
    assert 0 <= (target.possible or 0) < 1e4
    dear = document(6, must=[0])
    dear["C"][0] = {key: 10**6 for key in dear["C"][0]}
    (must,) = relaxations(read(dear), step_limit=6)
    assert (must.kind, must.area) == ("MUST", 0) and must.wording() != "PLAN-RELAX-MUST"


def test_every_area_is_explained() -> None:
    stated = document(8, areas=14, never=[2], ready=[None] * 3 + [9] + [None] * 10)
    stated["C"][4] = {key: 10**5 for key in stated["C"][4]}
    instance = read(stated)
    outcome = optimise(instance, step_limit=6)
    told = explain(instance, outcome.plan, outcome.prices)
    assert [why.area for why in told] == list(instance.areas)
    assert all(why.is_in == (why.area in outcome.plan) and why.reasons for why in told)
    codes = {why.area: {reason.code for reason in why.reasons} for why in told}
    assert codes[2] == {"WHY-NEVER"} and codes[3] == {"WHY-NOT-READY"} and codes[4] == {"WHY-TOO-DEAR"}
    out = [why for why in told if not why.is_in and why.area not in (2, 3, 4)]
    assert all({"WHY-MONEY", "WHY-CAPACITY", "WHY-PRICE"} & codes[why.area] for why in out)
    assert all(reason.code not in why.wording(lang) for why in told for reason in why.reasons for lang in ("id", "en"))


def test_more_money_reaches_no_fewer_hectares_than_half_of_it() -> None:
    half, whole = frontier(read(document(2, areas=12)), factors=(0.5, 1.0), step_limit=6)
    assert half.objective <= whole.objective + 1e-6 and half.bound <= whole.bound + 1e-6
    assert half.spent <= half.money and whole.spent <= whole.money

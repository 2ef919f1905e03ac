"""The checker rejects a plan for each rule that it breaks, and for that rule."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.problems import document
from tuntas.planning.checking import check
from tuntas.planning.greedy import greedy_plan
from tuntas.planning.instance import read
from tuntas.planning.statement import Instance

Packages = dict[int, dict[int, tuple[int, int]]]
SOUND = read(document(3, areas=10, horizon=4))
PLAN = {area: dict(packages) for area, packages in greedy_plan(SOUND).items()}
WIDE = next(area for area in PLAN if len(PLAN[area]) >= 2)
OUT = next(area for area in SOUND.areas if area not in PLAN)


def codes(instance: Instance, plan: Packages) -> set[str]:
    """What the checker says."""
    return {breach.code for breach in check(instance, plan)}


def test_a_sound_plan_passes() -> None:
    assert PLAN and check(SOUND, PLAN) == []
    assert check(SOUND, {}) == []


def _dropped(plan: Packages) -> None:
    plan[WIDE].pop(next(iter(plan[WIDE])))


def _moved(plan: Packages) -> None:
    aspects = list(plan[WIDE])
    plan[WIDE][aspects[0]] = (0, plan[WIDE][aspects[0]][1])
    plan[WIDE][aspects[1]] = (3, plan[WIDE][aspects[1]][1])


def _set(area: int, value: tuple[int, int], aspect: int | None = None) -> Callable[[Packages], None]:
    def change(plan: Packages) -> None:
        plan[area][next(iter(plan[area])) if aspect is None else aspect] = value

    return change


@pytest.mark.parametrize(("code", "change"), [
    ("PLAN-NOT-COMPLETE", _dropped), ("PLAN-TOO-LONG", _moved), ("PLAN-NO-YEAR", _set(WIDE, (9, 0))),
    ("PLAN-NO-YEAR", _set(WIDE, (-1, 0))), ("PLAN-NO-SOURCE", _set(WIDE, (0, 7))),
    ("PLAN-NO-DEFICIT", _set(WIDE, (0, 0), 9)), ("PLAN-EMPTY-AREA", lambda plan: plan.update({WIDE: {}})),
    ("PLAN-NO-AREA", lambda plan: plan.update({99: {0: (0, 0)}})),
    ("PLAN-NO-AREA", lambda plan: plan.update({-1: {0: (0, 0)}})),
])  # fmt: skip
def test_a_changed_plan_is_rejected_for_the_rule_it_breaks(code: str, change: Callable[[Packages], None]) -> None:
    plan = deepcopy(PLAN)
    change(plan)
    assert code in codes(SOUND, plan)


def _changed(**more: Any) -> Instance:
    return replace(SOUND, **more)


FIRST = next(iter(PLAN[WIDE]))
YEAR, SOURCE = PLAN[WIDE][FIRST]
START = min(year for year, _ in PLAN[WIDE].values())
OTHER = next(k for k in PLAN[WIDE] if k != FIRST)


@pytest.mark.parametrize(("code", "instance"), [
    ("PLAN-OVER-BUDGET", _changed(budgets=tuple(tuple(0 for _ in row) for row in SOUND.budgets))),
    ("PLAN-OVER-CAPACITY", _changed(capacities=tuple(tuple(1 for _ in row) for row in SOUND.capacities))),
    ("PLAN-NOT-ELIGIBLE", _changed(pays=tuple(tuple(False for _ in row) for row in SOUND.pays))),
    ("PLAN-NO-AUTHORITY", _changed(admits=tuple(tuple(False for _ in row) for row in SOUND.admits))),
    ("PLAN-NOT-READY", _changed(ready={(WIDE, FIRST): YEAR + 1})),
    ("PLAN-NOT-READY", _changed(ready={(WIDE, FIRST): 40})),
    ("PLAN-NEVER", _changed(never=frozenset([WIDE]))), ("PLAN-MUST", _changed(must={OUT: None})),
    ("PLAN-MUST-YEAR", _changed(must={WIDE: START + 1})),
    ("PLAN-BELOW-TARGET", _changed(hard_targets=True, targets=tuple(1e4 for _ in SOUND.targets))),
    ("PLAN-NOT-COMPLETE", _changed(options=tuple(((0, 1, 2, 3),) for _ in SOUND.areas))),
])  # fmt: skip
def test_a_plan_is_rejected_under_a_rule_that_it_does_not_keep(code: str, instance: Instance) -> None:
    assert code in codes(instance, PLAN)


def test_the_order_of_works_and_the_window_are_kept() -> None:
    plan = deepcopy(PLAN)
    plan[WIDE][FIRST], plan[WIDE][OTHER] = (START + 1, SOURCE), (START, plan[WIDE][OTHER][1])
    assert "PLAN-WRONG-ORDER" in codes(_changed(before=((FIRST, OTHER),)), plan)
    assert "PLAN-WRONG-ORDER" not in codes(_changed(before=((OTHER, FIRST),)), plan)
    assert "PLAN-TOO-LONG" in codes(_changed(window=0), plan)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 10**6), st.data())
def test_one_rupiah_too_much_is_seen(seed: int, data: st.DataObject) -> None:
    instance = read(document(seed))
    plan = greedy_plan(instance)
    assert check(instance, plan) == []
    used: dict[tuple[int, int], int] = {}
    for area, packages in plan.items():
        for aspect, (year, source) in packages.items():
            used[source, year] = used.get((source, year), 0) + instance.costs[area][aspect]
    if not used:
        return
    source, year = data.draw(st.sampled_from(sorted(used)))
    rows = [list(row) for row in instance.budgets]
    rows[source][year] = used[source, year]
    assert check(replace(instance, budgets=tuple(map(tuple, rows))), plan) == []
    rows[source][year] -= 1
    assert codes(replace(instance, budgets=tuple(map(tuple, rows))), plan) == {"PLAN-OVER-BUDGET"}


def test_every_breach_is_worded() -> None:
    plan = deepcopy(PLAN)
    _dropped(plan)
    for breach in check(_changed(never=frozenset([WIDE]), must={OUT: None}), plan):
        for lang in ("id", "en"):
            assert breach.code not in breach.wording(lang)

"""From a planning problem to the answer that is stored: the checked plan with its reasons, or why there is none."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tuntas.planning.checking import Breach, check
from tuntas.planning.choices import hectares
from tuntas.planning.explaining import explain
from tuntas.planning.frontier import FACTORS
from tuntas.planning.optimise import NoPlan, Outcome, Progress, optimise
from tuntas.planning.relaxing import relaxations
from tuntas.planning.statement import Instance, Plan

#: What choices cost and what other budgets reach may each take this part of the time that the plan itself had.
PART = 0.2
#: A difference below this is none.
SMALLEST = 1e-6
#: So many steps look for what would have to give, and at most so many for what a choice costs or a budget reaches.
STEPS, MOST_STEPS = 20, 60
Watch = Callable[[Progress], bool]


class Unsolved(Exception):
    """There is no plan that may be shown; `told` says why, and what would have to give."""

    def __init__(self, code: str, told: dict[str, Any]) -> None:
        super().__init__(code)
        self.code, self.told = code, told


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked plan as it is stored; `bound` and `gap` None: nothing was proved in the time given."""

    result: dict[str, Any]
    objective: float
    bound: float | None
    gap: float | None
    version: str


def solve(instance: Instance, *, seed: int, time_limit_s: float, watch: Watch) -> Answer:
    """Optimise, check again, and explain. Raises `Unsolved`."""
    try:
        outcome = optimise(instance, time_limit_s=time_limit_s, seed=seed, watch=watch)
    except NoPlan as none:
        told = {"breaches": [_breach(instance, one) for one in none.breaches], "relaxations": _relaxations(instance)}
        raise Unsolved("SCEN-UNFEASIBLE", told) from none
    breaches = check(instance, outcome.plan)
    if breaches:  # the search has checked it too; a plan that breaks anything is never shown
        raise Unsolved("SCEN-BREACHES", {"breaches": [_breach(instance, one) for one in breaches]})
    return Answer(_result(instance, outcome, time_limit_s * PART), outcome.objective, _finite(outcome.bound),
                  _finite(outcome.gap), f"{outcome.version}, {outcome.solver}")  # fmt: skip


def _result(instance: Instance, outcome: Outcome, part_s: float) -> dict[str, Any]:
    done, short = instance.finished(outcome.plan)
    return {
        "plan": {str(a): {str(k): [year, source] for k, (year, source) in sorted(packages.items())}
                 for a, packages in sorted(outcome.plan.items())},
        "done": done, "short": short, "money": money_of(instance, outcome.plan),
        "steps": outcome.steps, "stopped": outcome.stopped, "seconds": round(outcome.seconds, 1),
        "why": _why(instance, outcome), "choices": _choices(instance, outcome, part_s),
        "frontier": _frontier(instance, outcome, part_s),
    }  # fmt: skip


def money_of(instance: Instance, plan: Plan) -> list[list[int]]:
    """What a plan takes of each source (rows) and year, in the money unit of the problem."""
    paid = [[0] * len(instance.targets) for _ in instance.sources]
    for area, packages in plan.items():
        for aspect, (year, source) in packages.items():
            paid[source][year] += instance.costs[area][aspect]
    return paid


def _why(instance: Instance, outcome: Outcome) -> list[dict[str, Any]]:
    """Each area's reasons, by its position."""
    return [{"area": one.area, "reasons": [_told(instance, reason.code, reason.params) for reason in one.reasons]}
            for one in explain(instance, outcome.plan, outcome.prices)]  # fmt: skip


def _choices(instance: Instance, outcome: Outcome, part_s: float) -> list[dict[str, Any]]:
    """What each of the mayor's choices costs: the same problem without that one choice, within its part of the time.

    The plan with the choice is also one without it; what the search does not find counts as nothing.
    """
    choices = [(area, "MUST") for area in sorted(instance.must)] + [(area, "NEVER") for area in sorted(instance.never)]
    return [_price(instance, outcome, area, kind, part_s / len(choices)) for area, kind in choices]


def _price(instance: Instance, outcome: Outcome, area: int, kind: str, seconds: float) -> dict[str, Any]:
    freed = replace(instance, must={one: year for one, year in instance.must.items() if one != area},
                    never=instance.never - {area})  # fmt: skip
    told = {"area": area, "kind": kind, "hectares": 0.0, "objective": 0.0}
    try:
        other = optimise(freed, time_limit_s=seconds, step_limit=MOST_STEPS, seed=outcome.seed)
    except NoPlan:
        return told
    if other.objective <= outcome.objective + SMALLEST:
        return told
    more = hectares(instance, other.plan) - hectares(instance, outcome.plan)
    return told | {"hectares": round(max(0.0, more), 4), "objective": round(other.objective - outcome.objective, 4)}


def _frontier(instance: Instance, outcome: Outcome, part_s: float) -> list[dict[str, Any]]:
    """What other budgets reach, without musts and hard targets: with half the money they could not be kept."""
    points = []
    for factor in FACTORS:
        budgets = tuple(tuple(int(amount * factor) for amount in row) for row in instance.budgets)
        scaled = replace(instance, budgets=budgets, must={}, hard_targets=False)
        plan = optimise(scaled, time_limit_s=part_s / len(FACTORS), step_limit=MOST_STEPS, seed=outcome.seed).plan
        spent = sum(instance.costs[area][aspect] for area, packages in plan.items() for aspect in packages)
        points.append({"factor": factor, "spent": spent, "hectares": round(hectares(instance, plan), 4)})
    return points


def _relaxations(instance: Instance) -> list[dict[str, Any]]:
    """The least that has to give."""
    return [{"code": f"PLAN-RELAX-{one.kind}",
             "params": {"label": one.label, "asked": one.asked, "possible": one.possible}}
            for one in relaxations(instance, step_limit=STEPS)]  # fmt: skip


def _breach(instance: Instance, breach: Breach) -> dict[str, Any]:
    return _told(instance, breach.code, breach.params)


def _told(instance: Instance, code: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Code and params as they are stored: areas by the name that people know, instead of their id."""
    names = dict(zip(instance.labels.areas, instance.labels.names, strict=True))
    return {"code": code, "params": {name: names.get(str(value), str(value)) if name == "area" else _plain(value)
                                     for name, value in params.items()}}  # fmt: skip


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | str) else str(value)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None

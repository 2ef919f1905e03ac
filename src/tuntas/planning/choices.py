"""What each forced or forbidden area costs: the same problem without that one choice, solved again."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tuntas.planning.optimise import NoPlan, Outcome, Progress, optimise
from tuntas.planning.statement import Instance, Plan

STEPS = 80


@dataclass(frozen=True)
class ChoiceCost:
    """One choice of the mayor and what it takes: hectares and objective, never below zero.

    The plan with the choice is also a plan without it, so the difference cannot be negative; what the search has not
    found in its steps counts as nothing.
    """

    area: int
    kind: str  # MUST, NEVER
    hectares: float
    objective: float


def cost_of_choices(
    instance: Instance, outcome: Outcome, *, step_limit: int = STEPS, seed: int = 1,
    watch: Callable[[Progress], bool] | None = None,
) -> list[ChoiceCost]:  # fmt: skip
    """For each must and each never, in the order of the areas."""
    found = []
    for area in sorted(instance.must):
        others = {one: year for one, year in instance.must.items() if one != area}
        found.append(_cost(replace(instance, must=others), outcome, (area, "MUST"), (step_limit, seed), watch))
    for area in sorted(instance.never):
        freed = replace(instance, never=instance.never - {area})
        found.append(_cost(freed, outcome, (area, "NEVER"), (step_limit, seed), watch))
    return found


def hectares(instance: Instance, plan: Plan) -> float:
    """Hectares of all areas in a plan."""
    return sum(instance.hectares[area] for area in plan)


def _cost(freed: Instance, outcome: Outcome, choice: tuple[int, str], run: tuple[int, int],
          watch: Callable[[Progress], bool] | None) -> ChoiceCost:  # fmt: skip
    try:
        other = optimise(freed, step_limit=run[0], seed=run[1], watch=watch)
    except NoPlan:
        return ChoiceCost(*choice, 0.0, 0.0)
    gained = other.objective - outcome.objective
    if gained <= 1e-6:
        return ChoiceCost(*choice, 0.0, 0.0)
    more = hectares(freed, other.plan) - hectares(freed, outcome.plan)
    return ChoiceCost(*choice, round(max(0.0, more), 4), round(gained, 4))

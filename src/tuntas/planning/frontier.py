"""Hectares against money: the same problem with all envelopes (and capacities, if asked) times a factor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tuntas.planning.choices import hectares
from tuntas.planning.optimise import Progress, optimise
from tuntas.planning.statement import Instance

FACTORS = (0.5, 0.75, 1.0, 1.25, 1.5)
STEPS = 80


@dataclass(frozen=True)
class Point:
    """One budget and what it reaches."""

    factor: float
    money: int
    spent: int
    hectares: float
    objective: float
    bound: float


def frontier(
    instance: Instance, *, factors: Sequence[float] = FACTORS, with_capacity: bool = False, step_limit: int = STEPS,
    seed: int = 1, watch: Callable[[Progress], bool] | None = None,
) -> list[Point]:  # fmt: skip
    """One point for each factor. Musts and hard targets are left aside: with half the money they could not be kept."""
    points = []
    for factor in factors:
        scaled = replace(
            instance, budgets=_times(instance.budgets, factor), must={}, hard_targets=False,
            capacities=_times(instance.capacities, factor) if with_capacity else instance.capacities,
        )  # fmt: skip
        outcome = optimise(scaled, step_limit=step_limit, seed=seed, watch=watch)
        spent = sum(instance.costs[a][k] for a, packages in outcome.plan.items() for k in packages)
        points.append(Point(factor, sum(map(sum, scaled.budgets)), spent, round(hectares(instance, outcome.plan), 4),
                            outcome.objective, outcome.bound))  # fmt: skip
    return points


def _times(rows: Sequence[Sequence[int]], factor: float) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(int(amount * factor) for amount in row) for row in rows)

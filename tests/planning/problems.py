"""Small invented planning problems, and the best plan of a tiny one by trying all."""

from itertools import product
from random import Random
from typing import Any

from tuntas.planning.checking import check
from tuntas.planning.statement import Instance, Plan


def document(seed: int = 1, areas: int = 8, horizon: int = 3, **more: Any) -> dict[str, Any]:
    """A problem in the form of its JSON: three sources, two agencies, three aspects."""
    rng = Random(seed)
    deficits = [sorted(rng.sample(range(3), rng.randint(1, 3))) for _ in range(areas)]
    costs = [{str(k): rng.randint(20, 120) for k in one} for one in deficits]
    total = sum(sum(one.values()) for one in costs)
    share = max(60, int(total * 0.5 / horizon / 3))
    hectares = [round(rng.uniform(0.6, 9.0), 2) for _ in range(areas)]
    return {
        "h": hectares, "w": [rng.choice([1, 3, 5]) for _ in range(areas)], "D": deficits, "C": costs,
        "el": [[1, 1, 1], [1, 0, 1], [0, 1, 1]], "ea": [[1] * areas, [1] * areas, [int(h < 6) for h in hectares]],
        "B": [[share + rng.randint(0, 40) for _ in range(horizon)] for _ in range(3)],
        "Q": [[2 * share] * horizon, [2 * share] * horizon], "H": [round(sum(hectares) / 8, 1)] * horizon,
        "ag": [0, 1, 0], "disc": [round(1 - 0.03 * t, 2) for t in range(horizon)], "pen": 5.0, **more,
    }  # fmt: skip


def ways(instance: Instance, area: int) -> list[dict[int, tuple[int, int]] | None]:
    """Leaving an area out, and every choice of years and sources for it that breaks no rule of its own."""
    found: list[dict[int, tuple[int, int]] | None] = [None]
    for option in instance.options[area]:
        places = list(product(instance.years, instance.sources))
        for chosen in product(places, repeat=len(option)):
            packages = dict(zip(option, chosen, strict=True))
            breaches = check(instance, {area: packages})
            about_others = {"PLAN-MUST", "PLAN-BELOW-TARGET"}
            if all(breach.code in about_others for breach in breaches):
                found.append(packages)
    return found


def best_by_trying(instance: Instance) -> float:
    """The objective of the best plan, by trying every combination; the checker alone says what is allowed."""
    best = float("-inf")
    for choice in product(*(ways(instance, area) for area in instance.areas)):
        plan: Plan = {area: packages for area, packages in enumerate(choice) if packages is not None}
        if instance.objective(plan) > best and not check(instance, plan):
            best = instance.objective(plan)
    return best

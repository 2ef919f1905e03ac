"""Where hard targets or musts cannot be kept: what would have to give, as little as the search finds."""

from dataclasses import dataclass, replace

from tuntas.domain.wording import text
from tuntas.planning.optimise import optimise
from tuntas.planning.statement import Instance

STEPS = 200


@dataclass(frozen=True)
class Relaxation:
    """One rule that has to give: a year's target down to `possible` hectares, or a must that cannot be kept."""

    kind: str  # TARGET, MUST, MUST_YEAR
    year: int | None
    area: int | None
    asked: float | None
    possible: float | None
    label: str

    def wording(self, lang: str = "id") -> str:
        """What would have to give, in `lang`."""
        return text(f"PLAN-RELAX-{self.kind}", lang, label=self.label, asked=self.asked, possible=self.possible)


def relaxations(instance: Instance, *, step_limit: int = STEPS, seed: int = 1) -> list[Relaxation]:
    """What has to give in the best plan without these rules; empty where that plan keeps all."""
    dearest = max(instance.weights, default=1.0)
    heavy = 1000.0 * max(1.0, dearest)
    weights = tuple(w + heavy if a in instance.must else w for a, w in enumerate(instance.weights))
    penalty = max(instance.penalty, 20.0 * dearest) if instance.hard_targets else instance.penalty
    soft = replace(instance, weights=weights, penalty=penalty, hard_targets=False, must={})
    outcome = optimise(soft, step_limit=step_limit, seed=seed)
    found = [_must(instance, outcome.plan, area, wanted) for area, wanted in sorted(instance.must.items())]
    kept = [one for one in found if one is not None]
    done, short = instance.finished(outcome.plan)
    if instance.hard_targets:
        kept += [Relaxation("TARGET", t, None, instance.targets[t], round(done[t], 4), instance.labels.years[t])
                 for t in instance.years if short[t] > 1e-6]  # fmt: skip
    return kept


def _must(
    instance: Instance, plan: dict[int, dict[int, tuple[int, int]]], area: int, wanted: int | None
) -> Relaxation | None:
    label = instance.labels.names[area] or instance.labels.areas[area]
    if area not in plan:
        return Relaxation("MUST", wanted, area, None, None, label)
    start = min(year for year, _ in plan[area].values())
    if wanted is not None and start != wanted:
        return Relaxation("MUST_YEAR", wanted, area, None, None, label)
    return None

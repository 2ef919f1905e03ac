"""Does a plan keep every rule? Computed from the data alone, sharing nothing with the search."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tuntas.domain.wording import text
from tuntas.planning.statement import Instance, Plan

#: Hectares are given to a hundredth: sums of them may be off by rounding, far below this.
TOLERANCE_HA = 1e-6


@dataclass(frozen=True)
class Breach:
    """One broken rule; `params` fill the wording of `code`."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def wording(self, lang: str = "id") -> str:
        """What is broken, in `lang`."""
        return text(self.code, lang, **self.params)


def check(instance: Instance, plan: Plan) -> list[Breach]:
    """Every rule that the plan breaks; empty for a plan that may be shown."""
    strange = [breach for area in plan for breach in _strange(instance, plan, area)]
    if strange:
        return strange  # sums over years or sources that do not exist say nothing
    found = [breach for area in plan for breach in _area(instance, plan, area)]
    found += _money(instance, plan)
    found += _mayors_word(instance, plan)
    return found + (_targets(instance, plan) if instance.hard_targets else [])


def _strange(instance: Instance, plan: Plan, area: int) -> Iterator[Breach]:
    if not 0 <= area < len(instance.hectares):
        yield Breach("PLAN-NO-AREA", {"area": area})
        return
    name = instance.labels.areas[area]
    if not plan[area]:
        yield Breach("PLAN-EMPTY-AREA", {"area": name})
    for aspect, (year, source) in plan[area].items():
        if aspect not in instance.costs[area]:
            yield Breach("PLAN-NO-DEFICIT", {"area": name, "aspect": _label(instance.labels.aspects, aspect)})
        if not 0 <= year < len(instance.targets):
            yield Breach("PLAN-NO-YEAR", {"area": name, "year": year})
        if not 0 <= source < len(instance.budgets):
            yield Breach("PLAN-NO-SOURCE", {"area": name, "source": source})


def _area(instance: Instance, plan: Plan, area: int) -> Iterator[Breach]:
    packages = plan[area]
    labels = instance.labels
    name = labels.areas[area]
    if tuple(sorted(packages)) not in {tuple(sorted(option)) for option in instance.options[area]}:
        missing = sorted(set(instance.costs[area]) - set(packages))
        yield Breach("PLAN-NOT-COMPLETE", {"area": name, "missing": ", ".join(labels.aspects[k] for k in missing)})
    years = [year for year, _ in packages.values()]
    if max(years) - min(years) > instance.window:
        yield Breach("PLAN-TOO-LONG", {"area": name, "first": labels.years[min(years)],
                                       "last": labels.years[max(years)], "window": instance.window})  # fmt: skip
    for aspect, (year, source) in sorted(packages.items()):
        yield from _package(instance, area, aspect, year, source)
    for first, then in instance.before:
        if first in packages and then in packages and packages[first][0] > packages[then][0]:
            yield Breach("PLAN-WRONG-ORDER", {
                "area": name, "first": labels.aspects[first], "then": labels.aspects[then],
                "first_year": labels.years[packages[first][0]], "then_year": labels.years[packages[then][0]],
            })  # fmt: skip


def _package(instance: Instance, area: int, aspect: int, year: int, source: int) -> Iterator[Breach]:
    labels = instance.labels
    told = {"area": labels.areas[area], "aspect": labels.aspects[aspect],
            "source": labels.sources[source], "year": labels.years[year]}  # fmt: skip
    if not instance.pays[source][aspect]:
        yield Breach("PLAN-NOT-ELIGIBLE", told)
    if not instance.admits[source][area]:
        yield Breach("PLAN-NO-AUTHORITY", told)
    ready = instance.ready.get((area, aspect), 0)
    if year < ready:
        when = labels.years[ready] if ready < len(labels.years) else f"> {labels.years[-1]}"
        yield Breach("PLAN-NOT-READY", {**told, "ready": when})


def _money(instance: Instance, plan: Plan) -> list[Breach]:
    paid: Counter[tuple[int, int]] = Counter()
    built: Counter[tuple[int, int]] = Counter()
    for area, packages in plan.items():
        for aspect, (year, source) in packages.items():
            paid[source, year] += instance.costs[area][aspect]
            built[instance.executes[aspect], year] += instance.costs[area][aspect]
    labels = instance.labels
    over = [
        Breach("PLAN-OVER-BUDGET", {"source": labels.sources[s], "year": labels.years[t], "used": used,
                                    "limit": instance.budgets[s][t], "over": used - instance.budgets[s][t]})
        for (s, t), used in sorted(paid.items()) if used > instance.budgets[s][t]
    ]  # fmt: skip
    return over + [
        Breach("PLAN-OVER-CAPACITY", {"agency": labels.agencies[g], "year": labels.years[t], "used": used,
                                      "limit": instance.capacities[g][t], "over": used - instance.capacities[g][t]})
        for (g, t), used in sorted(built.items()) if used > instance.capacities[g][t]
    ]  # fmt: skip


def _mayors_word(instance: Instance, plan: Plan) -> list[Breach]:
    labels = instance.labels
    found = [Breach("PLAN-NEVER", {"area": labels.areas[a]}) for a in sorted(instance.never) if a in plan]
    for area, wanted in sorted(instance.must.items()):
        if area not in plan:
            found.append(Breach("PLAN-MUST", {"area": labels.areas[area]}))
            continue
        start = min(year for year, _ in plan[area].values())
        if wanted is not None and start != wanted:
            found.append(Breach("PLAN-MUST-YEAR", {"area": labels.areas[area], "year": labels.years[wanted],
                                                   "start": labels.years[start]}))  # fmt: skip
    return found


def _targets(instance: Instance, plan: Plan) -> list[Breach]:
    done = [0.0] * len(instance.targets)
    for area, packages in plan.items():
        done[max(year for year, _ in packages.values())] += instance.hectares[area]
    return [
        Breach("PLAN-BELOW-TARGET", {"year": instance.labels.years[t], "done": round(done[t], 2), "target": target})
        for t, target in enumerate(instance.targets) if done[t] < target - TOLERANCE_HA
    ]  # fmt: skip


def _label(labels: tuple[str, ...], position: int) -> str:
    return labels[position] if 0 <= position < len(labels) else str(position)

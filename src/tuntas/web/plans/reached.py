"""What a computed scenario comes to: hectares by year, money by source and year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tuntas.city.funding.models import Source
from tuntas.city.plans.asking import read_options
from tuntas.city.plans.instance_making import MONEY_UNIT
from tuntas.city.plans.models import Scenario
from tuntas.web.shared.formats import rupiah, rupiah_short


@dataclass(frozen=True, slots=True)
class Reached:
    """What a computed scenario comes to: square metres and rupiah."""

    scenario: Scenario
    years: Sequence[int]
    done_m2: Sequence[int]
    target_m2: Sequence[int]
    all_m2: int
    cost_idr: int
    by_year: Sequence[int]
    by_source: Mapping[int, Sequence[int]]
    finished: int
    places: int

    @property
    def area_m2(self) -> int:
        """All that is finished."""
        return sum(self.done_m2)

    @property
    def met(self) -> int:
        """Years whose target is reached."""
        return sum(done >= target for done, target in zip(self.done_m2, self.target_m2, strict=True) if target)

    @property
    def asked(self) -> int:
        """Years that have a target."""
        return sum(bool(target) for target in self.target_m2)


def reached(one: Scenario) -> Reached:
    """What a computed scenario comes to."""
    labels, result, options = one.labels, one.result, read_options(one.options)
    done = [0] * len(labels["years"])
    for area, packages in result["plan"].items():
        done[max(year for year, _ in packages.values())] += labels["area_m2"][int(area)]
    money = {source: [amount * MONEY_UNIT for amount in row]
             for source, row in zip(labels["sources"], result["money"], strict=True)}  # fmt: skip
    by_year = [sum(row[place] for row in money.values()) for place in range(len(labels["years"]))]
    return Reached(
        scenario=one, years=labels["years"], done_m2=done,
        target_m2=[options.targets.get(year, 0) for year in labels["years"]], all_m2=sum(labels["area_m2"]),
        cost_idr=sum(by_year), by_year=by_year, by_source=money, finished=len(result["plan"]),
        places=len(labels["settlements"]),
    )  # fmt: skip


def money_rows(found: Reached) -> list[tuple[str, list[tuple[str, str, int | None]], str]]:
    """Source, for each year (amount, exact, percent of its budget), total; sources that pay nothing stand last."""
    scenario = found.scenario
    names = {one.pk: one.name for one in Source.objects.filter(pk__in=scenario.labels["sources"])}
    rows = []
    for place, (source, amounts) in enumerate(found.by_source.items()):
        limits = [limit * MONEY_UNIT for limit in scenario.instance["B"][place]]
        cells = [(rupiah_short(amount), rupiah(amount), round(100 * amount / limit) if limit else None)
                 for amount, limit in zip(amounts, limits, strict=True)]  # fmt: skip
        rows.append((sum(amounts), (names.get(source, "?"), cells, rupiah_short(sum(amounts)))))
    return [row for _, row in sorted(rows, key=lambda one: -one[0])]

"""The settlements of a scenario: in, with their packages by year, or out, with the reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tuntas.city.funding.models import Source
from tuntas.city.plans.instance_making import MONEY_UNIT
from tuntas.city.plans.models import Scenario
from tuntas.city.plans.splitting import aspect_of
from tuntas.city.settlements.models import Settlement
from tuntas.web.plans.wording import Wording
from tuntas.web.plans.words import aspect_number, aspect_word
from tuntas.web.shared.formats import hectares, rupiah_short


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A settlement of a scenario: in, with its packages by year, or out, with the reason."""

    name: str
    url: str
    area: str
    is_in: bool
    finished: int | None
    packages: Sequence[tuple[str, int, str, str]]
    cost: str
    why: Sequence[str]


def places(one: Scenario) -> list[ShownPlace]:
    """Every settlement: those in by the year in which they are finished, then those out."""
    labels, plan = one.labels, one.result["plan"]
    names = {row.pk: row for row in Settlement.objects.filter(pk__in=labels["settlements"])}
    sources = {row.pk: row.name for row in Source.objects.filter(pk__in=labels["sources"])}
    wording = Wording(one.city, MONEY_UNIT)
    why = {told["area"]: wording.sentences(told["reasons"]) for told in one.result.get("why", [])}
    shown = []
    for area, settlement in enumerate(labels["settlements"]):
        row, packages = names.get(settlement), plan.get(str(area))
        parts = _packages(labels, sources, area, packages or {})
        shown.append(ShownPlace(
            row.name if row else "?", reverse("settlement", args=[one.city.code, settlement]),
            hectares(labels["area_m2"][area]), packages is not None,
            max(year for _, year, _, _ in parts) if parts else None, parts,
            rupiah_short(_cost(labels, area, packages)), why.get(area, ())))  # fmt: skip
    return sorted(shown, key=lambda place: (not place.is_in, place.finished or 0, place.name))


def _packages(labels: Mapping[str, Any], sources: Mapping[int, str], area: int,
              packages: Mapping[str, Sequence[int]]) -> list[tuple[str, int, str, str]]:  # fmt: skip
    """Aspect, year, source, cost, in the order of years; parts of an aspect that one source pays in a year are one."""
    sums: dict[tuple[int, int, str, str], int] = {}
    for position, (year, source) in packages.items():
        name = labels["aspects"][int(position)]
        aspect = aspect_of(name)
        key = (labels["years"][year], aspect_number(aspect), aspect_word(aspect),
               sources.get(labels["sources"][source], "?"))  # fmt: skip
        sums[key] = sums.get(key, 0) + sum(work["cost_idr"] for work in labels["works"][area][name])
    return [(aspect, year, source, rupiah_short(cost)) for (year, _, aspect, source), cost in sorted(sums.items())]


def _cost(labels: Mapping[str, Any], area: int, packages: Mapping[str, Any] | None) -> int:
    """What is planned there; of one that is out what all of it would cost."""
    works = labels["works"][area]
    wanted = [labels["aspects"][int(position)] for position in packages] if packages is not None else list(works)
    return sum(work["cost_idr"] for aspect in wanted for work in works[aspect])

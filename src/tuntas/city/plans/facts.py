"""Reading plans: how far one has come, which is in force, its sums, what a revision changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tuntas.city.people.models import City
from tuntas.city.plans.models import Plan, PlanAmount, PlanLine, PlanState


def state_of(plan: Plan, *, is_revised: bool | None = None) -> PlanState:
    """How far a plan has come; `is_revised` spares the query where it is known."""
    if plan.dropped_at is not None:
        return PlanState.DROPPED
    if plan.adopted_at is not None:
        revised = plan.revisions.filter(adopted_at__isnull=False).exists() if is_revised is None else is_revised
        return PlanState.REVISED if revised else PlanState.ADOPTED
    return PlanState.DISCUSSED if plan.discussed_at is not None else PlanState.DRAFT


def in_force(city: City, *, on: date) -> Plan | None:
    """The plan in force on a day: signed by then, the last among several."""
    signed = Plan.objects.adopted().filter(city=city, signed_on__lte=on)
    return signed.order_by("-signed_on", "-pk").first()


def latest_adopted(city: City) -> Plan | None:
    """The plan that no other has revised."""
    return Plan.objects.adopted().filter(city=city, revisions__adopted_at=None).order_by("-signed_on", "-pk").first()


RELATED = ("settlement__place", "agency", "proposal")


def lines_of(plan: Plan) -> list[PlanLine]:
    """Its lines in order, each with its amounts (two queries)."""
    lines = plan.lines.select_related(*RELATED).prefetch_related("amounts__source")
    return list(lines.order_by("position"))


def amounts_of(lines: Iterable[PlanLine]) -> list[PlanAmount]:
    """The amounts of lines that were read by `lines_of`."""
    return [amount for line in lines for amount in line.amounts.all()]


def by_year(lines: Iterable[PlanLine]) -> dict[int, int]:
    """Rupiah of each year."""
    sums: dict[int, int] = {}
    for amount in amounts_of(lines):
        sums[amount.year] = sums.get(amount.year, 0) + amount.cost_idr
    return sums


def by_source_and_year(lines: Iterable[PlanLine]) -> dict[tuple[int | None, int], int]:
    """Rupiah of each source (None: not said) and year."""
    sums: dict[tuple[int | None, int], int] = {}
    for amount in amounts_of(lines):
        key = (amount.source_id, amount.year)
        sums[key] = sums.get(key, 0) + amount.cost_idr
    return sums


def finished_m2(lines: Iterable[PlanLine]) -> dict[int, int]:
    """Square metres that the programme brings below the threshold, by the year in which the settlement is finished."""
    sums: dict[int, int] = {}
    for line in lines:
        if line.target_m2 is not None and line.finished_year is not None:
            sums[line.finished_year] = sums.get(line.finished_year, 0) + line.target_m2
    return sums


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One line in two plans; None: it is not in that one. `what` are codes: ADDED, DROPPED, COST, YEARS, SOURCES,
    VOLUME, TARGET, AGENCY, SAME."""

    before: PlanLine | None
    after: PlanLine | None
    what: tuple[str, ...]


def compare(before: Plan | None, after: Plan) -> list[PlanChange]:
    """What a revision changed, line by line: lines of the later plan in its order, then those it dropped."""
    old = {line.key: line for line in lines_of(before)} if before else {}
    new = {line.key: line for line in lines_of(after)}
    changes = [PlanChange(old.get(key), line, _what(old.get(key), line)) for key, line in new.items()]
    return changes + [PlanChange(line, None, ("DROPPED",)) for key, line in old.items() if key not in new]


def target_changes(before: Plan | None, after: Plan) -> list[tuple[int, int | None, int | None]]:
    """Year, target before, target after, of every year whose target is another one (None: none is set)."""
    old = _targets(before) if before else {}
    new = _targets(after)
    years = sorted({*old, *new})
    return [(year, old.get(year), new.get(year)) for year in years if old.get(year) != new.get(year)]


def _targets(plan: Plan) -> Mapping[int, int]:
    return {one.year: one.area_m2 for one in plan.targets.all()}


def _what(before: PlanLine | None, after: PlanLine) -> tuple[str, ...]:
    if before is None:
        return ("ADDED",)
    told = {
        "COST": before.cost_idr != after.cost_idr,
        "YEARS": _by(before, "year") != _by(after, "year"),
        "SOURCES": _by(before, "source_id") != _by(after, "source_id"),
        "VOLUME": (before.volume_micro, before.unit) != (after.volume_micro, after.unit),
        "TARGET": (before.target_m2, before.finished_year) != (after.target_m2, after.finished_year),
        "AGENCY": before.agency_id != after.agency_id,
    }
    return tuple(name for name, is_so in told.items() if is_so) or ("SAME",)


def _by(line: PlanLine, field: str) -> Sequence[object]:
    """Which years or sources pay, whatever the amounts."""
    return sorted({getattr(amount, field) or 0 for amount in line.amounts.all()})

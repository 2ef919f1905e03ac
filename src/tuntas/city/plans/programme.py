"""The programme table ("memorandum program") of a plan: rows with their years and sources, and the sums of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tuntas.city.funding.models import Source
from tuntas.city.plans.against import confirmed, is_indicative
from tuntas.city.plans.facts import by_year, finished_m2, lines_of
from tuntas.city.plans.models import Plan, PlanLine
from tuntas.city.proposals.catalogue import law


@dataclass(frozen=True, slots=True)
class YearCell:
    """What a line does and costs in a year; `volume_micro` None: not said for the year."""

    volume_micro: int | None
    cost_idr: int


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A line with its cells by year (None: nothing in that year) and what each source pays (None: not said yet)."""

    line: PlanLine
    cells: Sequence[YearCell | None]
    sources: Sequence[tuple[Source | None, int]]
    is_indicative: bool


@dataclass(frozen=True, slots=True)
class Programme:
    """The table of a plan. `sources` are those that pay anything, in the order of the city's list."""

    plan: Plan
    years: Sequence[int]
    rows: Sequence[ProgrammeRow]
    sources: Sequence[Source]
    by_year: Mapping[int, int]
    targets: Mapping[int, int]
    finished: Mapping[int, int]

    @property
    def cost_idr(self) -> int:
        """What all of it costs."""
        return sum(row.line.cost_idr for row in self.rows)

    @property
    def target_m2(self) -> int:
        """What its lines bring below the threshold."""
        return sum(row.line.target_m2 or 0 for row in self.rows)

    @property
    def indicative(self) -> int:
        """How many rows are indicative."""
        return sum(row.is_indicative for row in self.rows)

    def paid(self, source: Source | None, year: int | None = None) -> int:
        """What a source pays, in a year or in all."""
        key = source.pk if source else None
        return sum(amount.cost_idr for row in self.rows for amount in row.line.amounts.all()
                   if amount.source_id == key and year in (None, amount.year))  # fmt: skip


def programme(plan: Plan) -> Programme:
    """The table of a plan, in the order of its aspects, then as its lines stand (five queries)."""
    lines = lines_of(plan)
    certain = confirmed({line.proposal_id for line in lines if line.proposal_id})
    order = {aspect.id: place for place, aspect in enumerate(law().aspects)}
    lines.sort(key=lambda line: (order.get(line.aspect, len(order)), line.location, line.position))
    rows = [_row(line, plan, is_indicative=is_indicative(line, certain)) for line in lines]
    payers = {source.pk: source for row in rows for source, _ in row.sources if source is not None}
    return Programme(
        plan=plan, years=list(plan.span), rows=rows,
        sources=sorted(payers.values(), key=lambda one: (one.position, one.pk)), by_year=by_year(lines),
        targets={one.year: one.area_m2 for one in plan.targets.all()}, finished=finished_m2(lines),
    )  # fmt: skip


def _row(line: PlanLine, plan: Plan, *, is_indicative: bool) -> ProgrammeRow:
    amounts = list(line.amounts.all())
    cells: list[YearCell | None] = []
    for year in plan.span:
        own = [one for one in amounts if one.year == year]
        volumes = [one.volume_micro for one in own if one.volume_micro is not None]
        cells.append(YearCell(sum(volumes) if volumes else None, sum(one.cost_idr for one in own)) if own else None)
    if len([cell for cell in cells if cell]) == 1:  # all of it in one year: its volume is that year's
        cells = [cell and YearCell(line.volume_micro if cell.volume_micro is None else cell.volume_micro,
                                   cell.cost_idr) for cell in cells]  # fmt: skip
    paid: dict[int | None, tuple[Source | None, int]] = {}
    for one in amounts:
        paid[one.source_id] = (one.source, paid.get(one.source_id, (None, 0))[1] + one.cost_idr)
    return ProgrammeRow(line, cells, list(paid.values()), is_indicative)

"""Lines of the programme from proposals and from a scenario, and the hectares that they finish."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tuntas.city.funding.models import Source
from tuntas.city.hectares.accounts import open_accounts
from tuntas.city.people.models import Agency, City, User
from tuntas.city.plans.against import Beside
from tuntas.city.plans.drafting import add_lines, append_lines, draft_plan, lock, set_plan_targets
from tuntas.city.plans.facts import lines_of
from tuntas.city.plans.heads import Amount, LineHead
from tuntas.city.plans.models import Plan, PlanLine, Scenario, ScenarioState
from tuntas.city.plans.packaging import LAND, OUTSIDE
from tuntas.city.plans.refusals import CannotPlan
from tuntas.city.plans.splitting import aspect_of
from tuntas.city.proposals.facts import whole
from tuntas.city.proposals.models import Proposal, ProposalLine
from tuntas.city.records.actions import note
from tuntas.city.settlements.models import Settlement
from tuntas.domain.rupiah import split_rupiah


@transaction.atomic
def add_proposals(*, plan: Plan, proposals: Iterable[int], seen: int, by: User | None, at: datetime) -> list[PlanLine]:
    """Take the works of proposals into a draft, each in its year with its sources."""
    rows = whole(Proposal.objects.filter(city=plan.city, pk__in=list(proposals)).standing()).order_by("year", "pk")
    heads = [head for one in rows for head in heads_of_proposal(one)]
    return add_lines(plan=plan, heads=heads, seen=seen, by=by, at=at)


def heads_of_proposal(proposal: Proposal) -> list[LineHead]:
    """One line for each work that costs something; its money by the shares of the proposal's sources."""
    shares = [(one.source, one.share_idr) for one in proposal.sources.all() if one.share_idr > 0]
    return [_head(proposal, line, _shared(line.cost_idr or 0, proposal.year, shares), f"u{proposal.pk}-{line.position}")
            for line in proposal.lines.all() if line.along_id is None]  # fmt: skip


@transaction.atomic
def count_targets(*, plan: Plan, seen: int, on: date, by: User | None, at: datetime) -> int:
    """Write at each settlement that the programme finishes in every deficient aspect what remains of it, and the year.

    The number of settlements finished.
    """
    draft = lock(plan, seen)
    lines = lines_of(draft)
    beside = Beside(draft, lines, on)
    remaining = {one.settlement.pk: one.remaining_m2 for one in open_accounts(draft.city, on=on) if one.settlement}
    started: dict[int, list[PlanLine]] = {}
    for line in lines:
        line.target_m2 = line.finished_year = None
        if line.settlement_id is not None:
            started.setdefault(line.settlement_id, []).append(line)
    finished = 0
    for settlement, own in started.items():
        wanted = beside.deficient.get(settlement, set())
        years = [one.year for line in own for one in line.amounts.all()]
        if wanted and years and wanted <= {line.aspect for line in own} and settlement in remaining:
            own[0].target_m2, own[0].finished_year = remaining[settlement], max(years)
            finished += 1
    PlanLine.objects.bulk_update(lines, ["target_m2", "finished_year"])
    note("plan.targets_counted", about=draft, by=by, at=at, settlements=finished)
    return finished


@transaction.atomic
def plan_of_scenario(*, scenario: Scenario, title: str, by: User | None, at: datetime) -> Plan:
    """Make a draft of a scenario's result; from then on the scenario stays as it is.

    Raises `CannotPlan` where it has no result, became a plan before, or the city works on another draft.
    """
    held = Scenario.objects.select_for_update().get(pk=scenario.pk)
    if held.state != ScenarioState.DONE:
        raise CannotPlan("SCEN-NOT-DONE", name=held.name)
    if held.plan_id is not None:
        raise CannotPlan("SCEN-HAS-PLAN", name=held.name)
    years = held.labels["years"]
    plan = draft_plan(city=held.city, title=title, from_year=years[0], years=len(years), by=by, at=at)
    plan.lines.all().delete()  # a revision begins with the lines before: the scenario says all anew
    targets = {int(year): area for year, area in held.options.get("targets", {}).items()}
    if targets:
        set_plan_targets(plan=plan, targets=targets, seen=plan.changed, by=by, at=at)
        plan.refresh_from_db(fields=["changed"])
    lines = append_lines(plan, heads_of_scenario(held))
    held.plan = plan
    held.save(update_fields=["plan"])
    note("plan.made_of_scenario", about=plan, by=by, at=at, scenario=held.pk, data_hash=held.data_hash,
         lines=len(lines))  # fmt: skip
    return plan


def heads_of_scenario(scenario: Scenario) -> list[LineHead]:
    """One line for each work of each chosen package, in its year, paid by its source."""
    known = _Known(scenario.city, scenario.labels)
    heads = []
    for area, packages in sorted(scenario.result["plan"].items(), key=lambda one: known.order(int(one[0]))):
        heads += known.heads(int(area), packages)
    return heads


class _Known:
    """What the positions of a scenario stand for, read at once."""

    def __init__(self, city: City, labels: Mapping[str, Any]) -> None:
        self._labels = labels
        self._settlements = {one.pk: one for one in Settlement.objects.filter(pk__in=labels["settlements"])
                             .select_related("place")}  # fmt: skip
        self._sources = {one.pk: one for one in Source.objects.filter(pk__in=labels["sources"])}
        self._agencies = {one.pk: one for one in Agency.objects.filter(city=city)}
        ids = {work["line"] for packages in labels["works"] for works in packages.values() for work in works}
        rows = ProposalLine.objects.filter(pk__in=[one for one in ids if one])
        self._lines = {one.pk: one for one in rows.select_related("proposal__agency", "proposal__settlement")}

    def order(self, area: int) -> str:
        """Settlements by name."""
        return self._settlement(area).name

    def heads(self, area: int, packages: Mapping[str, Sequence[int]]) -> list[LineHead]:
        """The lines of a settlement; the first one says what the settlement's end is worth."""
        settlement, works = self._settlement(area), self._labels["works"][area]
        found: dict[tuple[object, ...], LineHead] = {}
        for position, (year, source) in sorted(packages.items(), key=lambda one: (one[1][0], int(one[0]))):
            name = self._labels["aspects"][int(position)]
            agency = self._agencies.get(self._agency_of(name) or 0)
            for work in works[name]:
                amount = Amount(self._labels["years"][year], self._source(source), work["cost_idr"],
                                work["volume_micro"])  # fmt: skip
                head = self._head(settlement, name, work, amount, agency)
                found[head.key, aspect_of(name)] = _together(found.get((head.key, aspect_of(name))), head)
        heads = list(found.values())
        last = max(self._labels["years"][year] for year, _ in packages.values())
        heads[0] = replace(heads[0], target_m2=self._labels["area_m2"][area], finished_year=last)
        return heads

    def _head(self, settlement: Settlement, aspect: str, work: Mapping[str, Any], amount: Amount,
              agency: Agency | None) -> LineHead:  # fmt: skip
        line = self._lines.get(work["line"] or 0)
        if line is not None:
            head = _head(line.proposal, line, (amount,), f"u{line.proposal_id}-{line.position}")
            return replace(head, unit_cost_idr=work["unit_cost_idr"], volume_micro=work["volume_micro"])
        return LineHead(
            location=where(settlement), amounts=(amount,), settlement=settlement,
            aspect="" if aspect.startswith((OUTSIDE, LAND)) else aspect_of(aspect),
            criterion=work["criterion"], activity=work["activity"],
            volume_micro=work["volume_micro"], unit=work["unit"], unit_cost_idr=work["unit_cost_idr"], agency=agency,
            key=f"s{settlement.pk}-{work['criterion']}-{work['activity']}"[:40],
        )  # fmt: skip

    def _agency_of(self, aspect: str) -> int | None:
        position = self._labels["aspects"].index(aspect)
        agency: int | None = self._labels["agencies"][self._labels["executes"][position]]
        return agency

    def _settlement(self, area: int) -> Settlement:
        try:
            return self._settlements[self._labels["settlements"][area]]
        except KeyError as gone:
            raise CannotPlan("SCEN-GONE", name="") from gone

    def _source(self, position: int) -> Source:
        try:
            return self._sources[self._labels["sources"][position]]
        except KeyError as gone:
            raise CannotPlan("SCEN-GONE", name="") from gone


def _together(known: LineHead | None, more: LineHead) -> LineHead:
    """A work that was cut into parts is one line again, with an amount for each year and source."""
    if known is None:
        return more
    by_payer = {(one.year, one.source): one for one in known.amounts}
    for one in more.amounts:
        was = by_payer.get((one.year, one.source))
        by_payer[one.year, one.source] = one if was is None else Amount(
            one.year, one.source, was.cost_idr + one.cost_idr, _sum(was.volume_micro, one.volume_micro))  # fmt: skip
    return replace(known, amounts=tuple(by_payer.values()), volume_micro=_sum(known.volume_micro, more.volume_micro))


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def where(settlement: Settlement) -> str:
    """`Kawasan 1, Melati`."""
    return f"{settlement.name}, {settlement.place.name}"[:300]


def _head(proposal: Proposal, line: ProposalLine, amounts: tuple[Amount, ...], key: str) -> LineHead:
    location = ", ".join(part for part in (proposal.settlement.name, proposal.location) if part)
    return LineHead(
        location=location[:300], amounts=amounts, settlement=proposal.settlement, proposal=proposal, aspect=line.aspect,
        criterion=line.criterion, activity=line.activity, budget_code=proposal.budget_code,
        volume_micro=line.volume_micro, unit=line.unit, unit_cost_idr=line.unit_cost_idr, agency=proposal.agency,
        readiness=dict(proposal.readiness), note=proposal.title, key=key,
    )  # fmt: skip


def _shared(cost_idr: int, year: int, shares: Sequence[tuple[Source, int]]) -> tuple[Amount, ...]:
    if not cost_idr:
        return ()
    if not shares:
        return (Amount(year, None, cost_idr),)
    parts = split_rupiah(cost_idr, [share for _, share in shares])
    return tuple(Amount(year, source, part) for (source, _), part in zip(shares, parts, strict=True) if part)

"""Proposals, decisions, envelopes, plans and scenarios as answers."""

from tuntas.api.filling.ledger import figure
from tuntas.api.shapes.planning import (
    DecisionOut,
    EnvelopeOut,
    PlanAmountOut,
    PlanLineOut,
    PlanOut,
    PlanTargetOut,
    ProposalLineOut,
    ProposalOut,
    ProposalSourceOut,
    ScenarioOut,
)
from tuntas.city.decisions.models import Decision
from tuntas.city.funding.facts import EnvelopeUse
from tuntas.city.plans.facts import state_of
from tuntas.city.plans.models import Plan, PlanLine, Scenario
from tuntas.city.proposals.facts import cost_of, money_of, unpriced
from tuntas.city.proposals.models import Proposal


def proposal_out(one: Proposal) -> ProposalOut:
    """A proposal that was read by `proposals.facts.whole`."""
    money = money_of(one)
    return ProposalOut(
        id=one.pk, title=one.title, settlement_id=one.settlement_id, settlement=one.settlement.name,
        agency=one.agency.code, year=one.year, origin=one.origin, state=one.state, rolled_from_id=one.rolled_from_id,
        budget_code=one.budget_code or None, readiness=one.readiness, cost_idr=cost_of(one),
        unpriced=len(unpriced(one)), is_funded=money.is_funded, ceiling_idr=money.ceiling_idr,
        lines=[ProposalLineOut(aspect=line.aspect or None, criterion=line.criterion or None, activity=line.activity,
                               volume_micro=line.volume_micro, unit=line.unit, unit_cost_idr=line.unit_cost_idr,
                               cost_idr=line.cost_idr) for line in one.lines.all()],
        sources=[ProposalSourceOut(source=row.source.code, share_idr=row.share_idr) for row in one.sources.all()],
    )  # fmt: skip


def decision_out(one: Decision, dissents: int, is_standing: bool) -> DecisionOut:
    """A decision; its item, meeting and paper are loaded."""
    item, paper = one.item, one.paper
    (about,) = filter(None, (item.problem_id, item.target_area_id, item.proposal_id))
    return DecisionOut(
        id=one.pk, meeting_id=item.meeting_id, held_on=item.meeting.held_on, kind=item.kind, about_id=about,
        about=item.name, advice_rank=item.rank, verdict=one.verdict, departs=one.departs, reason=one.reason or None,
        dissents=dissents, paper=(paper.number or None) if paper else None, is_in_force=paper is not None,
        replaces_id=one.replaces_id, is_standing=is_standing, decided_at=one.at,
    )  # fmt: skip


def envelope_out(one: EnvelopeUse) -> EnvelopeOut:
    """An envelope with its sums."""
    source, sums = one.envelope.source, one.sums
    return EnvelopeOut(
        id=one.envelope.pk, source=source.code, name=source.name, group=(source.parent or source).code,
        year=one.envelope.year, ceiling_idr=sums.ceiling_idr, committed_idr=sums.committed_idr,
        contracted_idr=sums.contracted_idr, paid_idr=sums.paid_idr, headroom_idr=sums.headroom_idr,
    )  # fmt: skip


def plan_out(plan: Plan, is_revised: bool) -> PlanOut:
    """A plan with its targets, lines and amounts, all loaded."""
    return PlanOut(
        id=plan.pk, title=plan.title, number=plan.number or None, state=state_of(plan, is_revised=is_revised).value,
        from_year=plan.from_year, years=plan.years, discussed_on=plan.discussed_on, signed_on=plan.signed_on,
        revises_id=plan.revises_id,
        targets=[PlanTargetOut(year=row.year, area=figure(row.area_m2)) for row in plan.targets.all()],
        lines=[_line_out(line) for line in plan.lines.all()],
    )  # fmt: skip


def scenario_out(one: Scenario) -> ScenarioOut:
    """A scenario."""
    return ScenarioOut(
        id=one.pk, name=one.name, state=one.state, plan_id=one.plan_id, options=one.options,
        data_hash=one.data_hash or None, version=one.version or None, seed=one.seed, time_limit_s=one.time_limit,
        objective_micro=one.objective_micro, bound_micro=one.bound_micro, gap_ppm=one.gap_ppm,
        result=one.result or None, finished_at=one.finished_at,
    )  # fmt: skip


def _line_out(line: PlanLine) -> PlanLineOut:
    return PlanLineOut(
        key=line.key, proposal_id=line.proposal_id, settlement_id=line.settlement_id, aspect=line.aspect or None,
        criterion=line.criterion or None, activity=line.activity or None, title=line.title or None,
        budget_code=line.budget_code or None, location=line.location, volume_micro=line.volume_micro,
        unit=line.unit or None, cost_idr=line.cost_idr, agency=line.agency.code if line.agency else None,
        target_m2=line.target_m2,
        amounts=[PlanAmountOut(year=row.year, source=row.source.code if row.source else None,
                               volume_micro=row.volume_micro, cost_idr=row.cost_idr) for row in line.amounts.all()],
    )  # fmt: skip

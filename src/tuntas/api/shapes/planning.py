"""The shape of answers about planning: proposals, decisions, envelopes, plans and scenarios.

Money is whole rupiah, areas whole square metres, volumes millionths of their unit.
"""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from tuntas.api.shapes.ledger import AreaFigureOut


class ProposalLineOut(Schema):
    """One work of a proposal."""

    aspect: str | None
    criterion: str | None
    activity: str = Field(description="Code of the catalogue of activities.")
    volume_micro: int
    unit: str
    unit_cost_idr: int | None = Field(description="null: the library has no price for that activity and year.")
    cost_idr: int | None


class ProposalSourceOut(Schema):
    """Who is to pay which share."""

    source: str = Field(description="Code of the source of money.")
    share_idr: int


class ProposalOut(Schema):
    """What an agency, a kelurahan or a musrenbang would do for a settlement in a year."""

    id: int
    title: str
    settlement_id: int
    settlement: str
    agency: str = Field(description="Short name of the agency.")
    year: int
    origin: str = Field(description="AGENCY, KELURAHAN, MUSRENBANG or POKIR.")
    state: str = Field(description="DRAFT, SUBMITTED, WITHDRAWN or ROLLED (it goes on in a later year).")
    rolled_from_id: int | None = Field(description="The same proposal in an earlier year.")
    budget_code: str | None
    readiness: dict[str, Any] = Field(description="State of each item; an absent one was not said.")
    cost_idr: int = Field(description="Sum of the works that have a price.")
    unpriced: int = Field(description="Works without a price: while there are any, the cost is not known.")
    is_funded: bool = Field(description="Stands with a ceiling in a final budget document (DPA).")
    ceiling_idr: int | None
    lines: list[ProposalLineOut]
    sources: list[ProposalSourceOut]


class DecisionOut(Schema):
    """The mayor's word on an item of a meeting. Without a paper it is an arahan."""

    id: int
    meeting_id: int
    held_on: date
    kind: str = Field(description="PROBLEM, TARGET_AREA or PROPOSAL.")
    about_id: int = Field(description="Id of the problem, target area or proposal.")
    about: str
    advice_rank: int = Field(description="Rank that the advice gave it within its kind.")
    verdict: str = Field(description="DECIDED, DEFERRED or DECLINED.")
    departs: bool = Field(description="Went against the advice.")
    reason: str | None
    dissents: int = Field(description="How many said otherwise.")
    paper: str | None = Field(description="Number of the paper that gives it force; null: none, or it has no number.")
    is_in_force: bool = Field(description="It has its paper.")
    replaces_id: int | None = Field(description="The earlier word that this one replaces.")
    is_standing: bool = Field(description="No later word replaced it.")
    decided_at: datetime


class EnvelopeOut(Schema):
    """A source of money in a year, with what it comes to."""

    id: int
    source: str = Field(description="Code of the source.")
    name: str
    group: str = Field(description="Code of the first level of the list of sources.")
    year: int
    ceiling_idr: int | None = Field(description="null: no ceiling was told.")
    committed_idr: int
    contracted_idr: int
    paid_idr: int
    headroom_idr: int | None = Field(description="What may still be committed; null: no ceiling was told.")


class PlanTargetOut(Schema):
    """Area that is to be handled in a year."""

    year: int
    area: AreaFigureOut


class PlanAmountOut(Schema):
    """What a line costs in a year."""

    year: int
    source: str | None = Field(description="Code of the source; null: not said yet.")
    volume_micro: int | None
    cost_idr: int


class PlanLineOut(Schema):
    """A line of the programme table."""

    key: str = Field(description="Names the same line in a revision.")
    proposal_id: int | None
    settlement_id: int | None = Field(description="null: the whole city.")
    aspect: str | None
    criterion: str | None
    activity: str | None
    title: str | None = Field(description="Where no activity of the catalogue says it.")
    budget_code: str | None
    location: str
    volume_micro: int | None
    unit: str | None
    cost_idr: int
    agency: str | None
    target_m2: int | None = Field(description="Falls below the threshold with it; said once for a settlement.")
    amounts: list[PlanAmountOut]


class PlanOut(Schema):
    """A plan of several years, or the draft of one."""

    id: int
    title: str
    number: str | None = Field(description="Exactly as printed; null: still a draft.")
    state: str = Field(description="DRAFT, DISCUSSED, ADOPTED (in force), REVISED or DROPPED.")
    from_year: int
    years: int
    discussed_on: date | None
    signed_on: date | None
    revises_id: int | None
    targets: list[PlanTargetOut]
    lines: list[PlanLineOut]


class ScenarioOut(Schema):
    """A question to the optimiser and, once it is computed and checked, its answer."""

    id: int
    name: str
    state: str = Field(description="WAITING, RUNNING, DONE, STOPPED or FAILED.")
    plan_id: int | None = Field(description="The draft made of it.")
    options: dict[str, Any]
    data_hash: str | None = Field(description="SHA-256 of the instance as it was asked.")
    version: str | None = Field(description="Of the program and its solver.")
    seed: int
    time_limit_s: int
    objective_micro: int | None = Field(
        description="Weighted hectares less the penalty for targets missed, millionths."
    )
    bound_micro: int | None = Field(description="Proven: no plan reaches more.")
    gap_ppm: int | None = Field(description="bound / objective − 1.")
    result: dict[str, Any] | None = Field(description="Only a plan that the checker accepted.")
    finished_at: datetime | None

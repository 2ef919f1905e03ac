"""Proposals with their way through the budget, and the prices and deadlines of a city."""

from tuntas.city.proposals.tables.prices import YEARS, Deadline, PriceRise, UnitCost
from tuntas.city.proposals.tables.proposals import (
    STANDING,
    BudgetStep,
    Origin,
    Proposal,
    ProposalLine,
    ProposalQuerySet,
    ProposalSource,
    ProposalState,
    ReadinessPaper,
)

__all__ = [
    "BudgetStep",
    "Deadline",
    "Origin",
    "PriceRise",
    "Proposal",
    "ProposalLine",
    "ProposalQuerySet",
    "ProposalSource",
    "ProposalState",
    "ReadinessPaper",
    "STANDING",
    "UnitCost",
    "YEARS",
]

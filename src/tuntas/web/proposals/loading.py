"""From an address to a proposal; what the person may not see is not there (404)."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.proposals.access import can_write
from tuntas.city.proposals.facts import whole
from tuntas.city.proposals.models import Proposal, ProposalState
from tuntas.web.city_page.loading import load_city

#: Who keeps prices, the calendar and the budget trail.
KEEPS = "keep_costs"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A proposal, and what the person may do with it now."""

    city: City
    proposal: Proposal
    can_write: bool
    can_step: bool

    @property
    def is_draft(self) -> bool:
        """Whether it is still worked on."""
        return self.proposal.state == ProposalState.DRAFT

    @property
    def can_edit(self) -> bool:
        """Whether the person may change it now."""
        return self.can_write and self.is_draft


def chosen_proposal(request: HttpRequest, code: str, proposal_id: int) -> Chosen:
    """The proposal that the address names."""
    city, user = load_city(request, code), request.user
    seen = whole(Proposal.objects.visible_to(user).filter(city=city)).select_related("drafted_by", "rolled_from")
    proposal = get_object_or_404(seen, pk=proposal_id)
    can_step = proposal.is_standing and can(user, KEEPS, city)
    return Chosen(city, proposal, can_write(user, proposal), can_step)


def writable(request: HttpRequest, code: str, proposal_id: int) -> Chosen:
    """The proposal, for who may write it."""
    chosen = chosen_proposal(request, code, proposal_id)
    need(chosen.can_write)
    return chosen


def keepers_city(request: HttpRequest, code: str) -> City:
    """The city, for who keeps its prices and calendar."""
    city = load_city(request, code)
    need(can(request.user, KEEPS, city))
    return city

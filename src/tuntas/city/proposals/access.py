"""Who writes which proposal. A post with an agency proposes for that agency alone; who prepares sessions, for any."""

from typing import Any

from tuntas.city.people.access import can, duties_for
from tuntas.city.people.models import Agency, City
from tuntas.city.proposals.models import Proposal
from tuntas.city.settlements.models import Settlement


def proposes_for(user: Any, city: City) -> frozenset[int] | None:
    """The agencies in whose name the user proposes in a city; None: in that of any."""
    held = [duty for duty in duties_for(user, "propose") if duty.city_id in (city.pk, None)]
    if can(user, "keep_sessions", city) or any(duty.agency_id is None for duty in held):
        return None
    return frozenset(duty.agency_id for duty in held if duty.agency_id is not None)


def agencies_of(user: Any, city: City) -> list[Agency]:
    """Those agencies, for a choice."""
    own = proposes_for(user, city)
    rows = Agency.objects.filter(city=city) if own is None else Agency.objects.filter(city=city, pk__in=own)
    return list(rows.order_by("code"))


def can_propose(user: Any, settlement: Settlement) -> bool:
    """Whether the user may begin a proposal for a settlement."""
    return can(user, "propose", settlement)


def can_write(user: Any, proposal: Proposal) -> bool:
    """Whether the user may change, submit, withdraw or carry on a proposal while it stands."""
    if not proposal.is_standing or not can(user, "propose", proposal):
        return False
    own = proposes_for(user, proposal.city)
    return own is None or proposal.agency_id in own

"""Who may tell of a task and end it: its owner, the agency that answers for it, who prepares sessions, who decides."""

from typing import Any

from tuntas.city.decisions.models import Directive
from tuntas.city.people.access import can, duties_for


def can_tell(user: Any, directive: Directive) -> bool:
    """Whether the user may tell of it and finish it."""
    if directive.owner_id is not None and directive.owner_id == user.pk:
        return can(user, "see_city", directive.city)
    return can_steer(user, directive) or directive.agency_id in own_agencies(user, directive.city_id)


def can_steer(user: Any, directive: Directive) -> bool:
    """Whether the user may also drop it, put it off or take it up again."""
    return can(user, "keep_sessions", directive.city) or can(user, "decide", directive.city)


def own_agencies(user: Any, city_id: int) -> frozenset[int]:
    """The agencies that the user's posts in a city belong to."""
    held = duties_for(user, "see_city")
    return frozenset(duty.agency_id for duty in held if duty.city_id == city_id and duty.agency_id is not None)

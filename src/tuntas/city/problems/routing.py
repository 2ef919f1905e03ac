"""Which agency a problem goes to: the one whose mandate covers its aspect at the stage of planning."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tuntas.city.people.agencies import Stage, cells_of
from tuntas.city.people.models import Agency, City


@dataclass(frozen=True, slots=True)
class Route:
    """Who could answer for an aspect: nobody (a gap), one, or several (a double: a person has to choose)."""

    candidates: Sequence[Agency] = ()

    @property
    def agency(self) -> Agency | None:
        """The one agency that answers; None: a gap, or a double."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def is_gap(self) -> bool:
        """Nobody answers for it."""
        return not self.candidates

    @property
    def is_double(self) -> bool:
        """Several answer for it."""
        return len(self.candidates) > 1


def routes(city: City, aspects: Iterable[str]) -> Mapping[str, Route]:
    """The route of each aspect, by the mandates as they are now (two queries)."""
    known = list(aspects)
    held = [(agency, cells_of(agency.mandates.all(), known))
            for agency in city.agencies.prefetch_related("mandates").order_by("code")]  # fmt: skip
    planning = Stage.PLANNING.value
    return {aspect: Route([agency for agency, cells in held if (aspect, planning) in cells]) for aspect in known}


def route(city: City, aspect: str) -> Route:
    """The route of one aspect; of none (outside the rule set's aspects) a gap."""
    return routes(city, [aspect])[aspect] if aspect else Route()

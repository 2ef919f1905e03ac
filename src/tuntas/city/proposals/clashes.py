"""Where proposals of two agencies meet in one settlement and year, and in which order their works belong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tuntas.city.proposals.catalogue import activities, work_order
from tuntas.city.proposals.models import Proposal
from tuntas.domain.places import fold_name


@dataclass(frozen=True, slots=True)
class Order:
    """Work of `first` belongs before work of `then`; kinds as in `precedence.toml`."""

    first: Proposal
    first_work: str
    then: Proposal
    then_work: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Proposals of several agencies in one settlement and year; `street` where at least two name the same one."""

    settlement_id: int
    year: int
    proposals: Sequence[Proposal]
    orders: Sequence[Order]
    street: str

    @property
    def is_late(self) -> bool:
        """Whether a work that belongs first is planned by one agency while another builds upon it that year."""
        return bool(self.orders)


def clashes(proposals: Iterable[Proposal]) -> list[Clash]:
    """The clashes among proposals with their lines at hand."""
    groups: dict[tuple[int, int], list[Proposal]] = {}
    for one in proposals:
        groups.setdefault((one.year, one.settlement_id), []).append(one)
    met = {key: group for key, group in groups.items() if len({one.agency_id for one in group}) > 1}
    return [Clash(settlement, year, group, _orders(group), _street(group))
            for (year, settlement), group in sorted(met.items())]  # fmt: skip


def too_early(proposals: Iterable[Proposal]) -> list[Order]:
    """Works of one settlement that are planned for an earlier year than what belongs before them."""
    rows = list(proposals)
    return [order for one in rows for other in rows
            if one.settlement_id == other.settlement_id and other.year < one.year
            for order in _ordered(one, other)]  # fmt: skip


def kinds_of(proposal: Proposal) -> frozenset[str]:
    """The kinds of work that a proposal does, of those that have an order."""
    known = activities()
    found = {known[line.activity].work for line in proposal.lines.all()
             if line.activity in known and line.along_id is None}  # fmt: skip
    return frozenset(found - {""})


def _orders(group: Sequence[Proposal]) -> list[Order]:
    return [order for one in group for other in group if one.agency_id != other.agency_id
            for order in _ordered(one, other)]  # fmt: skip


def _ordered(one: Proposal, other: Proposal) -> list[Order]:
    return [Order(one, first, other, then) for first in sorted(kinds_of(one)) for then in sorted(kinds_of(other))
            if (first, then) in work_order()]  # fmt: skip


def _street(group: Sequence[Proposal]) -> str:
    """A street that proposals of two agencies name."""
    seen: dict[str, tuple[int, str]] = {}
    for one in group:
        name = fold_name(one.location)
        if name and name in seen and seen[name][0] != one.agency_id:
            return one.location
        if name:
            seen.setdefault(name, (one.agency_id, one.location))
    return ""

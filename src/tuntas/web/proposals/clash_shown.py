"""Where proposals meet, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tuntas.city.proposals.catalogue import activity_word, works
from tuntas.city.proposals.clashes import Clash, Order
from tuntas.city.proposals.models import Proposal
from tuntas.web.proposals.list_shown import proposal_url
from tuntas.web.shared.formats import language


@dataclass(frozen=True, slots=True)
class Met:
    """A proposal of a clash."""

    title: str
    url: str
    agency: str
    works: str


@dataclass(frozen=True, slots=True)
class ShownClash:
    """Proposals of several agencies in one settlement and year."""

    settlement: str
    year: int
    street: str
    proposals: Sequence[Met]
    orders: Sequence[str]


@dataclass(frozen=True, slots=True)
class Early:
    """A work that is planned before what belongs before it."""

    words: str
    first: Met
    first_year: int
    then: Met
    then_year: int
    settlement: str


def shown(clashes: Iterable[Clash]) -> list[ShownClash]:
    """The clashes, each with the order of its works."""
    return [ShownClash(one.proposals[0].settlement.name, one.year, one.street, [_met(row) for row in one.proposals],
                       list(dict.fromkeys(_order(order) for order in one.orders))) for one in clashes]  # fmt: skip


def early(orders: Iterable[Order]) -> list[Early]:
    """Works that come too early, over the years."""
    return [Early(_order(one), _met(one.first), one.first.year, _met(one.then), one.then.year,
                  one.first.settlement.name) for one in orders]  # fmt: skip


def _order(one: Order) -> str:
    names = {code: name.in_(language()) for code, name in works().items()}
    told = {"first": names[one.first_work], "then": names[one.then_work], "one": one.first.agency.code,
            "other": one.then.agency.code}  # fmt: skip
    return _("%(first)s (%(one)s) dikerjakan sebelum %(then)s (%(other)s)") % told


def _met(one: Proposal) -> Met:
    names = [activity_word(line.activity, language()) for line in one.lines.all() if line.along_id is None]
    return Met(one.title, proposal_url(one), one.agency.code, "; ".join(dict.fromkeys(names)))

"""Keeping the price library of a city: unit prices and yearly price rises, one by one or from a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tuntas.city.people.models import City, User
from tuntas.city.proposals.catalogue import activities
from tuntas.city.proposals.models import YEARS, PriceRise, ProposalLine, ProposalState, UnitCost
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.records.actions import note
from tuntas.domain.rupiah import LARGEST_IDR

LOWEST_PPM, HIGHEST_PPM = -500_000, 1_000_000


@dataclass(frozen=True, slots=True)
class PriceHead:
    """A price as told."""

    activity: str
    year: int
    cost_idr: int
    source: str


@transaction.atomic
def keep_price(*, city: City, head: PriceHead, by: User | None, at: datetime) -> UnitCost:
    """Tell a price, or tell it anew; what it was before is in the audit trail. Proposals keep what they were priced at
    until they are priced anew."""
    _check_price(head)
    row = UnitCost.objects.select_for_update().filter(city=city, year=head.year, activity=head.activity).first()
    was = row.cost_idr if row else None
    row = row or UnitCost(city=city, year=head.year, activity=head.activity)
    row.cost_idr, row.source, row.by, row.at = head.cost_idr, head.source.strip(), by, at
    row.save()
    note("unit_cost.kept", about=row, by=by, at=at, year=head.year, activity=head.activity, cost_idr=head.cost_idr,
         was_idr=was)  # fmt: skip
    return row


@transaction.atomic
def keep_prices(*, city: City, heads: Sequence[PriceHead], by: User | None, at: datetime) -> int:
    """Tell several prices at once, all or none; how many differ from what stood."""
    known = {(row.activity, row.year): (row.cost_idr, row.source) for row in UnitCost.objects.filter(city=city)}
    changed = [head for head in heads if known.get((head.activity, head.year)) != (head.cost_idr, head.source.strip())]
    for head in changed:
        keep_price(city=city, head=head, by=by, at=at)
    return len(changed)


@transaction.atomic
def drop_price(*, price: UnitCost, by: User | None, at: datetime) -> None:
    """Take a price out of the library that does not belong there."""
    note("unit_cost.dropped", about=price, by=by, at=at, year=price.year, activity=price.activity,
         was_idr=price.cost_idr)  # fmt: skip
    price.delete()


@transaction.atomic
def keep_rise(*, city: City, year: int, rate_ppm: int, source: str, by: User | None, at: datetime) -> PriceRise:
    """Tell by how much prices rose from the year before."""
    if not YEARS[0] <= year <= YEARS[1]:
        raise CannotPropose("PROPOSAL-YEAR", year=year)
    if not LOWEST_PPM <= rate_ppm <= HIGHEST_PPM:
        raise CannotPropose("PRICE-RISE-ABSURD")
    if not source.strip():
        raise CannotPropose("PRICE-NO-SOURCE")
    row = PriceRise.objects.select_for_update().filter(city=city, year=year).first()
    was = row.rate_ppm if row else None
    row = row or PriceRise(city=city, year=year)
    row.rate_ppm, row.source, row.by, row.at = rate_ppm, source.strip(), by, at
    row.save()
    note("price_rise.kept", about=row, by=by, at=at, year=year, rate_ppm=rate_ppm, was_ppm=was)
    return row


def asked_for(city: City) -> list[tuple[str, int]]:
    """Activities and years for which drafts and proposals wait for a price (one query)."""
    rows = ProposalLine.objects.filter(proposal__city=city, cost_idr=None).exclude(
        proposal__state__in=[ProposalState.WITHDRAWN, ProposalState.ROLLED]
    )
    return sorted(set(rows.values_list("activity", "proposal__year")), key=lambda one: (one[1], one[0]))


def _check_price(head: PriceHead) -> None:
    if head.activity not in activities():
        raise CannotPropose("PROPOSAL-UNKNOWN-CODE", code=head.activity)
    if not YEARS[0] <= head.year <= YEARS[1]:
        raise CannotPropose("PROPOSAL-YEAR", year=head.year)
    if not 0 < head.cost_idr <= LARGEST_IDR:
        raise CannotPropose("PRICE-ABSURD")
    if not head.source.strip():
        raise CannotPropose("PRICE-NO-SOURCE")

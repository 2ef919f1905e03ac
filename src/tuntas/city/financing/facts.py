"""What is known of financing: the scheme that holds, loans with their arrears, upkeep by settlement."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Prefetch

from tuntas.city.financing.loans import Standing, standing
from tuntas.city.financing.models import GroupLoan, Scheme, SchemePart, UpkeepEntry
from tuntas.city.financing.upkeep import UpkeepSums, upkeep_sums
from tuntas.city.people.models import City


def schemes_of(city: City) -> Mapping[int, list[Scheme]]:
    """By settlement's id its versions, the newest first, each with its parts (two queries)."""
    parts = SchemePart.objects.select_related("source", "instrument", "paper").order_by("number")
    rows = city.schemes.select_related("settlement__place", "paper", "by").prefetch_related(Prefetch("parts", parts))
    found: dict[int, list[Scheme]] = {}
    for row in rows.order_by("settlement_id", "-version"):
        found.setdefault(row.settlement_id, []).append(row)
    return found


def loans_of(city: City, *, on: date) -> list[tuple[GroupLoan, Standing]]:
    """The loans of a city with where each stands on a day, the largest arrears first (three queries)."""
    rows = city.group_loans.select_related("instrument", "settlement", "paper")
    rows = rows.prefetch_related("instalments", "repayments").order_by("disbursed_on", "pk")
    found = [(loan, standing(loan, on=on)) for loan in rows]
    return sorted(found, key=lambda pair: -pair[1].arrears_idr)


def upkeep_of(city: City, year: int | None = None) -> Mapping[int, UpkeepSums]:
    """By settlement's id the upkeep money of a year (None: of all)."""
    rows = city.upkeep.all() if year is None else city.upkeep.filter(on__year=year)
    found: dict[int, list[UpkeepEntry]] = {}
    for row in rows:
        found.setdefault(row.settlement_id, []).append(row)
    return {settlement: upkeep_sums(own) for settlement, own in found.items()}

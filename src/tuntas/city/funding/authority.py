"""Whose affair the handling of a settlement is, by its area and the law data; and whether a source may pay for it."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from tuntas.city.funding.default_sources import authority_codes
from tuntas.city.funding.models import Eligibility, Source
from tuntas.city.settlements.models import Settlement
from tuntas.rules.priorities import authority_for
from tuntas.rules.regulation import Regulation
from tuntas.rules.shelf import open_shelf

MICRO_HA_PER_M2 = 100


def authority_of_area(area_m2: int) -> str:
    """The `Authority` for a whole location of that area; empty where the law data name none of ours."""
    rule = authority_for(area_m2 * MICRO_HA_PER_M2, _law(settings.TUNTAS_HOME / "rules"))
    return authority_codes().get(rule.id, "") if rule else ""


def authority_of(settlement: Settlement, *, on: date, decreed_m2: int | None = None) -> str:
    """The `Authority` for a settlement: by the area of its decree where that is given, else by the drawn one.

    Empty where neither is known.
    """
    area = decreed_m2
    if area is None:
        area = settlement.delineations.in_force(on).values_list("area_m2", flat=True).first()
    return authority_of_area(area) if area else ""


def may_pay(cells: Iterable[Eligibility], aspect: str, authority: str) -> bool:
    """Whether a source with these eligibilities pays an aspect under an authority (either empty: not known)."""
    told = list(cells)
    return not told or any(
        (not one.aspect or not aspect or one.aspect == aspect)
        and (not one.authority or not authority or one.authority == authority)
        for one in told
    )


def is_others_affair(source: Source, authority: str) -> bool:
    """Whether the money of one level goes where another level leads: allowed, with the paper of their agreement."""
    return bool(source.holder and authority and source.holder != authority)


@cache
def _law(office_rules: Path) -> Regulation:
    return open_shelf(office_rules).current()

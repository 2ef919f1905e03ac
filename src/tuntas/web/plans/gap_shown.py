"""What nobody has told yet, asked for by name, each with the place where it is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tuntas.city.people.models import City
from tuntas.city.proposals.catalogue import activity_word
from tuntas.domain.area import printed_hectares
from tuntas.domain.wording import text
from tuntas.web.plans.words import aspect_word
from tuntas.web.shared.formats import language

#: The page on which each kind of gap is filled.
PAGES = {"PRICE": "unit_costs", "ENVELOPE": "ceilings", "CAPACITY": "capacities", "MANDATE": "agencies",
         "PROBLEM": "problems", "SETTLEMENT": "ledger", "PROPOSAL": "proposals", "DECREE": "decrees"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownGap:
    """One thing that is missing."""

    text: str
    url: str


def shown_gaps(city: City, gaps: Iterable[tuple[str, str, Mapping[str, Any]]]) -> list[ShownGap]:
    """Code, kind and params of each gap in words."""
    return [ShownGap(text(code, language(), **_told(params)), reverse(PAGES[kind], args=[city.code]))
            for code, kind, params in gaps]  # fmt: skip


def _told(params: Mapping[str, Any]) -> dict[str, Any]:
    told = dict(params)
    if "activity" in told:
        told["activity"] = activity_word(str(told["activity"]), language())
    if "aspect" in told:
        told["aspect"] = aspect_word(str(told["aspect"]))
    if "area_m2" in told:
        told["area"] = printed_hectares(int(told.pop("area_m2")), language())
    return told

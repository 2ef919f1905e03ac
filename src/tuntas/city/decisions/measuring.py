"""What is known of settlements when a list is ranked: area, people, priority, land (a few queries for any number)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tuntas.city.decrees.measuring import columns, units_of
from tuntas.city.decrees.models import LandStatus
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.problems.facts import latest_campaign
from tuntas.city.problems.models import TargetAreaSettlement
from tuntas.city.settlements.models import Delineation, SettlementMember
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.rules.regulation import Grade

#: Of the land of a settlement, the percent that is legal; a mixed one counts half. Unknown: no entry.
LEGAL_PERCENT: Mapping[str, int] = {LandStatus.LEGAL: 100, LandStatus.MIXED: 50, LandStatus.ILLEGAL: 0}


@dataclass(frozen=True, slots=True)
class Known:
    """What the newest survey and the drawings say of a settlement; None: nobody says."""

    settlement: int
    area_m2: int | None
    households: int | None
    unfit_houses: int | None
    priority: int | None
    legal_percent: int | None
    is_targeted: bool

    def as_json(self) -> dict[str, int | None]:
        """As a list keeps it."""
        return {"id": self.settlement, "area_m2": self.area_m2, "households": self.households,
                "unfit_houses": self.unfit_houses}  # fmt: skip


def known_of(city: City, settlements: Collection[int], *, on: date) -> dict[int, Known]:
    """By settlement what is known of it; one without RT or survey has its drawn area alone."""
    drawn = dict(Delineation.objects.in_force(on).filter(settlement__in=settlements)
                 .values_list("settlement", "area_m2"))  # fmt: skip
    targeted = set(
        TargetAreaSettlement.objects.filter(
            settlement__in=settlements, left_on=None, target_area__ended_on=None
        ).values_list("settlement", flat=True)
    )
    said = _surveyed(city, settlements, on)
    return {pk: _known(pk, said.get(pk, {}), drawn.get(pk), is_targeted=pk in targeted) for pk in settlements}


def grades_of(city: City, settlements: Collection[int], *, on: date) -> dict[int, Grade | None]:
    """By settlement its class by the newest survey; None: it cannot be told yet."""
    campaign = latest_campaign(city, on=on)
    known = {rule.id: rule.grade for rule in regulation_of(campaign).grades} if campaign else {}
    return {pk: known.get(str(said.get("grade"))) for pk, said in _surveyed(city, settlements, on).items()}


def total(values: Iterable[int | None]) -> int | None:
    """The sum; None as soon as one is not known, or where there is none."""
    told = list(values)
    known = [value for value in told if value is not None]
    return sum(known) if told and len(known) == len(told) else None


def _known(pk: int, said: Mapping[str, object], drawn: int | None, *, is_targeted: bool) -> Known:
    numbers = {name: value if isinstance(value := said.get(name), int) else None
               for name in ("verified_m2", "households", "unfit_houses", "priority")}  # fmt: skip
    return Known(pk, numbers["verified_m2"] or drawn, numbers["households"], numbers["unfit_houses"],
                 numbers["priority"], LEGAL_PERCENT.get(str(said.get("land_status"))), is_targeted)  # fmt: skip


def _surveyed(city: City, settlements: Collection[int], on: date) -> dict[int, Mapping[str, object]]:
    campaign = latest_campaign(city, on=on)
    if campaign is None:
        return {}
    members: dict[int, list[Place]] = {}
    rows = SettlementMember.objects.in_force(on).filter(settlement__in=settlements).select_related("place")
    for row in rows:
        members.setdefault(row.settlement_id, []).append(row.place)
    units = units_of(campaign, [place for own in members.values() for place in own])
    return {pk: columns([units[place.pk] for place in own], campaign) for pk, own in members.items()}

"""Which settlements a draft could take, with what the survey says of each: the choice before anything is written."""

from dataclasses import dataclass
from datetime import date

from tuntas.city.decrees.measuring import Unit, columns, units_of
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.settlements.models import Delineation, Settlement, SettlementMember
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.rules.regulation import Grade


@dataclass(frozen=True, slots=True)
class Candidate:
    """A settlement as a draft would take it; `grade` None: its class cannot be told yet."""

    settlement: Settlement
    units: int
    grade: Grade | None
    total: int | None
    drawn_m2: int | None
    verified_m2: int | None

    @property
    def area_m2(self) -> int:
        """The area that the draft would propose; 0: there is none to propose yet."""
        return self.verified_m2 or self.drawn_m2 or 0

    @property
    def kelurahan(self) -> Place:
        """The kelurahan that it lies in, or the wider place that holds it."""
        return self.settlement.place.kelurahan or self.settlement.place


def candidates(city: City, campaign: Campaign, *, on: date) -> list[Candidate]:
    """Every standing settlement, in the order of kelurahan and name (four queries)."""
    standing = Settlement.objects.filter(city=city).existing(on).select_related("place__kelurahan")
    drawn, units = _drawn(city, on), _units(city, campaign, on)
    grades = {rule.id: rule.grade for rule in regulation_of(campaign).grades}
    found = []
    for one in standing:
        own = units.get(one.pk, [])
        said = columns(own, campaign)
        found.append(
            Candidate(one, len(own), grades.get(said["grade"]), said["total"], drawn.get(one.pk), said["verified_m2"])
        )
    return sorted(found, key=lambda one: (one.kelurahan.name, one.settlement.name))


def proposed_areas(city: City, campaign: Campaign, *, on: date) -> dict[int, int]:
    """By settlement the area that a draft would propose; as `candidates`, but nothing is scored (three queries)."""
    areas = _drawn(city, on)
    for settlement, own in _units(city, campaign, on).items():
        known = [unit.area_m2 for unit in own if unit.area_m2 is not None]
        if known and len(known) == len(own):
            areas[settlement] = sum(known) or areas.get(settlement, 0)
    return areas


def _drawn(city: City, on: date) -> dict[int, int]:
    rows = Delineation.objects.in_force(on).filter(settlement__city=city)
    return dict(rows.values_list("settlement", "area_m2"))


def _units(city: City, campaign: Campaign, on: date) -> dict[int, list[Unit]]:
    """By settlement its RT with what the survey says of them (two queries)."""
    members: dict[int, list[Place]] = {}
    for row in SettlementMember.objects.in_force(on).filter(settlement__city=city).select_related("place"):
        members.setdefault(row.settlement_id, []).append(row.place)
    units = units_of(campaign, [place for own in members.values() for place in own])
    return {pk: [units[place.pk] for place in own] for pk, own in members.items()}

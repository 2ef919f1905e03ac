"""What the survey says of a location: its RT with their assessments, summed and scored anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tuntas.city.assessments.areas import measures
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.decrees.models import LandStatus
from tuntas.city.places.models import Place
from tuntas.city.surveys.facts import unit_facts
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.rules.aggregating import CannotAggregate, sum_facts
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment, assess

MICRO_HA_PER_M2 = 100
MICRO = 1_000_000
#: Measures that a line keeps as counts.
COUNTED = ("people", "households", "buildings", "unfit_houses")
POSITIVE, NEGATIVE = "positif", "negatif"


@dataclass(frozen=True, slots=True)
class Unit:
    """An RT of a location; without assessment: the campaign does not know it."""

    place: Place
    stored: StoredAssessment | None

    @property
    def area_m2(self) -> int | None:
        """The verified area, half up; None: the survey does not say."""
        return None if self.stored is None else whole_m2(self.stored.area_micro_ha)


def units_of(campaign: Campaign, places: Iterable[Place]) -> dict[int, Unit]:
    """By place the RT with its current assessment in a campaign (one query)."""
    wanted = {place.pk: place for place in places}
    rows = StoredAssessment.objects.filter(record__campaign=campaign, record__place__in=wanted).current()
    stored = {row.record.place_id: row for row in rows.select_related("record")}
    return {pk: Unit(place, stored.get(pk)) for pk, place in wanted.items()}


def columns(units: Sequence[Unit], campaign: Campaign) -> dict[str, Any]:
    """The columns of a decree's line that follow from its RT; what a unit does not say leaves the whole unknown."""
    regulation = regulation_of(campaign)
    known = [unit.stored for unit in units if unit.stored is not None]
    whole = whole_of(known, regulation, campaign.profile) if known and len(known) == len(units) else None
    areas = [unit.area_m2 for unit in units]
    found: dict[str, Any] = {
        "verified_m2": None if None in areas or not areas else sum(area for area in areas if area is not None),
        "land_status": land_status(known, len(units)).value,
        "grade": "", "total": None, "consideration": "", "priority": None, "priority_code": "", "handling": "",
    }  # fmt: skip
    fields = measures(regulation)
    for name in COUNTED:
        found[name] = _count([_quantity(stored, fields.get(name, "")) for stored in known], len(units))
    if whole is not None:
        found |= _standing(whole)
    return found


def whole_of(known: Sequence[StoredAssessment], regulation: Regulation, profile: str) -> Assessment | None:
    """The assessment of the summed facts, with the answers on which all agree; None: they cannot be summed."""
    facts = [unit_facts(stored.facts) for stored in known]
    try:
        summed = sum_facts(facts, regulation)
    except CannotAggregate:
        return None
    return assess(replace(summed, answers=common_answers(facts, regulation)), regulation, profile=profile or None)


def common_answers(members: Sequence[UnitFacts], regulation: Regulation) -> Mapping[str, str]:
    """Answers that hold for the whole: said by every member and equal; for legality one "negatif" is enough.

    Source: regulation.md 1.5, choice D (a mixed result is not legal).
    """
    names = {name for facts in members for name in facts.answers}
    legality = {item.id for item in regulation.legality}
    common = {}
    for name in sorted(names):
        said = {facts.answers.get(name) for facts in members}
        if len(said) == 1 and None not in said:
            common[name] = str(said.pop())
        elif name in legality and said == {POSITIVE, NEGATIVE}:
            common[name] = NEGATIVE
    return common


def land_status(known: Sequence[StoredAssessment], count: int) -> LandStatus:
    """Legal, not legal, both, or unknown as soon as one unit does not say."""
    said = {stored.is_legal for stored in known}
    if not known or None in said or len(known) < count:
        return LandStatus.UNKNOWN
    if len(said) == 2:
        return LandStatus.MIXED
    return LandStatus.LEGAL if said.pop() else LandStatus.ILLEGAL


def whole_m2(micro_ha: int | None) -> int | None:
    """Whole square metres of micro-hectares, half up."""
    return None if micro_ha is None else (2 * micro_ha + MICRO_HA_PER_M2) // (2 * MICRO_HA_PER_M2)


def _standing(whole: Assessment) -> dict[str, Any]:
    same = whole.grade_min.id == whole.grade_max.id
    priority = whole.priority
    return {
        "grade": whole.grade_min.id if same else "",
        "total": whole.total_min if whole.total_min == whole.total_max else None,
        "consideration": priority.consideration.id if priority.consideration else "",
        "priority": priority.code.priority if priority.code else None,
        "priority_code": priority.code.id if priority.code else "",
        "handling": priority.handling,
    }


def _quantity(stored: StoredAssessment, field: str) -> int | None:
    value = stored.facts.get("quantities", {}).get(field)
    return None if value is None else int(value)


def _count(values: Sequence[int | None], count: int) -> int | None:
    known = [value for value in values if value is not None]
    return (2 * sum(known) + MICRO) // (2 * MICRO) if known and len(known) == count else None

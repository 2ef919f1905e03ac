"""The stored figures of kelurahan, kecamatan and city: counted from the records, in the transaction that changes them.

Sums are exact: micro-units, each with the number of units that do not say (`unknown`). The class of an area is that of
its summed facts, scored anew; scores are never averaged.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from tuntas.city.assessments.facts import ppm
from tuntas.city.assessments.models import AreaFigure, StoredAssessment
from tuntas.city.people.models import City
from tuntas.city.surveys.facts import Json, unit_facts
from tuntas.city.surveys.models import UNFIT_CRITERION, Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.rules.aggregating import CannotAggregate, sum_facts
from tuntas.rules.regulation import Count, Regulation
from tuntas.rules.scoring import Assessment, assess

#: The class of a unit whose interval spans several.
UNDECIDED = "undecided"
COLUMNS = ("units", "complete_units", "figures", "aspects_ppm", "total_min", "total_max", "grade_min", "grade_max",
           "sectoral_ppm", "counted_at")  # fmt: skip


def measures(regulation: Regulation) -> dict[str, str]:
    """What stands beside every hectare figure → the field that holds it; without what the rules do not know."""
    by_count = {denominator.count: denominator.field for denominator in regulation.denominators.values()
                if denominator.count in (Count.BUILDINGS, Count.HOUSEHOLDS)}  # fmt: skip
    unfit = [criterion.field for criterion in regulation.criteria if criterion.id == UNFIT_CRITERION]
    people = regulation.considerations.population_field if regulation.considerations else ""
    found = {"area": regulation.area_field, "buildings": by_count.get(Count.BUILDINGS, ""),
             "households": by_count.get(Count.HOUSEHOLDS, ""), "people": people,
             "unfit_houses": unfit[0] if unfit else ""}  # fmt: skip
    return {name: field for name, field in found.items() if field}


def rebuild_areas(campaign: Campaign, *, places: Iterable[int] | None = None, at: datetime) -> None:
    """Count the figures again: of all areas, or of those places alone."""
    rows = area_rows(campaign, at=at, places=None if places is None else frozenset(places))
    AreaFigure.objects.bulk_create(
        rows, batch_size=200, update_conflicts=True, unique_fields=["campaign", "place"], update_fields=list(COLUMNS)
    )


def rebuild_city(city: City, *, at: datetime) -> None:
    """Count all campaigns of a city again, where its places moved; figures of areas that hold nothing now go."""
    campaigns = Campaign.objects.filter(city=city, records__isnull=False).distinct()
    for campaign in campaigns.select_related("city__place", "rule_set"):
        held = area_rows(campaign, at=at)
        AreaFigure.objects.filter(campaign=campaign).exclude(place__in=[row.place_id for row in held]).delete()
        rebuild_areas(campaign, at=at)


def area_rows(campaign: Campaign, *, at: datetime, places: frozenset[int] | None = None) -> list[AreaFigure]:
    """The figures that follow from the current assessments, unsaved (two queries)."""
    regulation = regulation_of(campaign)
    current = StoredAssessment.objects.filter(record__campaign=campaign).current().select_related("record__place")
    groups: dict[int, list[StoredAssessment]] = {campaign.city.place_id: []}
    for stored in current.order_by("record__position"):
        place = stored.record.place
        for area in (place.kelurahan_id, place.kecamatan_id, place.city_id):
            if area is not None:
                groups.setdefault(area, []).append(stored)
    return [_row(campaign, area, members, regulation, at) for area, members in groups.items()
            if places is None or area in places]  # fmt: skip


def figures_json(members: Sequence[StoredAssessment], regulation: Regulation) -> Json:
    """Class id (and `undecided`, `all`) → units, and each measure as {"sum", "unknown"}; sum None: nobody says."""
    fields = measures(regulation)
    groups: dict[str, list[StoredAssessment]] = {grade.id: [] for grade in regulation.grades}
    groups |= {UNDECIDED: [], "all": list(members)}
    for stored in members:
        groups[stored.grade or UNDECIDED].append(stored)
    return {
        name: {"units": len(group), **{measure: _sum(group, field) for measure, field in fields.items()}}
        for name, group in groups.items()
    }


def _row(
    campaign: Campaign, place_id: int, members: Sequence[StoredAssessment], regulation: Regulation, at: datetime
) -> AreaFigure:
    whole = _whole(members, regulation)
    aspects = {aspect.id: ppm(whole.aspect_average(aspect.id)) if whole else None for aspect in regulation.aspects}
    return AreaFigure(
        campaign=campaign, place_id=place_id, units=len(members), counted_at=at, aspects_ppm=aspects,
        complete_units=sum(stored.is_complete for stored in members), figures=figures_json(members, regulation),
        **_class_of(whole),
    )  # fmt: skip


def _whole(members: Sequence[StoredAssessment], regulation: Regulation) -> Assessment | None:
    if not members:
        return None
    try:
        return assess(sum_facts([unit_facts(stored.facts) for stored in members], regulation), regulation)
    except CannotAggregate:
        return None


def _class_of(whole: Assessment | None) -> dict[str, Any]:
    if whole is None:
        return {"total_min": None, "total_max": None, "grade_min": "", "grade_max": "", "sectoral_ppm": None}
    return {"total_min": whole.total_min, "total_max": whole.total_max, "grade_min": whole.grade_min.id,
            "grade_max": whole.grade_max.id, "sectoral_ppm": ppm(whole.sectoral_average)}  # fmt: skip


def _sum(members: Sequence[StoredAssessment], field: str) -> Json:
    values = [stored.facts.get("quantities", {}).get(field) for stored in members]
    known = [value for value in values if value is not None]
    return {"sum": sum(known) if known else None, "unknown": len(values) - len(known)}

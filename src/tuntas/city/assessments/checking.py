"""Scoring everything again: the proof that what is stored can be repeated."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from tuntas.city.assessments.areas import COLUMNS as AREA_COLUMNS
from tuntas.city.assessments.areas import area_rows
from tuntas.city.assessments.facts import COLUMNS, columns_of
from tuntas.city.assessments.models import AreaFigure, StoredAssessment
from tuntas.city.people.models import City
from tuntas.city.surveys.facts import unit_facts
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import kept_regulation
from tuntas.rules.scoring import assess

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Unequal:
    """A stored row that does not come out again, and the columns that differ."""

    row: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """How many were scored and counted again, and which came out otherwise."""

    assessments: int
    areas: int
    unequal: tuple[Unequal, ...]


def recompute_all(city: City | None = None) -> Check:
    """Score every stored assessment again under its kept rule set and count every area again; nothing is written.

    Of one city where it is named, else of all.
    """
    campaigns = Campaign.objects.select_related("city").order_by("pk")
    campaigns = campaigns.filter(city=city) if city else campaigns
    assessments = list(_assessments(campaigns))
    areas = [found for campaign in campaigns for found in _areas(campaign)]
    unequal = [found for found in (*assessments, *areas) if found.columns]
    return Check(len(assessments), len(areas), tuple(unequal))


def _assessments(campaigns: QuerySet[Campaign]) -> Iterator[Unequal]:
    kept = StoredAssessment.objects.filter(record__campaign__in=campaigns.order_by())
    for stored in kept.select_related("version").order_by("pk").iterator(CHUNK):
        regulation = kept_regulation(stored.rule_set_id)
        again = columns_of(assess(unit_facts(stored.version.facts), regulation, profile=stored.profile or None))
        yield Unequal(str(stored), tuple(name for name in COLUMNS if getattr(stored, name) != again[name]))


def _areas(campaign: Campaign) -> Iterator[Unequal]:
    kept = {row.place_id: row for row in AreaFigure.objects.filter(campaign=campaign)}
    if not kept:
        return
    moment = max(row.counted_at for row in kept.values())
    again = {row.place_id: row for row in area_rows(campaign, at=moment)}
    for place_id in sorted(kept.keys() | again.keys()):
        if place_id not in kept or place_id not in again:
            yield Unequal(f"area {campaign.pk}/{place_id}", ("place",))
            continue
        one, other = kept[place_id], again[place_id]
        names = (name for name in AREA_COLUMNS if name != "counted_at")
        yield Unequal(str(one), tuple(name for name in names if getattr(one, name) != getattr(other, name)))

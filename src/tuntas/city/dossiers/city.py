"""A city at a glance: classes with everything that stands beside hectares, areas in order of hardship, the trend."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from tuntas.city.assessments.models import AreaFigure
from tuntas.city.dossiers.measures import MEASURES, ClassFigures, Measure, added, class_figures
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.rules.regulation import Regulation

SLUM = "slum"


@dataclass(frozen=True, slots=True)
class AreaPicture:
    """One kelurahan, kecamatan or the city in one campaign.

    `classes`: class id → figures, worst first, then `undecided`; `slum`: those whose class is surely slum, added.
    `grade_min`, `grade_max`, totals and averages (in millionths) are those of the summed facts; None where they cannot
    be summed. `aspects`: aspect id → average.
    """

    place: Place
    units: int
    complete_units: int
    whole: ClassFigures
    slum: ClassFigures
    classes: Mapping[str, ClassFigures]
    aspects: Mapping[str, int | None]
    sectoral_ppm: int | None
    total: tuple[int, int] | None
    grade_min: str
    grade_max: str


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The city, or the widest area that the user sees, in one campaign."""

    campaign: Campaign
    picture: AreaPicture


@dataclass(frozen=True, slots=True)
class CitySummary:
    """What the city's first page and the API's summary say. `whole` None: no record yet, or not for this user.

    `kelurahan` and `kecamatan` have the most slum hectares first. `places_without_record`: RT that the city knows and
    the campaign does not.
    """

    campaign: Campaign
    regulation: Regulation
    whole: AreaPicture | None
    kecamatan: tuple[AreaPicture, ...]
    kelurahan: tuple[AreaPicture, ...]
    trend: tuple[TrendPoint, ...]
    places_without_record: int


def city_summary(user: Any, campaign: Campaign) -> CitySummary:
    """The summary of a campaign as far as the user sees it (two queries, beside the campaign's own rule set)."""
    figures = AreaFigure.objects.visible_to(user).filter(campaign__city=campaign.city_id)
    loaded = list(figures.select_related("campaign__rule_set", "place__kecamatan").order_by("campaign__year", "pk"))
    here = [_picture(row, regulation_of(campaign)) for row in loaded if row.campaign_id == campaign.pk]
    by_level = {level: [one for one in here if one.place.level == level] for level in Level}
    whole = next(iter(by_level[Level.CITY]), None)
    trend = [TrendPoint(row.campaign, _picture(row, regulation_of(row.campaign)))
             for row in loaded if row.place_id == campaign.city.place_id]  # fmt: skip
    return CitySummary(
        campaign=campaign,
        regulation=regulation_of(campaign),
        whole=whole,
        kecamatan=_ranked(by_level[Level.KECAMATAN]),
        kelurahan=_ranked(by_level[Level.KELURAHAN]),
        trend=tuple(trend),
        places_without_record=_without_record(campaign),
    )


def _picture(row: AreaFigure, regulation: Regulation) -> AreaPicture:
    classes = {name: class_figures(name, kept) for name, kept in row.figures.items()}
    whole = classes.pop("all")
    slum = [classes[grade.id] for grade in regulation.grades if grade.minimum >= regulation.slum_from_total]
    total = None if row.total_min is None or row.total_max is None else (row.total_min, row.total_max)
    order = [*(grade.id for grade in regulation.grades), *(name for name in classes)]
    return AreaPicture(
        place=row.place, units=row.units, complete_units=row.complete_units, whole=whole, slum=_sum(slum),
        classes={name: classes[name] for name in dict.fromkeys(order) if name in classes}, aspects=row.aspects_ppm,
        sectoral_ppm=row.sectoral_ppm, total=total, grade_min=row.grade_min, grade_max=row.grade_max,
    )  # fmt: skip


def _sum(figures: list[ClassFigures]) -> ClassFigures:
    sums = {name: reduce(added, (getattr(one, name) for one in figures), Measure()) for name in MEASURES}
    return ClassFigures(SLUM, sum(one.units for one in figures), **sums)


def _ranked(pictures: Iterable[AreaPicture]) -> tuple[AreaPicture, ...]:
    return tuple(sorted(pictures, key=lambda one: (-(one.slum.area.micro or 0), -one.slum.units, one.place.name)))


def _without_record(campaign: Campaign) -> int:
    known = Place.objects.filter(city=campaign.city.place_id, level=Level.RT, dissolved_on=None)
    return known.exclude(pk__in=campaign.records.values("place")).count()

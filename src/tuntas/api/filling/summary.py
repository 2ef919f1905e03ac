"""The summary of a city as an answer."""

from datetime import date

from tuntas.api.filling.places import campaign_out, city_out, place_name
from tuntas.api.filling.quantities import printed_hectares
from tuntas.api.shapes.summary import AreaOut, AspectOut, Completeness, Figures, SummaryOut, UnknownUnits
from tuntas.city.dossiers.city import AreaPicture, CitySummary
from tuntas.city.dossiers.measures import MEASURES, ClassFigures, Measure
from tuntas.city.people.models import City
from tuntas.domain.wording import text
from tuntas.rules.regulation import Regulation

NOT_KNOWN = Completeness(units=None, complete_units=None, incomplete_units=None, places_without_record=None)


def summary_out(city: City, on: date, found: CitySummary | None, areas: bool, lang: str) -> SummaryOut:
    """What counts on a day; without a campaign everything that is counted is null."""
    if found is None:
        return SummaryOut(city=city_out(city), on=on, campaign=None, area=None, areas=[], completeness=NOT_KNOWN)
    parts = [*found.kecamatan, *found.kelurahan]
    widest = found.whole or next(iter(parts), None)
    return SummaryOut(
        city=city_out(city), on=on, campaign=campaign_out(found.campaign, lang),
        area=area_out(widest, found.regulation, lang) if widest else None,
        areas=[area_out(one, found.regulation, lang) for one in parts] if areas else [],
        completeness=_completeness(found, widest),
    )  # fmt: skip


def area_out(picture: AreaPicture, rule: Regulation, lang: str) -> AreaOut:
    """One area."""
    total = picture.total or (None, None)
    aspects = [AspectOut(id=aspect.id, name=aspect.name.in_(lang), average_ppm=picture.aspects.get(aspect.id))
               for aspect in rule.aspects]  # fmt: skip
    return AreaOut(
        place=place_name(picture.place), all=_figures(picture.whole, rule, lang),
        slum=_figures(picture.slum, rule, lang),
        classes=[_figures(one, rule, lang) for one in picture.classes.values()], aspects=aspects,
        sectoral_ppm=picture.sectoral_ppm, total_min=total[0], total_max=total[1],
        grade_min=picture.grade_min or None, grade_max=picture.grade_max or None,
        complete_units=picture.complete_units, incomplete_units=picture.units - picture.complete_units,
    )  # fmt: skip


def _figures(kept: ClassFigures, rule: Regulation, lang: str) -> Figures:
    """A class without any unit measures nothing, which is known; `all` without units is a survey without data."""
    is_empty = kept.units == 0 and kept.id != "all"
    found: dict[str, Measure] = {name: Measure(0) if is_empty else getattr(kept, name) for name in MEASURES}
    return Figures(
        id=kept.id, name=_class_name(kept.id, rule, lang), units=kept.units,
        area_m2=found["area"].m2, area_ha=printed_hectares(found["area"].micro),
        unknown_units=UnknownUnits(**{name: one.unknown for name, one in found.items()}),
        **{name: one.count for name, one in found.items() if name != "area"},
    )  # fmt: skip


def _class_name(id_: str, rule: Regulation, lang: str) -> str:
    names = {grade.id: grade.name.in_(lang) for grade in rule.grades}
    return names.get(id_) or text(f"API-CLASS-{id_.upper()}", lang)


def _completeness(found: CitySummary, widest: AreaPicture | None) -> Completeness:
    if widest is None:
        return NOT_KNOWN
    return Completeness(
        units=widest.units, complete_units=widest.complete_units,
        incomplete_units=widest.units - widest.complete_units,
        places_without_record=found.places_without_record if found.whole else None,
    )  # fmt: skip

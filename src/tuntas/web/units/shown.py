"""One RT as its page shows it: figures, criteria, what would change it, before and after, history."""

from collections.abc import Iterable
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.assessments.areas import measures
from tuntas.city.dossiers.unit import Moment, UnitDossier, VersionLine
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.domain.numbers import micro
from tuntas.rules.explaining import Reason, percent_text
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import CriterionResult
from tuntas.web.city_page.shown import interval
from tuntas.web.shared.components import Companion, Event, FieldChange, Figure
from tuntas.web.shared.criteria import CriterionBar, CriterionGroup
from tuntas.web.shared.formats import language, moment, percent, square_metres
from tuntas.web.units.fact_lines import fact_rows

PPM, MICRO_HA_PER_M2 = 10**6, 100


def unit_name(place: Place) -> str:
    """`RT 001 / RW 002, Melati`."""
    return f"{place_name(place)}, {place.kelurahan.name}" if place.kelurahan else place_name(place)


def place_name(place: Place) -> str:
    """`RT 001 / RW 002`."""
    above = f" / {place.parent.name}" if place.parent and place.parent_id != place.kelurahan_id else ""
    return f"{place.name}{above}"


def unit_context(dossier: UnitDossier, city: City, can_see_files: bool) -> dict[str, object]:
    """Everything that the page shows of the dossier."""
    outline = reverse("unit_outline", args=[city.code, dossier.place.pk])
    told: dict[str, object] = {
        "has_outline": bool(dossier.edition and dossier.edition.geometry),
        "outline_url": outline,
        "rules_label": dossier.regulation.short.in_(language()),
    }
    if dossier.assessment is None or dossier.stored is None:
        return told
    grade = dossier.assessment.grade
    return told | {
        "grade": grade.grade.value if grade else None,
        "letter": grade.letter if grade else "",
        "outline_url": f"{outline}?kelas={grade.grade.value if grade else ''}",
        "figures": _figures(dossier),
        "groups": _groups(dossier),
        "reasons": dossier.reasons,
        "ways_out": [(reason.result.criterion.id, reason.way_out(language())) for reason in dossier.reasons
                     if reason.change],
        "ways": [_way(way.results, way.total_after) for way in dossier.ways],
        "threshold": dossier.regulation.slum_from_total,
        "facts": fact_rows(dossier.facts, dossier.regulation, city),
        "findings": [(one.wording(language()), one.advice(language())) for one in dossier.findings],
        "moments": [_moment(one) for one in reversed(dossier.moments)],
        "events": [_event(line, city, can_see_files) for line in dossier.versions],
        **_before_after(dossier),
    }  # fmt: skip


def _figures(dossier: UnitDossier) -> list[Figure]:
    stored = dossier.stored
    if stored is None:
        return []
    area, average = stored.area_micro_ha, stored.sectoral_ppm
    exact = "" if area is None else square_metres((area + MICRO_HA_PER_M2 // 2) // MICRO_HA_PER_M2)
    return [
        Figure(_("Nilai"), interval((stored.total_min, stored.total_max)), "",
               _("dari %(max)s; mulai %(from)s tergolong kumuh") % {
                   "max": dossier.regulation.max_total, "from": dossier.regulation.slum_from_total}, is_accent=True),
        Figure(_("Luas"), None if area is None else micro(area, language(), 2), "ha", exact=exact, icon="map",
               companions=_companions(dossier)),
        Figure(_("Rata-rata kekumuhan sektoral"), None if average is None else percent(Fraction(average, PPM), 2)),
        Figure(_("Prioritas"), stored.priority_code or None, note=_handling(dossier)),
    ]  # fmt: skip


def _companions(dossier: UnitDossier) -> list[Companion]:
    """What stands beside every hectare figure."""
    words = {"households": _("KK"), "people": _("Jiwa"), "buildings": _("Bangunan"), "unfit_houses": _("RTLH")}
    fields = measures(dossier.regulation)
    values = {line.field: line.micro for line in dossier.facts}
    return [Companion(word, _text(values.get(fields.get(name, "")))) for name, word in words.items()]


def _handling(dossier: UnitDossier) -> str:
    stored = dossier.stored
    name = dossier.regulation.handling_names.get(stored.handling) if stored else None
    return name.in_(language()) if name else ""


def _groups(dossier: UnitDossier) -> list[CriterionGroup]:
    return [
        CriterionGroup(aspect.no, aspect.name.in_(language()),
                       [_bar(reason) for reason in dossier.reasons if reason.result.criterion.aspect == aspect.id])
        for aspect in dossier.regulation.aspects
    ]  # fmt: skip


def _bar(reason: Reason) -> CriterionBar:
    lang, result, bands = language(), reason.result, reason.regulation.bands
    scale = 10**bands.decimals
    return CriterionBar(
        code=result.criterion.id,
        name=result.criterion.name.in_(lang),
        percent_text=None if result.percent is None else percent_text(result.percent, bands, lang),
        percent=None if result.percent is None else Fraction(result.percent, scale),
        marks=[step.from_percent // scale for step in bands.steps if step.from_percent],
        score=result.score,
        worst=bands.highest,
        trace=f"{reason.formula(lang)}; {reason.verdict(lang)}. {reason.source(lang)}",
    )


def _way(results: Iterable[CriterionResult], total_after: int) -> tuple[str, int]:
    named = ", ".join(f"{one.criterion.id} {one.criterion.name.in_(language())}" for one in results)
    return named, total_after


def _moment(one: Moment) -> dict[str, object]:
    grade, comparison = one.assessment.grade, one.comparison
    contribution = comparison.contribution if comparison else None
    return {
        "campaign": one.campaign,
        "grade": grade.grade.value if grade else None,
        "total": interval((one.stored.total_min, one.stored.total_max)),
        "sectoral": _share(one.stored.sectoral_ppm),
        "contribution": None if contribution is None else percent(contribution, 2),
    }


def _before_after(dossier: UnitDossier) -> dict[str, object]:
    """Each criterion's percent in the campaign before and in this one; nothing where there is nothing to compare."""
    place = next((n for n, one in enumerate(dossier.moments) if one.campaign.pk == dossier.campaign.pk), 0)
    here = dossier.moments[place]
    if here.comparison is None:
        return {}
    before = dossier.moments[place - 1].campaign
    pairs = zip(here.comparison.before.criteria, here.comparison.after.criteria, strict=True)
    return {
        "before_label": f"{before.name} {before.year}",
        "after_label": f"{here.campaign.name} {here.campaign.year}",
        "changes": [
            FieldChange(f"{new.criterion.id} {new.criterion.name.in_(language())}",
                        _percent(old.percent, dossier.regulation), _percent(new.percent, dossier.regulation))
            for old, new in pairs
        ],
    }  # fmt: skip


def _event(line: VersionLine, city: City, can_see_files: bool) -> Event:
    version = line.version
    title = _("Data pertama") if version.number == 1 else _("Versi %(n)s, %(fields)s isian berubah") % {
        "n": version.number, "fields": len(line.changes)}  # fmt: skip
    url = reverse("upload", args=[city.code, version.upload_id]) if version.upload_id and can_see_files else ""
    who = " · ".join(dict.fromkeys(one.name for one in (version.by, version.accepted_by) if one))
    return Event(title, moment(version.at), version.at.isoformat(), who or _("lewat baris perintah"), version.reason,
                 "edit" if version.upload_id is None else "sheet", url,
                 version.upload.file_name if version.upload else "")  # fmt: skip


def _percent(value: int | None, regulation: Regulation) -> str | None:
    return None if value is None else percent_text(value, regulation.bands, language())


def _share(ppm: int | None) -> str | None:
    return None if ppm is None else percent(Fraction(ppm, PPM), 2)


def _text(value_micro: int | None) -> str | None:
    return None if value_micro is None else micro(value_micro, language())

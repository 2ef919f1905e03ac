"""The brief of one RT."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tuntas.city.assessments.areas import measures
from tuntas.city.assessments.facts import ppm
from tuntas.city.dossiers.unit import Moment, UnitDossier, unit_page
from tuntas.city.places.models import Place
from tuntas.city.surveys.models import Campaign
from tuntas.domain.quantity import MICRO
from tuntas.reports.brief.area_lines import class_look
from tuntas.reports.brief.content import AspectLine, Bar, Brief, Chart, KeyFigure, Row, Table
from tuntas.reports.brief.telling import slug, sources
from tuntas.reports.looks import ACCENT, EARLIER
from tuntas.reports.maps import unit_map
from tuntas.reports.words import absent, count, interval, language, place_line, place_title, quantity, share
from tuntas.rules.explaining import Reason
from tuntas.rules.scoring import Assessment

WAYS_TOLD = 3


def unit_brief(user: Any, campaign: Campaign, place: Place) -> Brief | None:
    """The brief of an RT in a campaign; None where the campaign holds no data of it."""
    dossier = unit_page(user, campaign, place)
    if dossier.assessment is None or dossier.stored is None:
        return None
    told = [one for one in dossier.moments if one.campaign.year <= campaign.year]
    before = told[-2] if len(told) > 1 and told[-1].comparison else None
    drawn = unit_map(user, campaign, place)
    return Brief(
        slug=slug(place, campaign), title=place_title(place), place_line=place_line(place, campaign.city),
        headline=_headline(dossier, dossier.assessment), figures=_figures(dossier, dossier.assessment),
        chart=_scores(dossier.assessment), classes=_standing(dossier),
        aspects=_aspects(dossier.assessment, before), year=str(campaign.year),
        year_before=str(before.campaign.year) if before else "", ranking=_criteria(dossier.reasons),
        trend=_trend(told), changes=[*_changes(told), *_ways(dossier.reasons)],
        missing=_missing(dossier, drawn is not None), sources=sources(campaign, dossier.stored.at), map=drawn,
        is_example=campaign.city.is_example, is_unit=True, at=dossier.stored.at,
    )  # fmt: skip


def _headline(dossier: UnitDossier, found: Assessment) -> str:
    told = {"name": place_title(dossier.place), "total": interval((found.total_min, found.total_max)),
            "most": found.regulation.max_total, "year": dossier.campaign.year,
            "grade": found.grade.name.in_(language()).lower() if found.grade else ""}  # fmt: skip
    if found.grade is None:
        return _("Kelas %(name)s belum dapat ditentukan: nilainya %(total)s dari %(most)s pada %(year)s.") % told
    return _("%(name)s: %(grade)s, dengan nilai %(total)s dari %(most)s pada %(year)s.") % told


def _figures(dossier: UnitDossier, found: Assessment) -> list[KeyFigure]:
    values = {line.field: line.micro for line in dossier.facts}
    fields = measures(dossier.regulation)
    words = {"households": _("KK"), "people": _("Jiwa"), "buildings": _("Bangunan"), "unfit_houses": _("RTLH")}
    note = _("mulai %(from)s tergolong kumuh") % {"from": dossier.regulation.slum_from_total}
    return [
        KeyFigure(_("Nilai"), interval((found.total_min, found.total_max)), "", note),
        KeyFigure(_("Luas"), quantity(values.get(dossier.regulation.area_field), 2), "ha"),
        *(KeyFigure(word, quantity(values.get(fields.get(name, "")))) for name, word in words.items()),
    ]


def _scores(found: Assessment) -> Chart:
    """The points of each aspect: their sum is the total that makes the class."""
    bars, most = [], 0
    for aspect in found.regulation.aspects:
        results = [one for one in found.criteria if one.criterion.aspect == aspect.id]
        low, high = sum(one.score_min for one in results), sum(one.score_max for one in results)
        highest = len(results) * found.regulation.bands.highest
        text = _("%(score)s dari %(most)s") % {"score": interval((low, high)), "most": highest}
        bars.append(Bar(f"{aspect.no}. {aspect.name.in_(language())}", low * MICRO, text, ACCENT))
        most = max(most, highest)
    return Chart(_("Nilai menurut aspek"), _("nilai"), bars, most * MICRO)


def _standing(dossier: UnitDossier) -> Table:
    stored, rule = dossier.stored, dossier.regulation
    word, colour = class_look(stored.grade if stored else "", rule)
    handling = rule.handling_names.get(stored.handling) if stored else None
    agreed = _("sudah disepakati kelurahan") if dossier.is_agreed else _("belum disepakati kelurahan")
    rows = [
        Row([_("Kelas"), word], colour),
        Row([_("Rata-rata kekumuhan sektoral"), share(stored.sectoral_ppm if stored else None)]),
        Row([_("Prioritas"), (stored.priority_code if stored else "") or absent()]),
        Row([_("Pola penanganan"), handling.in_(language()) if handling else absent()]),
        Row([_("Kesepakatan data"), agreed]),
        Row([_("Versi data"), count(dossier.versions[0].version.number)]),
    ]
    return Table(_("Kedudukan RT ini"), [_("Hal"), _("Keadaan")], rows, 2, 1)


def _aspects(found: Assessment, before: Moment | None) -> list[AspectLine]:
    lines = []
    for aspect in found.regulation.aspects:
        now = ppm(found.aspect_average(aspect.id))
        then = ppm(before.assessment.aspect_average(aspect.id)) if before else None
        lines.append(AspectLine(f"{aspect.no}. {aspect.name.in_(language())}", now, share(now), then,
                                share(then) if before else ""))  # fmt: skip
    return lines


def _criteria(reasons: Sequence[Reason]) -> Table:
    rows = []
    for one in reasons:
        result = one.result
        name = f"{result.criterion.id} {result.criterion.name.in_(language())}"
        rows.append(Row([name, one.formula(language()), interval((result.score_min, result.score_max))]))
    return Table(_("Hitungan tiap kriteria"), [_("Kriteria"), _("Hitungan"), _("Nilai")], rows, 2)


def _trend(told: Sequence[Moment]) -> Chart:
    bars = [Bar(str(one.campaign.year), one.stored.total_min * MICRO,
                interval((one.stored.total_min, one.stored.total_max)), EARLIER) for one in told[:-1]]  # fmt: skip
    last = told[-1]
    text = interval((last.stored.total_min, last.stored.total_max))
    newest = Bar(str(last.campaign.year), last.stored.total_min * MICRO, text, ACCENT)
    return Chart(_("Nilai per survei"), _("nilai"), [*bars, newest], last.assessment.regulation.max_total * MICRO)


def _changes(told: Sequence[Moment]) -> list[str]:
    if len(told) < 2:
        return [_("Belum ada survei terdahulu untuk dibandingkan.")]
    old, new = told[-2], told[-1]
    if new.comparison is None:
        return [_("Survei terdahulu dinilai dengan aturan lain, sehingga tidak dibandingkan.")]
    said = {"before": old.campaign.year, "after": new.campaign.year,
            "old": _with_class(old.assessment), "new": _with_class(new.assessment)}  # fmt: skip
    return [_("%(before)s: nilai %(old)s; %(after)s: nilai %(new)s.") % said]


def _with_class(found: Assessment) -> str:
    word = found.grade.name.in_(language()).lower() if found.grade else _("belum dapat ditentukan")
    return f"{interval((found.total_min, found.total_max))} ({word})"


def _ways(reasons: Sequence[Reason]) -> list[str]:
    """What lowers the heaviest criteria by one band."""
    heavy = sorted(
        (one for one in reasons if one.change), key=lambda one: (-one.result.score_min, one.result.criterion.id)
    )
    return [f"{one.result.criterion.id}: {one.way_out(language())}" for one in heavy[:WAYS_TOLD]]


def _missing(dossier: UnitDossier, is_drawn: bool) -> list[str]:
    silent = [line.name.in_(language()) for line in dossier.facts if line.micro is None and line.answer is None]
    shown, left = silent[:4], len(silent) - 4
    names = ", ".join(shown) + (" " + _("dan %(n)s isian lain") % {"n": left} if left > 0 else "")
    lines = [_("Isian yang belum disebut: %(names)s.") % {"names": names}] if silent else []
    return [*lines, *([] if is_drawn else [_("Batas RT belum digambar, sehingga tidak ada peta.")])] or [
        _("Semua isian sudah disebut.")
    ]

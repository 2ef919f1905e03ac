"""The brief of a city or a kelurahan."""

from typing import Any

from django.utils.translation import gettext as _

from tuntas.city.assessments.models import AreaFigure
from tuntas.city.dossiers.city import AreaPicture, CitySummary, city_summary
from tuntas.city.dossiers.units import UnitFilter, UnitRow, unit_list
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign
from tuntas.reports.brief import area_lines
from tuntas.reports.brief.content import Brief, Row, Table
from tuntas.reports.brief.telling import slug, sources
from tuntas.reports.maps import area_map
from tuntas.reports.words import area_of, count, interval, place_line, place_title, quantity, sum_of
from tuntas.rules.regulation import Regulation

RANKED = 8


def area_brief(user: Any, campaign: Campaign, place: Place | None = None) -> Brief | None:
    """The brief of a kelurahan, or (without one) of the widest area that the user sees; None: no data there yet."""
    summary = city_summary(user, campaign)
    picture = _picture(summary, place)
    if picture is None or not picture.units:
        return None
    earlier = _earlier(user, campaign, picture.place)
    place, city = picture.place, campaign.city
    is_home = place.level == Level.KELURAHAN
    ranking = _units(user, summary, place) if is_home else _kelurahan(summary, place)
    drawn = area_map(user, campaign, place)
    at = AreaFigure.objects.get(campaign=campaign, place=place).counted_at
    return Brief(
        slug=slug(place, campaign), title=place_title(place), place_line=place_line(place, city),
        headline=area_lines.headline(picture, campaign), figures=area_lines.figures(picture),
        chart=area_lines.chart(picture, summary.regulation), classes=area_lines.classes(picture, summary.regulation),
        aspects=area_lines.aspects(picture, area_lines.comparable(earlier, campaign), summary.regulation),
        year=str(campaign.year), year_before=area_lines.year_before(earlier, campaign), ranking=ranking,
        trend=area_lines.trend([*earlier, (campaign, picture)]),
        changes=area_lines.changes(earlier, (campaign, picture)),
        missing=area_lines.missing(picture, _without_record(campaign, place), drawn is not None),
        sources=sources(campaign, at), map=drawn, is_example=city.is_example, is_unit=False, at=at,
    )  # fmt: skip


def _picture(summary: CitySummary, place: Place | None) -> AreaPicture | None:
    whole = [summary.whole] if summary.whole else []
    seen = [*whole, *summary.kecamatan, *summary.kelurahan]
    return next((one for one in seen if place is None or one.place.pk == place.pk), None)


def _earlier(user: Any, campaign: Campaign, place: Place) -> list[tuple[Campaign, AreaPicture]]:
    """The place in the campaigns before this one, oldest first."""
    before = Campaign.objects.filter(city=campaign.city_id, year__lt=campaign.year)
    told = [(one, _picture(city_summary(user, one), place))
            for one in before.select_related("rule_set", "city__place").order_by("year", "pk")]  # fmt: skip
    return [(one, picture) for one, picture in told if picture and picture.units]


def _without_record(campaign: Campaign, area: Place) -> int:
    known = Place.objects.within(area).filter(level=Level.RT, dissolved_on=None)
    return known.exclude(pk__in=campaign.records.values("place")).count()


def _kelurahan(summary: CitySummary, area: Place) -> Table:
    inside = [one for one in summary.kelurahan if area.pk in one.place.ancestor_ids()]
    shown, rule = inside[:RANKED], summary.regulation
    left = len(inside) - len(shown)
    head = [_("Kelurahan"), _("Kelas wilayah"), _("Nilai"), _("Luas kumuh (ha)"), _("RT kumuh"), _("KK"), _("Jiwa"),
            _("RTLH")]  # fmt: skip
    note = _("Urut dari luas kumuh terbesar.")
    if left:
        note += " " + _("%(n)s kelurahan lain tidak ditampilkan.") % {"n": count(left)}
    return Table(_("Peringkat kelurahan"), head, [_kelurahan_row(one, rule) for one in shown], 2, 1, note)


def _kelurahan_row(one: AreaPicture, rule: Regulation) -> Row:
    word, colour = area_lines.class_look(one.grade_min if one.grade_min == one.grade_max else "", rule)
    slum = one.slum
    return Row([one.place.name, word, interval(one.total), quantity(area_of(slum), 2), count(slum.units),
                sum_of(slum, slum.households), sum_of(slum, slum.people), sum_of(slum, slum.unfit_houses)],
               colour)  # fmt: skip


def _units(user: Any, summary: CitySummary, place: Place) -> Table:
    found = unit_list(user, summary.campaign, UnitFilter(kelurahan_id=place.pk), sort="-total", page=(0, RANKED))
    head = [_("RT"), _("Kelas"), _("Nilai"), _("Luas (ha)"), _("Bangunan"), _("KK"), _("Jiwa"), _("RTLH")]
    note = _("Urut dari nilai tertinggi.")
    if found.count > len(found.rows):
        note += " " + _("%(n)s RT lain tidak ditampilkan.") % {"n": count(found.count - len(found.rows))}
    return Table(_("RT dengan nilai tertinggi"), head, [_unit_row(row, summary.regulation) for row in found.rows],
                 2, 1, note)  # fmt: skip


def _unit_row(row: UnitRow, rule: Regulation) -> Row:
    word, colour = area_lines.class_look(row.stored.grade, rule)
    figures = [quantity(value) for value in (row.buildings, row.households, row.people, row.unfit_houses)]
    total = interval((row.stored.total_min, row.stored.total_max))
    return Row([place_title(row.place), word, total, quantity(row.area, 2), *figures], colour)

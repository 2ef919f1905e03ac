"""A city's summary as its page shows it."""

from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.dossiers.city import AreaPicture, CitySummary
from tuntas.city.dossiers.city import TrendPoint as CampaignPicture
from tuntas.city.dossiers.measures import ClassFigures, Measure
from tuntas.city.people.models import City
from tuntas.city.surveys.models import Campaign
from tuntas.domain.numbers import micro
from tuntas.web.shared.components import Companion, Figure
from tuntas.web.shared.criteria import AspectBar
from tuntas.web.shared.drawing import TrendPoint
from tuntas.web.shared.formats import count, language, percent, square_metres

PPM = 10**6


@dataclass(frozen=True, slots=True)
class RankedArea:
    """A kelurahan of the ranking; `grade` None: its class is not certain."""

    picture: AreaPicture
    grade: str | None
    total: str | None
    area: str | None


def widest(summary: CitySummary) -> AreaPicture | None:
    """The city, or for those whose post reaches less: their kecamatan or kelurahan."""
    return next(iter([*([summary.whole] if summary.whole else []), *summary.kecamatan, *summary.kelurahan]), None)


def hectares(area: Measure) -> str | None:
    """Hectares with two decimals; None where nobody says."""
    return None if area.micro is None else micro(area.micro, language(), 2)


def companions(figures: ClassFigures) -> list[Companion]:
    """What stands beside every hectare figure."""
    return [
        Companion(_("RT"), count(figures.units)),
        Companion(_("KK"), _whole(figures.households)),
        Companion(_("Jiwa"), _whole(figures.people)),
        Companion(_("Bangunan"), _whole(figures.buildings)),
        Companion(_("RTLH"), _whole(figures.unfit_houses)),
    ]


def headline(picture: AreaPicture, campaign: Campaign) -> str:
    """The page in one sentence."""
    told = {"units": count(picture.units), "slum": count(picture.slum.units), "year": campaign.year,
            "area": hectares(picture.slum.area)}  # fmt: skip
    if picture.slum.area.micro is None:
        return (
            _("%(slum)s dari %(units)s RT yang dinilai tergolong kumuh pada %(year)s; luasnya belum ada data.") % told
        )
    return _("%(area)s ha di %(slum)s dari %(units)s RT yang dinilai tergolong kumuh pada %(year)s.") % told


def tiles(picture: AreaPicture, summary: CitySummary, city: City) -> list[Figure]:
    """The figures at the top, each with the way to its rows."""
    rows, incomplete = units_address(city, summary.campaign), picture.units - picture.complete_units
    return [
        _area_tile(_("Luas kumuh"), picture.slum, f"{rows}&kumuh=ya", "map"),
        _area_tile(_("Luas yang dinilai"), picture.whole, rows, "survey"),
        Figure(_("Belum lengkap"), count(incomplete), _("RT"), _("nilainya masih berupa rentang"), icon="alert",
               source_url=f"{rows}&lengkap=tidak"),
        Figure(_("Belum didata"), count(summary.places_without_record), _("RT"),
               _("dikenal, tetapi tanpa data survei ini"), icon="wait"),
    ]  # fmt: skip


def class_parts(picture: AreaPicture, summary: CitySummary, city: City) -> list[tuple[str | None, int, str, str]]:
    """Hectares by class (RT by class where no area is known), each leading to its rows."""
    rows, grades = units_address(city, summary.campaign), grade_codes(summary)
    in_hectares = picture.whole.area.micro is not None
    return [
        (grades.get(name), (one.area.micro or 0) if in_hectares else one.units, _class_words(one),
         f"{rows}&kelas={name}")
        for name, one in picture.classes.items() if one.units
    ]  # fmt: skip


def aspect_bars(picture: AreaPicture, summary: CitySummary) -> tuple[list[AspectBar], int | None]:
    """The seven aspects, with where they stood in the campaign before and its year (None: there was none)."""
    before = _before(summary)
    earlier = before.picture.aspects if before else {}
    bars = []
    for aspect in summary.regulation.aspects:
        now, then = _share(picture.aspects.get(aspect.id)), _share(earlier.get(aspect.id))
        bars.append(AspectBar(aspect.no, aspect.name.in_(language()), now, _percent(now), then, _percent(then)))
    return bars, before.campaign.year if before else None


def trend_points(summary: CitySummary) -> list[TrendPoint]:
    """Slum hectares by campaign."""
    areas = [(one.campaign, one.picture.slum.area) for one in summary.trend]
    return [TrendPoint(str(campaign.year), area.micro, hectares(area)) for campaign, area in areas]


def ranked(summary: CitySummary) -> list[RankedArea]:
    """The kelurahan, most slum hectares first."""
    grades = grade_codes(summary)
    return [
        RankedArea(one, grades.get(one.grade_min) if one.grade_min == one.grade_max else None, interval(one.total),
                   hectares(one.slum.area))
        for one in summary.kelurahan
    ]  # fmt: skip


def grade_codes(summary: CitySummary) -> dict[str, str]:
    """Class id of the rule set → code of its look."""
    return {rule.id: rule.grade.value for rule in summary.regulation.grades}


def interval(ends: tuple[int, int] | None) -> str | None:
    """`41`, or `41–55` while something is missing."""
    if ends is None:
        return None
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def units_address(city: City, campaign: Campaign) -> str:
    """The list of the campaign's RT."""
    return f"{reverse('unit_list', args=[city.code])}?survei={campaign.pk}"


def _area_tile(label: str, figures: ClassFigures, url: str, icon: str) -> Figure:
    silent = figures.area.unknown
    note = _("%(n)s RT belum menyebut luasnya") % {"n": count(silent)} if silent else ""
    exact = "" if figures.area.m2 is None else square_metres(figures.area.m2)
    return Figure(label, hectares(figures.area), "ha", note, exact, url, icon=icon, companions=companions(figures),
                  is_accent=icon == "map")  # fmt: skip


def _before(summary: CitySummary) -> CampaignPicture | None:
    """The newest campaign of an earlier year under the same rule set: other rules have other aspects."""
    here = summary.campaign
    earlier = [one for one in summary.trend
               if one.campaign.year < here.year and one.campaign.rule_set.rule_id == here.rule_set.rule_id]  # fmt: skip
    return earlier[-1] if earlier else None


def _class_words(figures: ClassFigures) -> str:
    told = {"area": hectares(figures.area), "n": count(figures.units)}
    if told["area"] is None:
        return _("%(n)s RT, luas belum ada data") % told
    return _("%(area)s ha (%(n)s RT)") % told


def _whole(measure: Measure) -> str | None:
    return None if measure.count is None else count(measure.count)


def _share(ppm: int | None) -> Fraction | None:
    return None if ppm is None else Fraction(ppm, PPM)


def _percent(share: Fraction | None) -> str | None:
    return None if share is None else percent(share)

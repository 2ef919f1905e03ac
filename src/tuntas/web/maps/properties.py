"""What the places of a layer say of themselves on the map. Texts only, and no person among them."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.decrees.models import Decree
from tuntas.city.dossiers.locations import Location, decreed_locations, locations
from tuntas.city.dossiers.maps import place_figures
from tuntas.city.people.access import place_scope
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.web.city_page.loading import CAMPAIGN
from tuntas.web.city_page.shown import interval
from tuntas.web.places.shown import full_name
from tuntas.web.shared.formats import count, hectares, percent
from tuntas.web.shared.grades import look_of

Said = dict[int, dict[str, str | int]]
#: All that leaves the public map: nothing else may, whatever is added to a layer.
PUBLIC = frozenset({"id", "label", "kelurahan", "place", "grade", "grade_word", "area", "outline"})


def kelurahan_said(user: Any, city: City, on: date) -> Said:
    """The kelurahan that the user sees: their names (one query)."""
    return {one.pk: _bare(one) | {"url": reverse("place_page", args=[city.code, one.pk]),
                                  "link_word": _("Buka wilayah ini")}
            for one in _places(user, city, Level.KELURAHAN, on)}  # fmt: skip


def rt_said(user: Any, city: City, on: date) -> Said:
    """The RT that the user sees, with the class of the last survey until that year."""
    campaign = campaign_until(city, on)
    figures = place_figures(user, campaign, Level.RT) if campaign else {}
    words = {rule.id: rule.grade.value for rule in regulation_of(campaign).grades} if campaign else {}
    found: Said = {}
    for one in _places(user, city, Level.RT, on):
        grades, totals = figures.get(one.pk, (None, None))
        grade = words.get(grades[0], "") if grades and grades[0] == grades[1] else ""
        score = _("nilai %(total)s") % {"total": interval(totals)} if totals else _("belum ada data")
        query = f"?{CAMPAIGN}={campaign.pk}" if campaign else ""
        url = f"{reverse('unit_page', args=[city.code, one.pk])}{query}"
        found[one.pk] = _told(id=one.pk, label=full_name(one), short=one.name, kelurahan=one.kelurahan_id,
                              grade=grade, grade_word=_word(grade), detail=score, url=url,
                              link_word=_("Buka RT ini"))  # fmt: skip
    return found


def kawasan_said(user: Any, city: City, on: date) -> Said:
    """The settlements that the user sees, as the decree in force and the book have them."""
    found = [one for one in locations(user, city, on) if one.settlement is not None]
    return {one.settlement: _location(one, city) for one in found if one.settlement is not None}


def public_kelurahan(city: City, on: date) -> Said:
    """The kelurahan of a city for everybody: their names."""
    rows = Place.objects.filter(city=city.place_id, level=Level.KELURAHAN).existing(on)
    return {one.pk: public_only(_bare(one)) for one in rows}


def public_kawasan(decree: Decree) -> Said:
    """The locations of an enacted decree for everybody."""
    return {one.shape: public_only(_location(one)) for one in decreed_locations(decree) if one.shape is not None}


def public_only(said: dict[str, str | int]) -> dict[str, str | int]:
    """What of it may leave without signing in."""
    return {name: value for name, value in said.items() if name in PUBLIC}


def campaign_until(city: City, on: date) -> Campaign | None:
    """The last survey until the year of a day."""
    found = Campaign.objects.filter(city=city, year__lte=on.year, opened_on__lte=on).select_related("rule_set")
    return found.order_by("-year", "-opened_on", "-pk").first()


def _places(user: Any, city: City, level: Level, on: date) -> list[Place]:
    seen = Place.objects.filter(place_scope(user, "see_city"), city=city.place_id, level=level).existing(on)
    return list(seen.select_related("parent", "kelurahan").order_by("pk"))


def _bare(one: Place) -> dict[str, str | int]:
    return _told(id=one.pk, label=one.name, kelurahan=one.pk)


def _location(one: Location, city: City | None = None) -> dict[str, str | int]:
    """For everybody where no city is named: then it leads nowhere."""
    lines = []
    if one.decree_m2 is not None:
        lines.append(_("Luas SK: %(area)s") % {"area": hectares(one.decree_m2)})
    else:
        lines.append(_("Belum ditetapkan dalam SK yang berlaku"))
    if one.drawn_m2 is not None:
        lines.append(_("Luas delineasi: %(area)s") % {"area": hectares(one.drawn_m2)})
    if one.priority is not None:
        lines.append(_("Prioritas %(rank)s (%(code)s)") % {"rank": count(one.priority), "code": one.priority_code})
    if one.handled_permille is not None:
        lines.append(_("Tertangani %(share)s") % {"share": share_words(one.handled_permille)})
    return _told(
        id=one.settlement, label=one.name, place=one.place.name, kelurahan=one.kelurahan_id, grade=one.grade,
        grade_word=_word(one.grade), priority=one.priority, handled=one.handled_permille,
        area=hectares(one.decree_m2) if one.decree_m2 is not None else "", detail="\n".join(lines),
        outline="decree" if one.decree_m2 is not None else "drawn",
        url=reverse("settlement", args=[city.code, one.settlement]) if city else "",
        link_word=_("Buka kawasan ini") if city else "",
    )  # fmt: skip


def share_words(permille: int) -> str:
    """A share in thousandths as whole percent; what is not whole is never called 100 %, nor what is begun 0 %."""
    return _("kurang dari 1 %%") % {} if 0 < permille < 10 else percent(Fraction(permille // 10, 100), 0)


def _word(grade: str) -> str:
    return str(look_of(grade).word) if grade else ""


def _told(**said: str | int | None) -> dict[str, str | int]:
    """Without what is not known."""
    return {name: value for name, value in said.items() if value is not None and value != ""}

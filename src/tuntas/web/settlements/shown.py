"""Settlements as their pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.decrees.measuring import Unit
from tuntas.city.dossiers.settlements import AreaDifference, SettlementRow
from tuntas.city.people.models import City
from tuntas.city.settlements.models import AreaCause, Delineation, Settlement, SettlementSuccession
from tuntas.city.settlements.typologies import typology_word
from tuntas.domain.area import m2_to_hectares
from tuntas.domain.numbers import number
from tuntas.web.settlements.words import CAUSE_WORDS, PAIR_WORDS, SUCCESSION_WORDS
from tuntas.web.shared.components import Crumb, Event, Figure
from tuntas.web.shared.formats import day, hectares, language, square_metres
from tuntas.web.units.shown import place_name, unit_name


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A difference with its reason; `reason` empty: nobody has told it."""

    pair: str
    url: str
    first: str
    second: str
    difference: str
    reason: str
    remark: str
    told: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One settlement in the list; None: no data."""

    row: SettlementRow
    url: str
    home: str
    typology: str
    units: int
    differences: Sequence[ShownDifference]


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """One RT that belongs, with its class; `url` leads to it."""

    name: str
    url: str
    grade: str | None
    total: int | None
    area_m2: int | None


def rows(found: Iterable[SettlementRow], city: City) -> list[ShownRow]:
    """The rows of the list."""
    return [
        ShownRow(row, reverse("settlement", args=[city.code, row.settlement.pk]), row.settlement.place.name,
                 typology_word(row.settlement.typology, language()) if row.settlement.typology else "",
                 len(row.units), differences(row, city))
        for row in found
    ]  # fmt: skip


def differences(row: SettlementRow, city: City) -> list[ShownDifference]:
    """Where two areas differ, and why."""
    return [_difference(one, row.settlement, city) for one in row.differences]


def tiles(row: SettlementRow) -> list[Figure]:
    """The three areas; what is lacking says where it comes from."""
    line, shape = row.line, row.shape
    control = _("kontrol UTM %(area)s, %(crs)s")
    verified_note = _("%(n)s RT menurut survei") % {"n": len(row.units)} if row.verified_m2 is not None else ""
    if row.verified_m2 is None and row.units:
        verified_note = _("%(n)s RT belum mempunyai luas verifikasi") % {"n": row.unsurveyed}
    return [
        _tile(_("Luas SK"), row.decree_m2, "paper", line.decree.name if line else _("belum ada di SK yang berlaku")),
        _tile(_("Luas delineasi"), row.drawn_m2, "map",
              control % {"area": square_metres(shape.utm_m2), "crs": shape.utm_crs} if shape else ""),
        _tile(_("Luas terverifikasi"), row.verified_m2, "checked", verified_note),
    ]  # fmt: skip


def units(row: SettlementRow, city: City, grades: dict[str, str]) -> list[ShownUnit]:
    """The RT that belong."""
    is_wide = len({unit.place.kelurahan_id for unit in row.units}) > 1
    return [_unit(unit, city, grades, is_wide=is_wide) for unit in row.units]


def editions(settlement: Settlement) -> list[Event]:
    """Every edition of the shape, the newest first."""
    found = settlement.delineations.select_related("by", "paper").defer("geometry", "stated").order_by("-pk")
    return [_edition(one) for one in found]


def successions(settlement: Settlement, city: City) -> list[Event]:
    """What it came from, and what it went on in."""
    pairs = SettlementSuccession.objects.filter(city=city).select_related("earlier", "later", "by", "paper")
    found = [(one, one.earlier, one.kind) for one in pairs.filter(later=settlement)]
    found += [(one, one.later, f"{one.kind}_INTO") for one in pairs.filter(earlier=settlement)]
    return [
        Event(str(SUCCESSION_WORDS[how]) % {"name": other.name}, day(one.on), one.on.isoformat(),
              one.by.name if one.by else "", (one.paper.number or one.paper.title) if one.paper else "", "history",
              reverse("settlement", args=[city.code, other.pk]), other.name)
        for one, other, how in found
    ]  # fmt: skip


def crumbs(city: City, *steps: Crumb) -> list[Crumb]:
    """The way to the list, and further."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code]))]
    if not steps:
        return [*way, Crumb(_("Kawasan kumuh"))]
    return [*way, Crumb(_("Kawasan kumuh"), reverse("settlements", args=[city.code])), *steps]


def crumbs_of(city: City, settlement: Settlement, here: str = "") -> list[Crumb]:
    """The way to a settlement, or to a page about it."""
    if not here:
        return crumbs(city, Crumb(settlement.name))
    url = reverse("settlement", args=[city.code, settlement.pk])
    return crumbs(city, Crumb(settlement.name, url), Crumb(here))


def signed(area_m2: int) -> str:
    """A difference in hectares with its sign; below a hundredth in square metres."""
    sign = "+" if area_m2 > 0 else "−"
    if abs(area_m2) < 100:
        return f"{sign}{square_metres(abs(area_m2))}"
    return f"{sign}{number(m2_to_hectares(abs(area_m2)), language(), 2)} ha"


def reason_words(one: AreaDifference) -> str:
    """The named reason of a difference; empty where it waits for one."""
    if not one.is_explained:
        return ""
    return str(CAUSE_WORDS[one.holding.cause if one.holding else AreaCause.ROUNDING.value])


def _difference(one: AreaDifference, settlement: Settlement, city: City) -> ShownDifference:
    return ShownDifference(
        pair=str(PAIR_WORDS[one.pair.value]),
        url=reverse("settlement_difference", args=[city.code, settlement.pk, one.pair.value]),
        first=hectares(one.first_m2), second=hectares(one.second_m2), difference=signed(one.difference_m2),
        reason=reason_words(one), remark=_remark(one), told=_told(one), is_open=not one.is_explained,
    )  # fmt: skip


def _remark(one: AreaDifference) -> str:
    """The explanation that holds, or that there is an old one for another difference."""
    if one.reason is None:
        return ""
    if one.holding is None:
        return _("penjelasan lama untuk selisih %(area)s") % {"area": signed(one.reason.difference_m2)}
    return one.holding.remark


def _told(one: AreaDifference) -> str:
    """Who told the reason that holds, and when."""
    if one.holding is None:
        return ""
    by = one.holding.by.name if one.holding.by else _("sistem")
    return f"{by}, {day(timezone.localdate(one.holding.at))}"


def _tile(label: str, area_m2: int | None, icon: str, note: str) -> Figure:
    value = None if area_m2 is None else number(m2_to_hectares(area_m2), language(), 2)
    exact = "" if area_m2 is None else square_metres(area_m2)
    return Figure(label, value, "ha", note, exact, icon=icon)


def _unit(unit: Unit, city: City, grades: dict[str, str], *, is_wide: bool) -> ShownUnit:
    """`is_wide`: its settlement lies in several kelurahan, so that each RT names its own."""
    stored = unit.stored
    return ShownUnit(
        unit_name(unit.place) if is_wide else place_name(unit.place),
        reverse("unit_page", args=[city.code, unit.place.pk]),
        grades.get(stored.grade) if stored else None, stored.total if stored else None, unit.area_m2,
    )  # fmt: skip


def _edition(one: Delineation) -> Event:
    when = day(one.from_on) if one.from_on else _("sejak sebelum pencatatan")
    words = [hectares(one.area_m2), _("kontrol UTM %(area)s, %(crs)s") % {
        "area": square_metres(one.utm_m2), "crs": one.utm_crs}]  # fmt: skip
    if one.printed_m2 is not None:
        words.append(_("tertulis %(area)s") % {"area": hectares(one.printed_m2)})
    if one.paper:
        words.append(one.paper.number or one.paper.title)
    if one.until_on:
        words.append(_("berlaku sampai sebelum %(day)s") % {"day": day(one.until_on)})
    return Event(_("Delineasi"), when, one.from_on.isoformat() if one.from_on else "", one.source,
                 " · ".join(words), "map")  # fmt: skip

"""A kelurahan's agreement as its pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.dossiers.agreements import ChangedFigure, KelurahanAgreement, KelurahanState
from tuntas.city.dossiers.units import UnitRow
from tuntas.city.people.models import City
from tuntas.city.places.models import Place
from tuntas.city.surveys.models import Campaign, Objection, SurveyRecordVersion
from tuntas.city.surveys.previewing import MORE, SHARE
from tuntas.domain.numbers import micro
from tuntas.web.agreements.words import field_words, lack_words, role_word, roles_text, value_words
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language
from tuntas.web.units.shown import place_name

MEASURES = ("area", "buildings", "households", "people", "unfit_houses")


@dataclass(frozen=True, slots=True)
class ShownKelurahan:
    """One kelurahan of the list."""

    state: KelurahanState
    url: str
    lacks: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownRt:
    """One RT of the table: its figures (None: no data), and whether it is agreed, was, or never."""

    place: Place
    name: str
    url: str
    figures: Sequence[str | None]
    is_agreed: bool
    was_agreed: bool
    version: int


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of a column over those RT that say, and how many do not."""

    value: str | None
    unknown: int


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One figure that was corrected: before, after, why, who and when."""

    version: SurveyRecordVersion
    place: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownObjection:
    """An objection in words."""

    objection: Objection
    place: str
    field: str
    raised_as: str


def crumbs(city: City, campaign: Campaign | None = None, *last: tuple[str, str]) -> list[Crumb]:
    """The way to the list, or to a page below it: (label, address), the last without one."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code]))]
    if not last:
        return [*way, Crumb(_("Berita acara kesepakatan data"))]
    own = f"{reverse('agreements', args=[city.code])}{f'?survei={campaign.pk}' if campaign else ''}"
    return [*way, Crumb(_("Berita acara"), own), *(Crumb(label, url) for label, url in last)]


def shown_kelurahan(states: Sequence[KelurahanState], campaign: Campaign) -> list[ShownKelurahan]:
    """The list."""
    code, query = campaign.city.code, f"?survei={campaign.pk}"
    return [
        ShownKelurahan(one, f"{reverse('agreement', args=[code, one.place.pk])}{query}", lack_words(one, campaign))
        for one in states
    ]  # fmt: skip


def shown_rts(found: KelurahanAgreement, campaign: Campaign) -> list[ShownRt]:
    """RT by RT."""
    code = campaign.city.code
    return [
        ShownRt(row.place, place_name(row.place),
                f"{reverse('unit_page', args=[code, row.place.pk])}?survei={campaign.pk}", _figures(row),
                row.place.pk not in found.uncovered, row.place.pk in found.once_agreed, row.stored.record.version)
        for row in found.rows
    ]  # fmt: skip


def totals(rows: Sequence[UnitRow]) -> list[Total]:
    """The sums below the table; what nobody says is no zero."""
    sums = []
    for name in MEASURES:
        known = [value for row in rows if (value := getattr(row, name)) is not None]
        sums.append(Total(micro(sum(known), language(), 2 if name == "area" else None) if known else None,
                          len(rows) - len(known)))  # fmt: skip
    return sums


def shown_changes(changes: Sequence[ChangedFigure], campaign: Campaign) -> list[ShownChange]:
    """Every corrected figure with its reason."""
    names = field_words(campaign)
    return [
        _change(one, field, values, names, campaign) for one in changes for field, values in one.changes.items()
    ]  # fmt: skip


def shown_objections(objections: Sequence[Objection], campaign: Campaign) -> list[ShownObjection]:
    """Objections in words."""
    names = field_words(campaign)
    return [
        ShownObjection(one, place_name(one.record.place), names.get(one.field, one.field), role_word(one.raised_as))
        for one in objections
    ]  # fmt: skip


def shown_agreements(found: KelurahanAgreement) -> list[tuple[object, str]]:
    """Agreements with the roles that signed."""
    return [(one, roles_text(one.signatories)) for one in found.agreements]


def signature_rows(rows: Sequence[UnitRow], place: Place) -> list[str]:
    """Who signs: the head of each RT, of each RW, BKM, and the head of the kelurahan."""
    heads = [_("Ketua %(place)s") % {"place": place_name(row.place)} for row in rows]
    above = {row.place.parent.name for row in rows if row.place.parent and row.place.parent_id != place.pk}
    rw = [_("Ketua %(place)s") % {"place": name} for name in sorted(above)]
    head = _("Kepala Desa %(name)s") if place.kind == "DESA" else _("Lurah %(name)s")
    return [*heads, *rw, _("Koordinator BKM"), head % {"name": place.name}]


def objection_tally(objections: Sequence[Objection]) -> dict[str, int]:
    """How many objections were raised, upheld, rejected, and are open."""
    outcomes = [one.outcome for one in objections]
    return {"raised": len(outcomes), "upheld": outcomes.count("UPHELD"), "rejected": outcomes.count("REJECTED"),
            "open": outcomes.count("OPEN")}  # fmt: skip


def _figures(row: UnitRow) -> list[str | None]:
    return [_text(getattr(row, name), 2 if name == "area" else None) for name in MEASURES]


def _change(
    one: ChangedFigure, field: str, values: list[object], names: dict[str, str], campaign: Campaign
) -> ShownChange:
    plain = field.rstrip(f"{MORE}{SHARE}")
    before, after = (value_words(campaign, plain, value, is_share=field.endswith(SHARE)) for value in values)
    name = names.get(plain, plain)
    label = _("%(name)s, mungkin lebih besar sampai") % {"name": name} if field.endswith(MORE) else name
    return ShownChange(one.version, place_name(one.version.record.place), label, before, after)


def _text(value_micro: int | None, decimals: int | None = None) -> str | None:
    return None if value_micro is None else micro(value_micro, language(), decimals)

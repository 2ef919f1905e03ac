"""Places as their pages show them: the way to one, rows of a list, facts, history."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.people.access import can
from tuntas.city.people.models import City
from tuntas.city.places.models import OFFICIALLY_LISTED, Level, Place, PlaceEdition
from tuntas.reports.words import place_title
from tuntas.web.shared.components import Crumb, Event
from tuntas.web.shared.formats import count, day, hectares, no_data, square_metres


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in a list. `area` None: no outline yet."""

    place: Place
    url: str
    kind: str
    above: str
    parts: str
    area: str | None
    is_unsure: bool


def crumbs(city: City, place: Place | None = None, *more: str, user: object = None) -> list[Crumb]:
    """The way from the city to a place; the last step has no address, and none that the user may not open."""
    way = [(city.name, reverse("city_page", args=[city.code])), (_("Wilayah"), reverse("places", args=[city.code]))]
    if place is not None and place.pk != city.place_id:
        above = [one for one in (place.kecamatan, place.kelurahan, _rw(place)) if one]
        is_open = {one.pk: user is None or can(user, "see_city", one) for one in above}
        way += [(one.name, reverse("place_page", args=[city.code, one.pk]) if is_open.get(one.pk, True) else "")
                for one in (*above, place)]  # fmt: skip
    way += [(words, "") for words in more]
    return [Crumb(label, url if number < len(way) - 1 else "") for number, (label, url) in enumerate(way)]


def load_crumbs(city: City, file_name: str = "") -> list[Crumb]:
    """The way to the files of codes and maps, or to one of them."""
    way = crumbs(city, None, "")[:-1]
    words, url = _("Muat kode atau batas"), reverse("place_loads", args=[city.code])
    return [*way, Crumb(words, url), Crumb(file_name)] if file_name else [*way, Crumb(words)]


def full_name(place: Place) -> str:
    """`RT 001 / RW 002, Melati`; `Kelurahan Melati`."""
    here = place_title(place)
    return f"{here}, {place.kelurahan.name}" if place.kelurahan else here


def rows(places: Iterable[Place], city: City) -> list[PlaceRow]:
    """The rows of a list (two queries beside that of the places)."""
    shown = list(places)
    ids = [place.pk for place in shown]
    areas = dict(PlaceEdition.objects.drawn().filter(place__in=ids, until_on=None).values_list("place_id", "area_m2"))
    inside = {column: _counts(column, ids) for column in ("kecamatan", "kelurahan", "parent")}
    return [_row(place, city, areas.get(place.pk), inside) for place in shown]


def facts(place: Place) -> list[tuple[str, str]]:
    """What is known of a place, in words."""
    edition = place.editions.filter(until_on=None).first()
    area = edition.area_m2 if edition else None
    drawn = f"{hectares(area)} ({square_metres(area)})" if area else no_data()
    told = [
        (_("Tingkat"), str(place.get_level_display())),
        (_("Kode Kemendagri"), place.code or (_("tidak berkode") if place.level in ("RW", "RT") else no_data())),
        (_("Luas menurut gambar"), drawn),
    ]
    if edition and edition.boundary_source:
        told += [(_("Sumber batas"), edition.boundary_source), (_("Sistem koordinat asal"), edition.crs)]
    if edition:
        told.append((_("Sumber nama"), edition.source))
    return told


def history(place: Place) -> list[Event]:
    """The editions, newest first."""
    editions = sorted(place.editions.select_related("parent"), key=lambda one: (one.from_on is not None, one.from_on),
                      reverse=True)  # fmt: skip
    return [_event(one, editions[number + 1] if number + 1 < len(editions) else None)
            for number, one in enumerate(editions)]  # fmt: skip


def wants_confirming(place: Place) -> bool:
    """Whether a place is known from a survey only though lists name its kind."""
    return not place.is_confirmed and place.level in OFFICIALLY_LISTED and place.dissolved_on is None


def _event(edition: PlaceEdition, before: PlaceEdition | None) -> Event:
    when = day(edition.from_on) if edition.from_on else _("sejak sebelum pencatatan")
    until = _("berlaku sampai sebelum %(day)s") % {"day": day(edition.until_on)} if edition.until_on else ""
    words = [_name(edition), _("batas %(area)s") % {"area": hectares(edition.area_m2)} if edition.area_m2
             else _("tanpa batas"), until]  # fmt: skip
    title = _("Edisi pertama") if before is None else ", ".join(_changes(before, edition))
    return Event(title, when, edition.from_on.isoformat() if edition.from_on else "", edition.source,
                 " · ".join(word for word in words if word), "history")  # fmt: skip


def _changes(before: PlaceEdition, after: PlaceEdition) -> list[str]:
    found = [
        (before.name != after.name, _("nama berubah")), (before.code != after.code, _("kode berubah")),
        (before.parent_id != after.parent_id, _("pindah induk")), (before.kind != after.kind, _("jenis berubah")),
        (before.geometry != after.geometry, _("batas berubah")),
    ]  # fmt: skip
    return [words for is_changed, words in found if is_changed] or [_("edisi baru")]


def _name(edition: PlaceEdition) -> str:
    code = f" ({edition.code})" if edition.code else ""
    above = _(", di %(parent)s") % {"parent": edition.parent.name} if edition.parent else ""
    return f"{edition.name}{code}{above}"


def _row(place: Place, city: City, area_m2: int | None, inside: dict[str, dict[int, tuple[int, int]]]) -> PlaceRow:
    column = {Level.KECAMATAN: "kecamatan", Level.KELURAHAN: "kelurahan"}.get(Level(place.level), "parent")
    kelurahan, rts = inside[column].get(place.pk, (0, 0))
    parts = [_("%(n)s kelurahan") % {"n": count(kelurahan)} if kelurahan else "",
             _("%(n)s RT") % {"n": count(rts)} if rts else ""]  # fmt: skip
    above = " / ".join(one.name for one in (_rw(place), place.kelurahan, place.kecamatan) if one)
    return PlaceRow(place, reverse("place_page", args=[city.code, place.pk]), str(place.get_kind_display()), above,
                    ", ".join(part for part in parts if part), hectares(area_m2) if area_m2 else None,
                    wants_confirming(place))  # fmt: skip


def _counts(column: str, ids: list[int]) -> dict[int, tuple[int, int]]:
    """Kelurahan and RT in each of these places."""
    inside = Place.objects.filter(**{f"{column}__in": ids}, dissolved_on=None).order_by()
    counted = inside.values_list(column).annotate(
        homes=Count("pk", filter=Q(level=Level.KELURAHAN)), rts=Count("pk", filter=Q(level=Level.RT))
    )
    return {pk: (homes, rts) for pk, homes, rts in counted}


def _rw(place: Place) -> Place | None:
    return place.parent if place.parent and place.parent.level == Level.RW else None

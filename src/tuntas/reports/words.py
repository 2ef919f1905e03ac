"""Figures and moments as paper writes them, in the language of the reader. None is "belum ada data"."""

from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tuntas.city.dossiers.measures import ClassFigures, Measure
from tuntas.city.people.models import City
from tuntas.city.places.models import Place, PlaceKind
from tuntas.domain.numbers import micro, number, percent

PPM = 10**6
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def language() -> str:
    """The language of the paper, `id` or `en`."""
    return (get_language() or "id")[:2]


def absent() -> str:
    """What stands where nothing is known."""
    return _("belum ada data")


def count(value: int | None) -> str:
    """A whole number."""
    return absent() if value is None else number(value, language())


def quantity(value_micro: int | None, decimals: int | None = None) -> str:
    """A quantity in millionths, without its unit."""
    return absent() if value_micro is None else micro(value_micro, language(), decimals)


def share(ppm: int | None) -> str:
    """A share in millionths as percent with one decimal."""
    return absent() if ppm is None else percent(Fraction(ppm, PPM), language(), 1)


def area_of(figures: ClassFigures) -> int | None:
    """Micro-hectares of a class; 0 where it has no unit, None where its units do not say."""
    return figures.area.micro if figures.units else 0


def sum_of(figures: ClassFigures, measure: Measure) -> str:
    """One of the sums of a class; 0 where it has no unit."""
    return count(measure.count if figures.units else 0)


def interval(ends: tuple[int, int] | None) -> str:
    """`41`, or `41–55` while something is missing."""
    if ends is None:
        return absent()
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def moment(at: datetime, city: City) -> str:
    """`16 April 2019 pukul 08.30 WIB`, by the city's clock."""
    local = at.astimezone(ZoneInfo(city.timezone))
    hours = int((local.utcoffset() or local - local).total_seconds()) // 3600
    clock = local.strftime("%H:%M" if language() == "en" else "%H.%M")
    told = {"day": date_format(local, "j F Y"), "clock": clock, "zone": ZONES.get(hours, local.tzname() or "")}
    return _("%(day)s pukul %(clock)s %(zone)s") % told


def place_title(place: Place) -> str:
    """`Kelurahan Melati`, `RT 001 / RW 002`, or the name alone where it says what it is."""
    if place.kind == PlaceKind.RT and place.parent and place.parent_id != place.kelurahan_id:
        return f"{place.name} / {place.parent.name}"
    words = {PlaceKind.KELURAHAN: _("Kelurahan"), PlaceKind.DESA: _("Desa"), PlaceKind.KECAMATAN: _("Kecamatan")}
    word = words.get(PlaceKind(place.kind))
    return f"{word} {place.name}" if word and not place.name.lower().startswith(word.lower()) else place.name


def place_in_file_name(place: Place) -> str:
    """`kota-contoh`, `melati-rt-001-rw-002`: the numbers of RT and RW are the same in every kelurahan."""
    is_numbered = place.kind in (PlaceKind.RW, PlaceKind.RT)
    home = f"{place.kelurahan.name} " if is_numbered and place.kelurahan else ""
    return slugify(f"{home}{place_title(place)}")


def place_line(place: Place, city: City) -> str:
    """Where it lies: `Kelurahan Melati, Kecamatan Taman, Kota Contoh`; empty for the city itself."""
    above = [one for one in (place.kelurahan, place.kecamatan) if one is not None]
    return ", ".join([*(place_title(one) for one in above), city.name]) if place.pk != city.place_id else ""

"""The page of the map: its holder, its keys, the table of locations that leads to the same places by keyboard."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.decrees.models import Decree
from tuntas.city.dossiers.drawn import Frame, extent
from tuntas.city.dossiers.locations import Location
from tuntas.city.people.models import City
from tuntas.city.settlements.models import Delineation
from tuntas.city.surveys.models import Campaign
from tuntas.web.maps.properties import share_words
from tuntas.web.shared.formats import count, hectares, square_metres
from tuntas.web.shared.grades import LOOKS

UDEG = 1_000_000
FIRST_TILE = (8, 0, 0)
#: Priorities go from 1 to 9 in three tiers of the other considerations.
TIERS = ((1, 3), (4, 6), (7, 9))


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the key: which places it is about (`code` as the script knows them), the look, the words."""

    code: str
    css: str
    words: str
    shape: str = "area"


@dataclass(frozen=True, slots=True)
class Row:
    """A location in the table. `box` is where it lies (degrees, as the map takes it); empty: not drawn."""

    number: int | None
    name: str
    kelurahan: str
    kelurahan_id: int | None
    grade: str
    priority: str
    priority_code: str
    decreed: str
    decreed_exact: str
    drawn: str
    drawn_exact: str
    handled: str
    box: str
    url: str


class Holder:
    """What the script of the map needs to know."""

    def __init__(self, tile: str, city: City, layers: Sequence[str], box: Frame | None) -> None:
        first = reverse(tile, args=[city.code, layers[0], *FIRST_TILE])
        self.tiles = first.removesuffix(f"{layers[0]}/{'/'.join(str(one) for one in FIRST_TILE)}.mvt")
        self.layers, self.box = ",".join(layers), box_text(box)


def rows(found: Iterable[Location], city: City | None = None) -> list[Row]:
    """The table's rows, in the order given; for everybody where no city is named: then they lead nowhere."""
    return [_row(one, city) for one in found]


def narrowed(found: Sequence[Location], settlement: int | None, kelurahan: int | None) -> list[Location]:
    """The locations that a click on the map asked for; all where it asked for none of them."""
    if settlement is not None:
        return [one for one in found if one.settlement == settlement]
    if kelurahan is not None:
        return [one for one in found if one.kelurahan_id == kelurahan]
    return list(found)


def years(city: City, today: date) -> list[int]:
    """From the first paper, shape or survey to this year (three queries)."""
    decreed = Decree.objects.enacted().filter(city=city).aggregate(first=Min("signed_on"))["first"]
    drawn = Delineation.objects.filter(settlement__city=city).aggregate(first=Min("from_on"))["first"]
    surveyed = Campaign.objects.filter(city=city).aggregate(first=Min("year"))["first"]
    first = [one.year for one in (decreed, drawn) if one is not None] + ([surveyed] if surveyed else [])
    return list(range(min([*first, today.year]), today.year + 1))


def keys() -> Mapping[str, Sequence[Key]]:
    """The key of each way to colour; what no location shows is left out by the script."""
    unknown = Key("unknown", "fill-unknown", _("Belum dapat ditentukan"))
    no_data = Key("unknown", "fill-unknown", _("Belum ada data"))
    handled = Key("handled", "", _("Tertangani seluruhnya"), "hatch")
    grades = [Key(look.code, f"fill-{look.css}", str(look.word)) for look in LOOKS if look.code != "HANDLED"]
    ranks = [Key(f"rank-{number}", f"fill-rank-{number}", _("Prioritas %(first)s–%(last)s") % {"first": a, "last": b})
             for number, (a, b) in enumerate(TIERS, 1)]  # fmt: skip
    shares = [Key("share-0", "fill-unknown", _("Belum tertangani")),
              Key("share-low", "fill-share-low", _("Kurang dari separuh tertangani")),
              Key("share-high", "fill-share-high", _("Separuh atau lebih tertangani"))]  # fmt: skip
    return {"kelas": [*grades, unknown, handled], "prioritas": [*ranks, no_data, handled],
            "tertangani": [*shares, handled, Key("unknown", "fill-no-data", _("Belum ada data"))]}  # fmt: skip


def line_keys() -> list[Key]:
    """The lines, by the layer that shows them."""
    return [
        Key("kelurahan", "is-border", _("Batas kelurahan")),
        Key("rt", "is-thin", _("Batas RT")),
        Key("kawasan", "", _("Kawasan dalam SK")),
        Key("kawasan", "is-drawn", _("Kawasan belum dalam SK")),
    ]


def public_keys(found: Iterable[Location]) -> Mapping[str, Sequence[Key]]:
    """The classes that the locations have."""
    grades = {one.grade or "unknown" for one in found}
    return {"kelas": [key for key in keys()["kelas"] if key.code in grades]}


def headline(decree: Decree | None, found: Sequence[Location]) -> str:
    """The page in one sentence."""
    if decree is None:
        return _("Belum ada SK penetapan lokasi yang berlaku.")
    return decree_sentence(decree, [one for one in found if one.decree_m2 is not None])


def decree_sentence(decree: Decree, found: Sequence[Location]) -> str:
    """How many locations a decree names, and how much they are together; a legacy one may name none."""
    area = hectares(sum(one.decree_m2 or 0 for one in found))
    if any(one.settlement is None for one in found):
        return _("SK %(decree)s: %(area)s, tanpa rincian kawasan.") % {"decree": decree.number, "area": area}
    told = {"decree": decree.number, "n": count(len(found)), "area": area}
    words = ngettext("SK %(decree)s: %(n)s lokasi seluas %(area)s.", "SK %(decree)s: %(n)s lokasi seluas %(area)s.",
                     len(found))  # fmt: skip
    return words % told


def around(found: Iterable[Location]) -> Frame | None:
    """The box around locations; None: none is drawn."""
    frames = [one.frame for one in found if one.frame is not None]
    if not frames:
        return None
    return Frame(min(one.west for one in frames), min(one.south for one in frames),
                 max(one.east for one in frames), max(one.north for one in frames))  # fmt: skip


def first_box(city: City, found: Sequence[Location], on: date) -> Frame | None:
    """What the map shows first: all that is drawn; None: nothing is."""
    return extent(city, on) or around(found)


def box_text(box: Frame | None) -> str:
    """A box as the script takes it: west, south, east, north in degrees."""
    if box is None:
        return ""
    return ",".join(f"{edge / UDEG:.6f}" for edge in (box.west, box.south, box.east, box.north))


def _row(one: Location, city: City | None) -> Row:
    home = one.place if one.place.level == "KELURAHAN" else one.place.kelurahan
    return Row(
        number=one.settlement, name=one.name, kelurahan=home.name if home else one.place.name,
        kelurahan_id=one.kelurahan_id, grade="HANDLED" if one.is_handled else one.grade,
        priority="" if one.priority is None else count(one.priority), priority_code=one.priority_code,
        decreed="" if one.decree_m2 is None else hectares(one.decree_m2), decreed_exact=square_metres(one.decree_m2),
        drawn="" if one.drawn_m2 is None else hectares(one.drawn_m2), drawn_exact=square_metres(one.drawn_m2),
        handled="" if one.handled_permille is None else share_words(one.handled_permille), box=box_text(one.frame),
        url=reverse("settlement", args=[city.code, one.settlement]) if city and one.settlement else "",
    )  # fmt: skip

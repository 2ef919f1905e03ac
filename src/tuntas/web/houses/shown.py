"""The register as its pages show it. The NIK is never here: only whether one is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.dossiers.houses import RtHouses
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.surveys.houses import twice_aided
from tuntas.city.surveys.models import HouseAid, UnfitHouse
from tuntas.domain.numbers import micro
from tuntas.domain.quantity import MICRO
from tuntas.web.houses.words import land_word, source_word
from tuntas.web.shared.components import Crumb, Figure
from tuntas.web.shared.formats import count, language
from tuntas.web.units.shown import place_name


@dataclass(frozen=True, slots=True)
class ShownHouse:
    """One house of the list."""

    house: UnfitHouse
    place: str
    kelurahan: str
    land: str
    aids: Sequence[str]
    is_twice_aided: bool


@dataclass(frozen=True, slots=True)
class ShownRt:
    """One RT: counted by the survey and listed by name; None where there is no data."""

    place: Place
    name: str
    kelurahan: str
    counted: str | None
    listed: str
    difference: str | None
    sign: int


def crumbs(city: City, *last: str) -> list[Crumb]:
    """The way to the register, or to a page of it."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code]))]
    if not last:
        return [*way, Crumb(_("Daftar RTLH"))]
    return [*way, Crumb(_("Daftar RTLH"), reverse("houses", args=[city.code])), *(Crumb(word) for word in last)]


def shown_houses(houses: Sequence[UnfitHouse], visible: QuerySet[UnfitHouse]) -> list[ShownHouse]:
    """The houses of a page with their aid; duplicates among everything that the reader sees (two queries)."""
    aids: dict[int, list[HouseAid]] = {}
    for aid in HouseAid.objects.filter(house__in=[house.pk for house in houses]).order_by("year", "pk"):
        aids.setdefault(aid.house_id, []).append(aid)
    twice = set(twice_aided(visible).filter(pk__in=[house.pk for house in houses]).values_list("pk", flat=True))
    return [
        ShownHouse(house, place_name(house.place), house.place.kelurahan.name if house.place.kelurahan else "",
                   land_word(house.land_status), [aid_name(aid) for aid in aids.get(house.pk, ())],
                   house.pk in twice)
        for house in houses
    ]  # fmt: skip


def same_household(house: UnfitHouse, visible: QuerySet[UnfitHouse]) -> list[HouseAid]:
    """All aid of a household that had it more than once, in this house or another; else nothing."""
    alike = visible.annotate(household=Coalesce("nik_hash", "match_key"))
    homes = alike.filter(household=house.nik_hash or house.match_key)
    aids = HouseAid.objects.filter(house__in=homes).select_related("house__place__parent", "house__place__kelurahan")
    found = list(aids.order_by("year", "pk"))
    return found if len(found) > 1 else []


def aid_name(aid: HouseAid) -> str:
    """`DAK, BSPS, 2024`."""
    return ", ".join(part for part in (source_word(aid.source), aid.programme, str(aid.year)) if part)


def list_figures(rows: Sequence[RtHouses], visible: QuerySet[UnfitHouse], city: City, silent: int) -> list[Figure]:
    """Listed beside counted (`silent`: RT without a figure), the difference, and aid that came twice."""
    register = reverse("houses", args=[city.code])
    counted = [row.counted_micro for row in rows if row.counted_micro is not None]
    listed = sum(row.listed for row in rows)
    differing = sum(bool(row.difference_micro) for row in rows)
    standing = visible.filter(struck_off_at=None)
    aided = standing.filter(aids__isnull=False).distinct().count()
    twice = _households(twice_aided(visible).filter(struck_off_at=None))  # whom the list marks
    return [
        Figure(_("Di daftar"), count(listed), _("rumah"), _("bernama dan beralamat"), icon="home-week", is_accent=True),
        Figure(_("Dihitung survei"), micro(sum(counted), language()) if counted else None, _("rumah"),
               _("kriteria 1c; %(n)s RT tanpa angka") % {"n": count(silent)} if silent else _("kriteria 1c"),
               source_url=reverse("houses_by_rt", args=[city.code]), source_label=_("Per RT")),
        Figure(_("RT yang angkanya berbeda"), count(differing) if counted else None, _("RT"),
               _("daftar dan survei tidak sama"),
               source_url=f"{reverse('houses_by_rt', args=[city.code])}?beda=ya", source_label=_("Lihat RT-nya")),
        Figure(_("Sudah dibantu"), count(aided), _("rumah"),
               _("%(n)s keluarga lebih dari sekali") % {"n": count(twice)},
               source_url=f"{register}?bantuan=dobel", source_label=_("Lihat yang lebih dari sekali")),
    ]  # fmt: skip


def shown_rts(rows: Iterable[RtHouses]) -> list[ShownRt]:
    """RT by RT."""
    return [_rt(row) for row in rows]


def _rt(row: RtHouses) -> ShownRt:
    more = row.difference_micro
    words = None if more is None else f"{'+' if more > 0 else ''}{micro(more, language())}"
    sign = 0 if not more else 1 if more > 0 else -1
    counted = None if row.counted_micro is None else micro(row.counted_micro, language())
    return ShownRt(row.place, place_name(row.place), row.place.kelurahan.name if row.place.kelurahan else "", counted,
                   micro(row.listed * MICRO, language()), words, sign)  # fmt: skip


def _households(houses: QuerySet[UnfitHouse]) -> int:
    """How many households live in those houses: one that moved is one."""
    return houses.annotate(home=Coalesce("nik_hash", "match_key")).values("home").distinct().count()


def visible_houses(user: User, city: City) -> QuerySet[UnfitHouse]:
    """The houses of the city that the person sees, struck-off ones too."""
    return UnfitHouse.objects.visible_to(user).filter(city=city)

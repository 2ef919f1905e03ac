"""A decree as its page shows it: the sentence, its locations with three areas each, who leads what, its papers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.decrees.models import Decree, DecreeLine, DecreeState
from tuntas.city.decrees.scoping import grades_of, regulation_for, rt_words
from tuntas.city.records.models import AuditEntry
from tuntas.domain.area import m2_to_hectares, printed_rows
from tuntas.domain.numbers import number
from tuntas.rules.priorities import authority_for
from tuntas.rules.regulation import Regulation
from tuntas.web.audit.words import VERB_WORDS, word
from tuntas.web.decrees.loading import Chosen
from tuntas.web.decrees.words import LAND, called, day_of
from tuntas.web.shared.components import Companion, Event, Figure
from tuntas.web.shared.formats import count, hectares, language, moment, square_metres

MICRO_HA_PER_M2, UDEG = 100, 1_000_000


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A location: the columns of the regulation, and the three areas that never replace one another."""

    position: int
    name: str
    url: str
    place: str
    units: str
    printed: str
    exact: str
    drawn: str
    verified: str
    point: str
    grade: str | None
    total: int | None
    land: str
    priority: str
    authority: str
    line: DecreeLine


def crumb(decree: Decree) -> str:
    """The decree on the way to a page below it: its number, or that it is a draft."""
    return decree.number or _("Rancangan")


def steps(chosen: Chosen, blocking: int) -> tuple[list[str], int] | None:
    """How far an open draft has come, for the path above it."""
    if not chosen.is_open:
        return None
    now = 3 if chosen.state is DecreeState.VERIFIED else 1 if blocking else 2
    return [_("Rancangan"), _("Verifikasi"), _("Penetapan")], now


def headline(chosen: Chosen, lines: Sequence[DecreeLine], blocking: int) -> str:
    """The page in one sentence."""
    told = {"name": called(chosen.decree), "day": day_of(chosen.decree), "n": count(len(lines)),
            "area": hectares(sum(line.area_m2 for line in lines)), "blocking": count(blocking)}  # fmt: skip
    if chosen.state is DecreeState.DROPPED:
        return _("Rancangan ini dibatalkan; tetap tersimpan beserta alasannya.")
    if chosen.state is DecreeState.VERIFIED:
        return _("Rancangan memuat %(n)s lokasi seluas %(area)s; terverifikasi, menunggu penetapan.") % told
    if chosen.state is DecreeState.DRAFT and blocking:
        return ngettext("Rancangan memuat %(n)s lokasi seluas %(area)s; %(blocking)s hal masih menghalangi.",
                        "Rancangan memuat %(n)s lokasi seluas %(area)s; %(blocking)s hal masih menghalangi.",
                        blocking) % told  # fmt: skip
    if chosen.state is DecreeState.DRAFT:
        return _("Rancangan memuat %(n)s lokasi seluas %(area)s; siap diverifikasi.") % told
    return _("%(name)s, %(day)s, menetapkan %(n)s lokasi seluas %(area)s.") % told


def tiles(lines: Sequence[DecreeLine], *, is_open: bool) -> list[Figure]:
    """The three areas side by side, with people and buildings; a sum says how many locations do not count in it."""
    beside = [
        Companion(label, _known_sum(lines, name))
        for label, name in ((_("KK"), "households"), (_("Jiwa"), "people"), (_("Bangunan"), "buildings"),
                            (_("RTLH"), "unfit_houses"))
    ]  # fmt: skip
    decreed = sum(line.area_m2 for line in lines)
    return [
        Figure(_("Luas SK"), _bare(decreed), "ha", _("usulan rancangan") if is_open else _("seperti tercetak"),
               square_metres(decreed), icon="paper", is_accent=True, companions=beside),
        _area_tile(_("Luas delineasi"), [line.drawn_m2 for line in lines], _("belum tergambar"), "map"),
        _area_tile(_("Luas terverifikasi"), [line.verified_m2 for line in lines], _("belum terverifikasi"), "survey"),
    ]  # fmt: skip


def shown_lines(chosen: Chosen, lines: Sequence[DecreeLine]) -> list[ShownLine]:
    """The table. A draft's hectares are rounded together, as they will be printed."""
    rule, grades = regulation_for(chosen.decree), grades_of(chosen.decree)
    rounded = printed_rows([line.area_m2 for line in lines])
    printed = [line.printed or number(one, language(), 2) for line, one in zip(lines, rounded, strict=True)]
    return [_line(chosen, line, text, (rule, grades)) for line, text in zip(lines, printed, strict=True)]


def _line(chosen: Chosen, line: DecreeLine, printed: str, law: tuple[Regulation, Mapping[str, str]]) -> ShownLine:
    rule, grades = law
    leader = authority_for(line.area_m2 * MICRO_HA_PER_M2, rule)
    return ShownLine(
        position=line.position, name=line.name,
        url=line_url(chosen, line),
        place=place_words(line), units=rt_words(line.units.all()), printed=printed, exact=square_metres(line.area_m2),
        drawn=_or_none(line.drawn_m2), verified=_or_none(line.verified_m2), point=point_words(line),
        grade=grades.get(line.grade), total=line.total, land=str(LAND.get(line.land_status, "")),
        priority=f"{line.priority} ({line.priority_code})" if line.priority else "",
        authority=leader.name.in_(language()) if leader else "", line=line,
    )  # fmt: skip


def decree_url(chosen: Chosen) -> str:
    """The page of the decree."""
    return reverse("decree", args=[chosen.city.code, chosen.decree.pk])


def line_url(chosen: Chosen, line: DecreeLine) -> str:
    """The page of a location."""
    return reverse("decree_line", args=[chosen.city.code, chosen.decree.pk, line.pk])


def exact_words(line: DecreeLine) -> str:
    """The area to be changed, with every square metre: what is not touched stays as it was."""
    return number(m2_to_hectares(line.area_m2), language())


def map_detail(line: DecreeLine) -> str:
    """What the map says of a location: its hectares, its score where there is one."""
    if line.total is None:
        return hectares(line.area_m2)
    return _("%(area)s, nilai %(total)s") % {"area": hectares(line.area_m2), "total": line.total}


def total_words(lines: Sequence[ShownLine]) -> str:
    """The sum of the rows as they are printed."""
    return hectares(sum(one.line.area_m2 for one in lines))


def place_words(line: DecreeLine) -> str:
    """`Melati, Kecamatan Taman`."""
    above = line.place.kecamatan
    return _("%(place)s, Kecamatan %(kecamatan)s") % {"place": line.place.name, "kecamatan": above.name} if above \
        else line.place.name  # fmt: skip


def point_words(line: DecreeLine) -> str:
    """`7,55000° LS, 110,80000° BT`; empty: nothing is drawn."""
    if line.latitude_udeg is None or line.longitude_udeg is None:
        return ""
    south = line.latitude_udeg < 0
    told = {"latitude": _degrees(line.latitude_udeg), "longitude": _degrees(line.longitude_udeg)}
    return (_("%(latitude)s LS, %(longitude)s BT") if south else _("%(latitude)s LU, %(longitude)s BT")) % told


def events(chosen: Chosen, entries: Iterable[AuditEntry] | None) -> list[Event]:
    """The way of the decree, newest first: from the trail for who may read it, else its own dates."""
    if entries is not None:
        return [Event(word(VERB_WORDS, one.verb), moment(one.at), one.at.isoformat(), one.by.name if one.by else "",
                      icon=ICONS.get(one.verb, "edit")) for one in entries]  # fmt: skip
    decree = chosen.decree
    own = [
        (
            word(VERB_WORDS, "decree.drafted"),
            None if decree.is_legacy else decree.drafted_at,
            decree.drafted_by,
            "edit",
        ),
        (word(VERB_WORDS, "decree.verified"), decree.verified_at, decree.verified_by, "checked"),
        (_enacted_word(decree), decree.enacted_at, decree.enacted_by, "paper"),
        (word(VERB_WORDS, "decree.dropped"), decree.dropped_at, decree.dropped_by, "close"),
    ]
    return [Event(told, moment(at), at.isoformat(), by.name if by else "", icon=icon)
            for told, at, by, icon in reversed(own) if at]  # fmt: skip


def _enacted_word(decree: Decree) -> str:
    return _("SK lama dicatat seperti tercetak") if decree.is_legacy else word(VERB_WORDS, "decree.enacted")


ICONS = {"decree.drafted": "edit", "decree.verified": "checked", "decree.enacted": "paper", "decree.dropped": "close",
         "decree.reopened": "return", "decree.refreshed": "refresh"}  # fmt: skip


def papers(decree: Decree) -> list[dict[str, object]]:
    """Minutes and signed decree, each with its file where one was kept."""
    found = ((_("SK yang ditandatangani"), decree.paper), (_("Berita acara verifikasi"), decree.minutes))
    return [{"label": label, "paper": paper} for label, paper in found if paper is not None]


def _area_tile(label: str, areas: Sequence[int | None], missing_word: str, icon: str) -> Figure:
    known = [area for area in areas if area is not None]
    missing = len(areas) - len(known)
    note = _("%(n)s lokasi %(what)s") % {"n": count(missing), "what": missing_word} if missing else ""
    total = sum(known) if known else None
    return Figure(label, None if total is None else _bare(total), "ha", note, square_metres(total), icon=icon)


def _known_sum(lines: Sequence[DecreeLine], name: str) -> str | None:
    """The sum where every location says it; a part would read as the whole."""
    values = [getattr(line, name) for line in lines]
    return None if not values or None in values else count(sum(values))


def _bare(area_m2: int) -> str:
    return hectares(area_m2).removesuffix(" ha")


def _or_none(area_m2: int | None) -> str:
    return "" if area_m2 is None else _bare(area_m2)


def _degrees(udeg: int) -> str:
    whole, part = divmod(abs(udeg), UDEG)
    mark = "." if language() == "en" else ","
    return f"{whole}{mark}{part // 10:05d}°"

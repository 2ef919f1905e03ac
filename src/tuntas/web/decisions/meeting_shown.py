"""A meeting's list as the page shows it: cards with advice and word, sections by kind, sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.decisions.advice import words_of
from tuntas.city.decisions.deciding import ordered
from tuntas.city.decisions.facts import Totals, totals_of
from tuntas.city.decisions.models import Decision, ItemKind, MeetingItem, Verdict
from tuntas.city.funding.facts import headroom
from tuntas.city.people.models import City
from tuntas.planning.ranking_terms import measures
from tuntas.web.decisions.loading import Chosen
from tuntas.web.decisions.words import ACTS, ITEMS, VERDICTS, measure_word, points, points_word, rank_word, value_word
from tuntas.web.shared.formats import count, day, hectares, moment, rupiah, rupiah_short

#: How many measures are named as what carries an item.
CARRYING = 2
#: From so many points a value speaks for an item.
STRONG = 50


@dataclass(frozen=True, slots=True)
class Asking:
    """What stands in the way of an act on an item: a reason is asked, or (`field` empty) it cannot be done."""

    item: int
    words: str
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class ShownPart:
    """What a measure adds."""

    name: str
    value: str
    points: str
    weight: int
    share: str
    width: int


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A card. `state` None: no word yet."""

    item: MeetingItem
    place: int
    facts: Sequence[str]
    advice: str
    law: str
    carried: str
    missing: str
    unsure: str
    word: Decision | None
    state: Any
    force: str
    buttons: Sequence[tuple[str, Any, bool]]
    asking: Asking | None
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The items of a kind in the head's order."""

    kind: str
    title: Any
    items: Sequence[ShownItem]
    waiting: int


def listing(chosen: Chosen, asking: Asking | None = None) -> tuple[list[Section], Totals]:
    """The sections of a list and what it comes to so far (five queries for any number of items)."""
    words = words_of(chosen.meeting)
    groups = ordered(chosen.meeting)
    sections = [_section(kind, groups[kind], words, asking) for kind in ItemKind if kind in groups]
    return sections, totals_of([one for group in groups.values() for one in group], words)


def item_shown(item: MeetingItem, place: int, words: Mapping[int, Decision], asking: Asking | None = None,
               last: int = 0) -> ShownItem:  # fmt: skip
    """A card; `place` counts from 1 in the head's order."""
    word = words.get(item.pk)
    paper = word.paper if word else None
    force = ""
    if word is not None:
        force = f"{paper.number or paper.title}, {day(paper.signed_on)}" if paper else _("arahan, belum berdokumen")
    return ShownItem(
        item=item, place=place, facts=_facts(item), advice=advice_words(item), law=law_words(item),
        carried=_carried(item), missing=missing_words(item), unsure=_unsure(item), word=word,
        state=VERDICTS[word.verdict] if word else None, force=force,
        buttons=[(one.value, ACTS[one], bool(word and word.verdict == one)) for one in Verdict],
        asking=asking if asking and asking.item == item.pk else None, is_first=place == 1, is_last=place == last,
    )  # fmt: skip


def advice_words(item: MeetingItem) -> str:
    """`Saran: peringkat 2, nilai 71,50`."""
    told = {"rank": item.rank, "score": points(item.score_centi)}
    return _("Saran: peringkat %(rank)s, nilai %(score)s") % told


def law_words(item: MeetingItem) -> str:
    """Its rank by the regulation's priority alone; empty: that is not known."""
    return "" if item.law_rank is None else _("menurut prioritas peraturan: %(rank)s") % {"rank": item.law_rank}


def missing_words(item: MeetingItem) -> str:
    """Which values lack, and where that may lead; empty: none."""
    lacking = [measure_word(one["code"]) for one in item.advice if one["points"] is None and one["weight"]]
    if not lacking:
        return ""
    return " ".join([_("Belum ada data: %(names)s.") % {"names": ", ".join(lacking)}, _range(item)]).strip()


def _unsure(item: MeetingItem) -> str:
    """For a card: that values lack, and where that may lead."""
    lacking = any(one["points"] is None and one["weight"] for one in item.advice)
    return " ".join([_("Sebagian data belum ada."), _range(item)]).strip() if lacking else ""


def _range(item: MeetingItem) -> str:
    if item.rank_low == item.rank_high:
        return ""
    return _("Peringkatnya dapat %(ranks)s.") % {"ranks": rank_word(item.rank_low, item.rank_high)}


def parts(item: MeetingItem) -> list[ShownPart]:
    """What each measure adds, as the list was frozen."""
    known = {one.code: one for one in measures()}
    most = max((one["centi"] for one in item.advice), default=0) or 1
    return [
        ShownPart(measure_word(one["code"]),
                  value_word(known[one["code"]], one["value"]) if one["code"] in known else count(one["value"]),
                  points_word(one["points"]), one["weight"], points(one["centi"]), one["centi"] * 100 // most)
        for one in item.advice if one["weight"]
    ]  # fmt: skip


def totals_shown(city: City, found: Totals) -> dict[str, Any]:
    """The sums in words."""
    lines = [_year_line(year, cost, room) for year, (cost, room) in _by_year(city, found).items()]
    return {
        "decided": found.decided, "waiting": found.waiting, "area": hectares(found.area_m2),
        "households": count(found.households), "unfit": count(found.unfit_houses),
        "cost": rupiah_short(found.cost_idr), "cost_exact": rupiah(found.cost_idr),
        "unpriced": ngettext("%(n)s usulan belum berharga", "%(n)s usulan belum berharga", found.unpriced)
        % {"n": found.unpriced} if found.unpriced else "",
        "places": _("%(n)s kawasan") % {"n": found.settlements},
        "years": lines,
    }  # fmt: skip


def word_line(word: Decision) -> str:
    """Who said it when."""
    told = {"who": word.by.name if word.by else "–", "when": moment(word.at)}
    if word.is_delegate:
        return _("dicatat %(who)s dari dokumennya, %(when)s") % told
    return f"{told['who']}, {told['when']}"


def _section(kind: ItemKind, items: Sequence[MeetingItem], words: Mapping[int, Decision],
             asking: Asking | None) -> Section:  # fmt: skip
    shown = [item_shown(one, place, words, asking, len(items)) for place, one in enumerate(items, start=1)]
    return Section(kind.value, ITEMS[kind], shown, sum(one.word is None for one in shown))


def _facts(item: MeetingItem) -> list[str]:
    facts = [item.where, hectares(item.area_m2)]
    if item.kind == ItemKind.PROPOSAL:
        cost = _("biaya belum ada data") if item.cost_idr is None else rupiah_short(item.cost_idr)
        facts += [cost, str(item.year)]
    return [fact for fact in facts if fact]


def _carried(item: MeetingItem) -> str:
    """The measures that add most, where they speak for it."""
    strong = [one for one in item.advice if one["weight"] and (one["points"] or 0) >= STRONG]
    best = sorted(strong, key=lambda one: -one["centi"])[:CARRYING]
    if not best:
        return ""
    names = ", ".join(f"{measure_word(one['code'])} (+{points(one['centi'])})" for one in best)
    return _("Ditopang %(names)s") % {"names": names}


def _by_year(city: City, found: Totals) -> dict[int, tuple[int, int | None]]:
    if not found.cost_by_year:
        return {}
    rooms: dict[int, int] = {}
    for (_source, year), left in headroom(city, list(found.cost_by_year)).items():
        rooms[year] = rooms.get(year, 0) + left
    return {year: (cost, rooms.get(year)) for year, cost in found.cost_by_year.items()}


def _year_line(year: int, cost: int, room: int | None) -> tuple[str, bool]:
    """The words, and whether it is more than there is."""
    told = {"year": year, "cost": rupiah_short(cost), "room": rupiah_short(room)}
    if room is None:
        return _("%(year)s: %(cost)s; pagu belum ada data") % told, False
    return _("%(year)s: %(cost)s dari sisa pagu %(room)s") % told, cost > room

"""A ranking with its contributions, and which change of a weight would turn it round."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tuntas.city.decisions.candidates import Listed
from tuntas.planning.ranking import Ranked, priority_ranks
from tuntas.planning.ranking_terms import measures
from tuntas.planning.sensitivity import Swing, neighbour_swings, top_swings
from tuntas.web.decisions.words import measure_word, points, points_word, rank_word, value_word
from tuntas.web.shared.formats import hectares, rupiah_short

#: How many items "the first ones" are, and how many changes are told.
TOP, TOLD = 5, 6


@dataclass(frozen=True, slots=True)
class RankedPart:
    """What a measure adds; `width` is its share of the highest contribution in percent."""

    name: str
    value: str
    points: str
    weight: int
    share: str
    width: int
    is_missing: bool


@dataclass(frozen=True, slots=True)
class RankedRow:
    """An item in its place; `swing` says what would let the next one overtake it."""

    rank: int
    ranks: str
    law_rank: int | None
    name: str
    where: str
    area: str
    cost: str
    score: str
    bounds: str
    parts: Sequence[RankedPart]
    swing: str


def rows(found: Sequence[tuple[Listed, Ranked]]) -> list[RankedRow]:
    """The list in the order of the advice."""
    names = {row.key: row.name for row, _ranked in found}
    law = priority_ranks([row.candidate for row, _ranked in found])
    swings = [*neighbour_swings([ranked for _row, ranked in found]), None]
    return [_row(row, ranked, law[row.key], swing_words(swing, names) if swing else _unmoved(place, len(found)))
            for place, ((row, ranked), swing) in enumerate(zip(found, swings, strict=False), start=1)]  # fmt: skip


def top_words(found: Sequence[tuple[Listed, Ranked]]) -> list[str]:
    """The smallest changes that would put another item among the first ones."""
    if len(found) <= TOP:
        return []
    names = {row.key: row.name for row, _ranked in found}
    return [swing_words(one, names) for one in top_swings([ranked for _row, ranked in found], TOP)[:TOLD]]


def swing_words(swing: Swing, names: dict[int, str]) -> str:
    """`Bobot Kesiapan 10 → 17: "Jalan A" naik di atas "Jalan B"`."""
    told = {
        "measure": measure_word(swing.code), "was": swing.weight, "to": swing.to,
        "behind": names[int(str(swing.behind))], "ahead": names[int(str(swing.ahead))],
    }  # fmt: skip
    return _("Bobot %(measure)s %(was)s → %(to)s: “%(behind)s” naik di atas “%(ahead)s”.") % told


def _cost(row: Listed) -> str:
    if row.year is None:
        return ""
    return _("biaya belum ada data") if row.cost_idr is None else rupiah_short(row.cost_idr)


def _unmoved(place: int, last: int) -> str:
    return "" if place == last else _("Tidak ada perubahan satu bobot yang membalik urutannya dengan yang berikut.")


def _row(row: Listed, ranked: Ranked, law_rank: int | None, swing: str) -> RankedRow:
    most = max((one.centi for one in ranked.contributions), default=0) or 1
    known = {one.code: one for one in measures()}
    low, high = points(ranked.low_centi), points(ranked.high_centi)
    return RankedRow(
        rank=ranked.rank, ranks=rank_word(ranked.rank_low, ranked.rank_high), law_rank=law_rank, name=row.name,
        where=row.where, area=hectares(row.area_m2), cost=_cost(row),
        score=points(ranked.score_centi), bounds="" if ranked.is_certain else f"{low}–{high}",
        parts=[
            RankedPart(measure_word(one.code), value_word(known[one.code], one.value), points_word(one.points),
                       one.weight, points(one.centi), one.centi * 100 // most, one.points is None)
            for one in ranked.contributions if one.weight
        ],
        swing=swing,
    )  # fmt: skip

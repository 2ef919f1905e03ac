"""Splitting and merging: the earlier settlements end on the day on which the later ones begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tuntas.city.people.models import User
from tuntas.city.places.models import Place
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.city.settlements.actions import SettlementHead, close, found_settlement, set_members
from tuntas.city.settlements.drawings import Drawing
from tuntas.city.settlements.models import Settlement, SettlementSuccession, Succession
from tuntas.city.settlements.refusing import CannotSettle


@dataclass(frozen=True, slots=True)
class Part:
    """A settlement that goes on from others: its name, its shape, its RT."""

    head: SettlementHead
    drawing: Drawing | None = None
    places: Sequence[Place] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """On which day, on which paper, by whom and when it was recorded."""

    on: date
    by: User | None
    at: datetime
    paper: Paper | None = None


@transaction.atomic
def split_settlement(*, settlement: Settlement, parts: Sequence[Part], turn: Turn) -> list[Settlement]:
    """Let a settlement go on as several."""
    if len(parts) < 2:
        raise CannotSettle("SETTLEMENT-SPLIT-NEEDS-TWO", name=settlement.name)
    close(settlement, turn.on)
    later = [_begin(settlement, part, turn) for part in parts]
    _follow([settlement], later, Succession.SPLIT, turn)
    note("settlement.split", about=settlement, by=turn.by, at=turn.at, on=turn.on, into=[one.pk for one in later],
         paper=turn.paper.pk if turn.paper else None)  # fmt: skip
    return later


@transaction.atomic
def merge_settlements(*, settlements: Sequence[Settlement], into: Part, turn: Turn) -> Settlement:
    """Let several settlements of a city go on as one."""
    if len({one.pk for one in settlements}) < 2:
        raise CannotSettle("SETTLEMENT-MERGE-NEEDS-TWO")
    if len({one.city_id for one in settlements}) > 1:
        raise CannotSettle("SETTLEMENT-MERGE-ONE-CITY")
    for one in settlements:
        close(one, turn.on)
    later = _begin(settlements[0], into, turn)
    _follow(settlements, [later], Succession.MERGED, turn)
    note("settlement.merged", about=later, by=turn.by, at=turn.at, on=turn.on, of=[one.pk for one in settlements],
         paper=turn.paper.pk if turn.paper else None)  # fmt: skip
    return later


def _begin(before: Settlement, part: Part, turn: Turn) -> Settlement:
    made = found_settlement(city=before.city, head=part.head, drawing=part.drawing, on=turn.on, by=turn.by, at=turn.at)
    if part.places:
        set_members(settlement=made, places=part.places, on=turn.on, by=turn.by, at=turn.at)
    return made


def _follow(earlier: Sequence[Settlement], later: Sequence[Settlement], kind: Succession, turn: Turn) -> None:
    SettlementSuccession.objects.bulk_create(
        SettlementSuccession(city=one.city, earlier=one, later=other, kind=kind, on=turn.on, paper=turn.paper,
                             by=turn.by, recorded_at=turn.at)
        for one in earlier for other in later
    )  # fmt: skip

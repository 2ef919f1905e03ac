"""Calling a meeting, making its list with the advice, and closing it."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from tuntas.city.decisions.advice import skipped
from tuntas.city.decisions.candidates import Listed, listed
from tuntas.city.decisions.models import ItemKind, Meeting, MeetingItem, MeetingKind, MeetingState
from tuntas.city.decisions.refusals import CannotDecide
from tuntas.city.decisions.weighting import current_weighting, weights_of
from tuntas.city.people.models import City, User
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.planning.ranking import Ranked, priority_ranks, rank
from tuntas.planning.ranking_terms import measures


@dataclass(frozen=True, slots=True)
class MeetingHead:
    """What a meeting is called with."""

    kind: MeetingKind
    title: str
    held_on: date
    place: str = ""


@transaction.atomic
def call_meeting(*, city: City, head: MeetingHead, by: User | None, at: datetime) -> Meeting:
    """Call a meeting. Raises `CannotDecide` without a title, or while another of its kind goes on."""
    City.objects.select_for_update().get(pk=city.pk)
    if not head.title.strip():
        raise CannotDecide("MEETING-TITLE")
    if other := Meeting.objects.filter(city=city, kind=head.kind).open().first():
        raise CannotDecide("MEETING-OTHER-OPEN", title=other.title)
    meeting = Meeting.objects.create(
        city=city, kind=head.kind.value, title=head.title.strip(), held_on=head.held_on, place=head.place.strip(),
        called_by=by, called_at=at,
    )  # fmt: skip
    note("meeting.called", about=meeting, by=by, at=at, kind=head.kind.value, on=head.held_on)
    return meeting


def ranked_list(city: City, kind: ItemKind, weights: Mapping[str, int], *, on: date,
                only: Collection[int] | None = None) -> list[tuple[Listed, Ranked]]:  # fmt: skip
    """Everything of a kind (or `only` those ids) in the order of the advice."""
    rows = {one.key: one for one in listed(city, kind, on=on, only=only)}
    ranked = rank([one.candidate for one in rows.values()], weights, measures(kind.value))
    return [(rows[int(str(one.key))], one) for one in ranked]


@transaction.atomic
def make_list(*, meeting: Meeting, chosen: Mapping[ItemKind, Collection[int]], on: date, by: User | None,
              at: datetime) -> list[MeetingItem]:  # fmt: skip
    """Make the list of a meeting anew, with the advice by the city's present weights.

    Raises `CannotDecide` once the meeting has begun, where nothing is chosen, or where something no longer waits.
    """
    found = locked(meeting)
    if found.begun_at is not None:
        raise CannotDecide("MEETING-BEGUN")
    if found.kind != MeetingKind.PRIORITIES or not any(chosen.values()):
        raise CannotDecide("MEETING-NOTHING-CHOSEN")
    weighting = current_weighting(found.city)
    weights = weights_of(weighting)
    found.items.all().delete()
    made: list[MeetingItem] = []
    for kind in ItemKind:
        wanted = set(chosen.get(kind, ()))
        rows = ranked_list(found.city, kind, weights, on=on, only=wanted) if wanted else []
        if len(rows) < len(wanted):
            raise CannotDecide("MEETING-ITEM-GONE", n=len(wanted) - len(rows))
        ranks = priority_ranks([row.candidate for row, _ in rows])
        made += [_item(found, row, ranked, ranks[row.key]) for row, ranked in rows]
    MeetingItem.objects.bulk_create(made)
    found.weighting, found.weights, found.listed_at = weighting, weights, at
    found.order = [item.pk for item in made]
    found.save(update_fields=["weighting", "weights", "listed_at", "order"])
    note("meeting.listed", about=found, by=by, at=at, items=len(made),
         weighting=weighting.version if weighting else 0)  # fmt: skip
    return made


@transaction.atomic
def close_meeting(*, meeting: Meeting, skip_reason: str, by: User | None, at: datetime) -> Meeting:
    """Close a meeting; what has no word goes to the next one.

    Raises `CannotDecide` where a better advised item was left without a word beside a decided one and no reason is
    given.
    """
    found = locked(meeting)
    passed = skipped(found)
    if passed and not skip_reason.strip():
        raise CannotDecide("MEETING-SKIPPED", n=len(passed), names="; ".join(item.name for item in passed[:5]))
    found.state, found.closed_by, found.closed_at = MeetingState.CLOSED, by, at
    found.skip_reason = skip_reason.strip()
    found.save(update_fields=["state", "closed_by", "closed_at", "skip_reason"])
    note("meeting.closed", about=found, by=by, at=at, skipped=[item.pk for item in passed])
    return found


@transaction.atomic
def keep_minutes(*, meeting: Meeting, paper: Paper, by: User | None, at: datetime) -> None:
    """Keep the minutes of a meeting; the first ones stay. Also after it was closed."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("city").get(pk=meeting.pk)
    if found.paper_id is not None or paper.city_id != found.city_id:
        return
    found.paper = paper
    found.save(update_fields=["paper"])
    note("meeting.minuted", about=found, by=by, at=at, paper=paper.pk)


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, locked. Raises `CannotDecide` where it is closed."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("city__place").get(pk=meeting.pk)
    if not found.is_open:
        raise CannotDecide("MEETING-CLOSED", title=found.title)
    return found


def _item(meeting: Meeting, row: Listed, ranked: Ranked, law_rank: int | None) -> MeetingItem:
    return MeetingItem(
        meeting=meeting, kind=row.kind.value, **{row.kind.value.lower(): row.thing}, name=row.name[:300],
        where=row.where[:300], settlements=[one.as_json() for one in row.settlements], rank=ranked.rank,
        rank_low=ranked.rank_low, rank_high=ranked.rank_high, law_rank=law_rank, score_centi=ranked.score_centi,
        score_low_centi=ranked.low_centi, score_high_centi=ranked.high_centi,
        advice=[asdict(one) for one in ranked.contributions], area_m2=row.area_m2, cost_idr=row.cost_idr,
        year=row.year,
    )  # fmt: skip

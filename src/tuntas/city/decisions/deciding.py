"""The head's word: decide, defer, decline, move; the paper that gives it force; who said otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tuntas.city.decisions.advice import has_reason, moved_past, passed_over, words_of
from tuntas.city.decisions.meetings import locked
from tuntas.city.decisions.models import Decision, DecisionPaper, Dissent, Meeting, MeetingItem, OrderMove, Verdict
from tuntas.city.decisions.refusals import CannotDecide
from tuntas.city.people.models import Agency, User
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper

#: Kinds of papers that give a word force.
FORCE_PAPERS = ("BERITA_ACARA", "DISPOSISI", "KEPUTUSAN")
#: What makes an item a problem, a target area or a proposal.
SUBJECTS = ("problem", "target_area", "proposal")


@transaction.atomic
def decide(*, item: MeetingItem, verdict: Verdict, reason: str = "", by: User | None, at: datetime) -> Decision:
    """Give a word on an item: an arahan, until a paper gives it force. The same word twice is one.

    Raises `CannotDecide` where it departs from the advice (`decisions.advice`) and no reason is given.
    """
    return _decide(item, verdict, reason, None, by, at)


@transaction.atomic
def enter_decision(
    *, item: MeetingItem, verdict: Verdict, reason: str = "", paper: Paper, by: User | None, at: datetime
) -> Decision:
    """Enter as delegate a word that the head gave by a paper: it is in force at once."""
    made = _decide(item, verdict, reason, paper, by, at)
    if made.paper is None:
        give_force(decisions=[made], paper=paper, by=by, at=at)
    return made


@transaction.atomic
def move(*, item: MeetingItem, by_places: int, reason: str = "", by: User | None, at: datetime) -> OrderMove | None:
    """Move an item up (below zero) or down within its kind; None where it already stands at that end.

    Raises `CannotDecide` where it passes one that the advice ranks otherwise and no reason is given.
    """
    meeting = locked(item.meeting)
    before = ordered(meeting)[item.kind]
    was = before.index(item)
    now = min(len(before) - 1, max(0, was + by_places))
    if now == was:
        return None
    after = [one for one in before if one.pk != item.pk]
    after.insert(now, item)
    passed = moved_past(item, before, after)
    if passed and not reason.strip() and not has_reason(item):
        raise CannotDecide("DECISION-MOVE-REASON", n=len(passed), names=_names(passed))
    _begin(meeting, at)
    made = OrderMove.objects.create(item=item, from_place=was + 1, to_place=now + 1, departs=bool(passed),
                                    reason=reason.strip(), by=by, at=at)  # fmt: skip
    meeting.order = _replaced(meeting.order, [one.pk for one in after])
    meeting.save(update_fields=["order"])
    note("decision.moved", about=item, by=by, at=at, from_place=was + 1, to_place=now + 1, departs=bool(passed))
    return made


@transaction.atomic
def give_force(*, decisions: Iterable[Decision], paper: Paper, by: User | None, at: datetime) -> list[DecisionPaper]:
    """Enter the paper that gives words force. Raises `CannotDecide` for one that was replaced or already has one."""
    if paper.kind not in FORCE_PAPERS:
        raise CannotDecide("DECISION-PAPER-KIND")
    made = []
    for one in decisions:
        decision = Decision.objects.select_for_update(of=("self",)).select_related("item__meeting__city").get(pk=one.pk)
        if paper.city_id != decision.city.pk:
            raise CannotDecide("DECISION-PAPER-FOREIGN")
        if Decision.objects.filter(replaces=decision).exists():
            raise CannotDecide("DECISION-REPLACED", name=decision.item.name)
        if DecisionPaper.objects.filter(decision=decision).exists():
            raise CannotDecide("DECISION-IN-FORCE", name=decision.item.name)
        made.append(DecisionPaper.objects.create(decision=decision, paper=paper, by=by, at=at))
        note("decision.in_force", about=decision, by=by, at=at, paper=paper.pk)
    return made


@dataclass(frozen=True, slots=True)
class Objector:
    """Who says otherwise: a post, and the agency that it speaks for."""

    who: str
    agency: Agency | None = None


@transaction.atomic
def record_dissent(*, decision: Decision, objector: Objector, text: str, by: User | None, at: datetime) -> Dissent:
    """Put on record that somebody said otherwise. Raises `CannotDecide` where who or what lacks."""
    if not objector.who.strip() or not text.strip():
        raise CannotDecide("DECISION-DISSENT-EMPTY")
    made = Dissent.objects.create(decision=decision, agency=objector.agency, who=objector.who.strip(),
                                  text=text.strip(), by=by, at=at)  # fmt: skip
    note("decision.dissented", about=decision, by=by, at=at, agency=objector.agency.pk if objector.agency else None)
    return made


def ordered(meeting: Meeting) -> dict[str, list[MeetingItem]]:
    """The items of each kind in the order that the head gave them (one query)."""
    places = {pk: place for place, pk in enumerate(meeting.order)}
    found: dict[str, list[MeetingItem]] = {}
    for item in sorted(meeting.items.all(), key=lambda one: places.get(one.pk, one.rank)):
        found.setdefault(item.kind, []).append(item)
    return found


def _decide(
    item: MeetingItem, verdict: Verdict, reason: str, paper: Paper | None, by: User | None, at: datetime
) -> Decision:
    meeting = locked(item.meeting)
    words = words_of(meeting)
    here = words.get(item.pk)
    if here is not None and here.verdict == verdict and not reason.strip():
        return here
    passed = passed_over(item, verdict, meeting.items.all(), words)
    if passed and not reason.strip() and not has_reason(item):
        raise CannotDecide("DECISION-REASON", n=len(passed), names=_names(passed))
    _begin(meeting, at)
    made = Decision.objects.create(
        item=item, verdict=verdict.value, departs=bool(passed), against=[one.pk for one in passed],
        reason=reason.strip(), is_delegate=paper is not None, replaces=here or _standing(item), by=by, at=at,
    )  # fmt: skip
    note("decision.made", about=made, by=by, at=at, item=item.pk, verdict=verdict.value, departs=bool(passed),
         replaces=made.replaces_id)  # fmt: skip
    return made


def _standing(item: MeetingItem) -> Decision | None:
    """The word of an earlier meeting on the same thing."""
    same = {f"item__{name}": getattr(item, f"{name}_id") for name in SUBJECTS if getattr(item, f"{name}_id")}
    return Decision.objects.standing().filter(**same).order_by("-at", "-pk").first()


def _begin(meeting: Meeting, at: datetime) -> None:
    if meeting.begun_at is None:
        meeting.begun_at = at
        meeting.save(update_fields=["begun_at"])


def _names(items: list[MeetingItem]) -> str:
    return "; ".join(item.name for item in items[:3]) + (" …" if len(items) > 3 else "")


def _replaced(order: list[int], part: list[int]) -> list[int]:
    """The whole order with those of one kind in their new sequence, each kind on its own places."""
    queue = iter(part)
    own = set(part)
    return [next(queue) if pk in own else pk for pk in order]

"""When a word departs from the advice. The rule is ours [D]; it asks for one reason where two items change places.

Within one kind of items of one meeting:
- DECIDED departs where a better advised item stands deferred or declined;
- DEFERRED or DECLINED departs where a worse advised item stands decided;
- a move departs where it puts the item above a better advised one, or below a worse advised one;
- closing departs where a better advised item has no word while a worse advised one stands decided.
A reason that an item already has from this meeting holds for it: it is not asked twice.
"""

from collections.abc import Iterable, Sequence

from tuntas.city.decisions.models import Decision, Meeting, MeetingItem, OrderMove, Verdict


def words_of(meeting: Meeting) -> dict[int, Decision]:
    """By item the word that stands in this meeting (one query)."""
    rows = Decision.objects.filter(item__meeting=meeting).select_related("by", "force__paper", "force__by")
    return {row.item_id: row for row in rows.order_by("at", "pk")}


def passed_over(
    item: MeetingItem, verdict: Verdict, items: Iterable[MeetingItem], words: dict[int, Decision]
) -> list[MeetingItem]:
    """The items with which a word would change places; none: it follows the advice."""
    found = []
    for other in items:
        word = words.get(other.pk)
        if other.kind != item.kind or other.pk == item.pk or word is None:
            continue
        is_decided = word.verdict == Verdict.DECIDED
        if verdict == Verdict.DECIDED:
            departs = other.rank < item.rank and not is_decided
        else:
            departs = other.rank > item.rank and is_decided
        if departs:
            found.append(other)
    return found


def moved_past(item: MeetingItem, before: Sequence[MeetingItem], after: Sequence[MeetingItem]) -> list[MeetingItem]:
    """The items with which a move changes places against the advice; `before` and `after` are orders of its kind."""
    was, now = before.index(item), after.index(item)
    if now < was:
        return [other for other in before[now:was] if other.rank < item.rank]
    return [other for other in before[was + 1 : now + 1] if other.rank > item.rank]


def has_reason(item: MeetingItem) -> bool:
    """Whether a reason for it was given in this meeting."""
    return item.pk in reasoned(item.meeting)


def reasoned(meeting: Meeting) -> set[int]:
    """The items that a reason was given for in this meeting (two queries)."""
    words = Decision.objects.filter(item__meeting=meeting).exclude(reason="").values_list("item", flat=True)
    moves = OrderMove.objects.filter(item__meeting=meeting).exclude(reason="").values_list("item", flat=True)
    return {*words, *moves}


def skipped(meeting: Meeting) -> list[MeetingItem]:
    """Items without a word that are better advised than one that stands decided without a reason."""
    words, told = words_of(meeting), reasoned(meeting)
    items = list(meeting.items.order_by("kind", "rank"))
    last: dict[str, int] = {}
    for item in items:
        word = words.get(item.pk)
        if word is not None and word.verdict == Verdict.DECIDED and item.pk not in told:
            last[item.kind] = max(last.get(item.kind, 0), item.rank)
    return [item for item in items if item.pk not in words and item.rank < last.get(item.kind, 0)]

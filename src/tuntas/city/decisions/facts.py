"""Reading decisions: what stands on which proposal and settlement, what a meeting comes to, what is carried on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from tuntas.city.decisions.advice import words_of
from tuntas.city.decisions.measuring import total
from tuntas.city.decisions.models import (
    Decision,
    Directive,
    ItemKind,
    Meeting,
    MeetingItem,
    Verdict,
)
from tuntas.city.people.models import City


def standing(city: City) -> dict[int, Decision]:
    """By proposal the word that stands on it, with or without paper (one query)."""
    rows = Decision.objects.standing().filter(item__meeting__city=city, item__kind=ItemKind.PROPOSAL)
    return {row.item.proposal_id: row for row in rows.select_related("item", "force__paper").order_by("at", "pk")
            if row.item.proposal_id is not None}  # fmt: skip


def settlement_verdicts(city: City) -> dict[int, Verdict]:
    """By settlement what the standing words on its target areas and proposals come to (one query).

    DECIDED where one of them is decided; else DEFERRED where one is deferred; else DECLINED.
    """
    rows = Decision.objects.standing().filter(item__meeting__city=city).exclude(item__kind=ItemKind.PROBLEM)
    said: dict[int, set[str]] = {}
    for row in rows.select_related("item"):
        for one in row.item.settlements:
            said.setdefault(one["id"], set()).add(row.verdict)
    order = (Verdict.DECIDED, Verdict.DEFERRED, Verdict.DECLINED)
    return {pk: next(one for one in order if one in verdicts) for pk, verdicts in said.items()}


@dataclass(frozen=True, slots=True)
class Totals:
    """What is decided so far. Places count once however many items name them; None: part of it is not known."""

    counts: Mapping[str, int]
    waiting: int
    area_m2: int | None
    households: int | None
    unfit_houses: int | None
    settlements: int
    cost_idr: int
    unpriced: int
    cost_by_year: Mapping[int, int] = field(default_factory=dict)

    @property
    def decided(self) -> int:
        """How many items are decided."""
        return self.counts[Verdict.DECIDED]


def totals(meeting: Meeting) -> Totals:
    """Money and hectares of the decided items, and how many wait (two queries)."""
    return totals_of(list(meeting.items.all()), words_of(meeting))


def totals_of(items: Iterable[MeetingItem], words: Mapping[int, Decision]) -> Totals:
    """As `totals`, where items and words are at hand."""
    every = list(items)
    decided = [item for item in every if item.pk in words and words[item.pk].verdict == Verdict.DECIDED]
    places = {one["id"]: one for item in decided for one in item.settlements if item.kind != ItemKind.PROBLEM}
    proposals = [item for item in decided if item.kind == ItemKind.PROPOSAL]
    by_year: dict[int, int] = {}
    for item in proposals:
        if item.year is not None:
            by_year[item.year] = by_year.get(item.year, 0) + (item.cost_idr or 0)
    return Totals(
        counts={verdict.value: sum(word.verdict == verdict for word in words.values()) for verdict in Verdict},
        waiting=sum(item.pk not in words for item in every),
        area_m2=_sum(places, "area_m2"), households=_sum(places, "households"),
        unfit_houses=_sum(places, "unfit_houses"), settlements=len(places),
        cost_idr=sum(item.cost_idr or 0 for item in proposals),
        unpriced=sum(item.cost_idr is None for item in proposals), cost_by_year=dict(sorted(by_year.items())),
    )  # fmt: skip


def carried(meeting: Meeting) -> list[Directive]:
    """Tasks of earlier meetings that were open when this one was called (or still are), the longest due first."""
    rows = Directive.objects.filter(city=meeting.city, at__lt=meeting.called_at).exclude(meeting=meeting)
    rows = rows.filter(Q(done_at=None) | Q(done_at__gt=meeting.called_at))
    return list(rows.select_related("agency", "owner", "settlement", "meeting").order_by("due_on", "pk"))


def carried_on(meeting: Meeting) -> list[Directive]:
    """Tasks of this and earlier meetings that stay open after it."""
    end = meeting.closed_at
    rows = Directive.objects.filter(city=meeting.city)
    if end is not None:
        rows = rows.filter(Q(done_at=None) | Q(done_at__gt=end), at__lte=end)
    else:
        rows = rows.open()
    return list(rows.select_related("agency", "owner", "settlement", "meeting").order_by("due_on", "pk"))


def unpapered(city: City) -> tuple[list[Decision], list[Directive]]:
    """Words and tasks that are still arahan: the secretariat has no paper for them yet."""
    words = Decision.objects.as_directives().filter(item__meeting__city=city).select_related("item__meeting")
    tasks = Directive.objects.filter(city=city, paper=None).open().select_related("agency", "meeting")
    return list(words.order_by("at", "pk")), list(tasks.order_by("at", "pk"))


def _sum(places: Mapping[int, Mapping[str, int | None]], name: str) -> int | None:
    return total(one.get(name) for one in places.values()) if places else 0

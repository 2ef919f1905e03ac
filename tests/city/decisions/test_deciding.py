"""The head's word: frozen advice, reasons where it departs, nothing overwritten, force by paper."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.city.decisions.cast import Session, called, minutes, session
from tests.world import AT, ON, World
from tuntas.city.decisions import facts
from tuntas.city.decisions.deciding import (
    Objector,
    decide,
    enter_decision,
    give_force,
    move,
    ordered,
    record_dissent,
)
from tuntas.city.decisions.meetings import close_meeting, make_list
from tuntas.city.decisions.models import Decision, ItemKind, MeetingItem, Verdict
from tuntas.city.decisions.refusals import CannotDecide
from tuntas.city.decisions.weighting import WeightsHead, keep_weights
from tuntas.city.proposals.facts import cost_of
from tuntas.planning.ranking_terms import default_weights

LATER = AT + timedelta(hours=1)


@pytest.fixture
def made(world: World) -> Session:
    return session(world)


def say(made: Session, item: MeetingItem, verdict: Verdict = Verdict.DECIDED, reason: str = "") -> Decision:
    return decide(item=item, verdict=verdict, reason=reason, by=made.head, at=LATER)


def refused(code: str):  # type: ignore[no-untyped-def]
    return pytest.raises(CannotDecide, match=f"^{code}$")


def test_a_list_holds_the_advice_with_contributions_that_add_up(made: Session) -> None:
    for kind in ItemKind:
        items = made.items(kind)
        assert [one.rank for one in items] == list(range(1, len(items) + 1))
        for one in items:
            assert sum(part["centi"] for part in one.advice) == one.score_centi
            assert one.rank_low <= one.rank <= one.rank_high
    costs = {one.proposal_id: one.cost_idr for one in made.items()}
    assert costs == {one.pk: cost_of(one) for one in made.proposals}
    assert made.items(ItemKind.TARGET_AREA)[0].area_m2 == sum(
        one["area_m2"] for one in made.items(ItemKind.TARGET_AREA)[0].settlements
    )
    unready = {part["code"]: part for part in made.items()[0].advice}["readiness"]
    assert unready["value"] is None
    assert unready["points"] is None


def test_a_reason_is_asked_only_where_the_word_departs_and_once_for_an_item(made: Session) -> None:
    first, second, third = made.items()
    assert not say(made, second).departs  # nothing above it was put off yet
    with refused("DECISION-REASON"):
        say(made, first, Verdict.DEFERRED)  # the second is decided
    departing = say(made, first, Verdict.DEFERRED, "menunggu pembebasan lahan")
    assert (departing.departs, departing.against) == (True, [second.pk])
    with refused("DECISION-REASON"):
        say(made, third)
    say(made, third, reason="dekat sekolah")
    say(made, third, Verdict.DECLINED)
    assert say(made, third).departs  # its reason was given


def test_moving_asks_for_a_reason_where_it_passes_a_better_advised_item(made: Session) -> None:
    first, second, third = made.items()
    with refused("DECISION-MOVE-REASON"):
        move(item=third, by_places=-1, by=made.head, at=LATER)
    up = move(item=third, by_places=-9, reason="rawan banjir", by=made.head, at=LATER)
    assert up is not None
    assert (up.from_place, up.to_place, up.departs) == (3, 1, True)
    made.meeting.refresh_from_db()
    assert ordered(made.meeting)["PROPOSAL"] == [third, first, second]
    assert [one.kind for one in made.meeting.items.all()]  # the other kinds keep their places
    assert set(made.meeting.order) == set(made.meeting.items.values_list("pk", flat=True))
    back = move(item=third, by_places=2, by=made.head, at=LATER)
    assert back is not None
    assert not back.departs
    assert move(item=third, by_places=1, by=made.head, at=LATER) is None


def test_a_change_is_a_new_word_and_no_word_is_ever_changed(made: Session) -> None:
    first = made.items()[0]
    was = say(made, first)
    assert say(made, first) == was  # the same tap twice is one word
    now = say(made, first, Verdict.DECLINED)
    assert now.replaces == was
    assert facts.standing(made.world.city) == {first.proposal_id: now}
    for act in (lambda: Decision.objects.filter(pk=was.pk).update(verdict="DECIDED"), was.delete,
                lambda: MeetingItem.objects.filter(pk=first.pk).update(rank=9),
                lambda: MeetingItem.objects.exclude(pk=first.pk).first().delete()):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    with refused("MEETING-BEGUN"):
        make_list(meeting=made.meeting, chosen=made.chosen, on=ON, by=None, at=LATER)


def test_a_word_goes_on_from_meeting_to_meeting(made: Session) -> None:
    first = made.items()[0]
    put_off = say(made, first, Verdict.DEFERRED)
    close_meeting(meeting=made.meeting, skip_reason="", by=made.head, at=LATER)
    with refused("MEETING-CLOSED"):
        say(made, first)
    again = called(made.world)
    make_list(meeting=again, chosen={ItemKind.PROPOSAL: [first.proposal_id]}, on=ON, by=None, at=LATER)
    item = again.items.get()
    assert say(made, item).replaces == put_off
    assert facts.standing(made.world.city)[first.proposal_id].verdict == Verdict.DECIDED


def test_totals_count_money_by_proposal_and_hectares_by_place(made: Session) -> None:
    same = [one for one in made.items() if one.settlements[0]["id"] == made.planning.town.settlements[0].pk]
    other = next(one for one in made.items() if one not in same)
    for one in (*same, other):
        say(made, one, reason="uji")
    found = facts.totals(made.meeting)
    assert found.cost_idr == sum(cost_of(one) for one in made.proposals)
    assert found.settlements == 2
    assert found.area_m2 == same[0].area_m2 + other.area_m2  # type: ignore[operator]
    assert (found.decided, found.waiting) == (3, 3)
    say(made, other, Verdict.DECLINED)
    assert facts.totals(made.meeting).area_m2 == same[0].area_m2
    verdicts = facts.settlement_verdicts(made.world.city)
    assert [verdicts.get(one.pk) for one in made.planning.town.settlements] == ["DECIDED", None, "DECLINED"]


def test_an_arahan_gains_force_with_its_paper_and_both_hands_are_kept(made: Session) -> None:
    first, second, _ = made.items()
    word = say(made, first)
    assert word.paper is None
    paper, secretary = minutes(made.world), made.world.user("PLANNER")
    (force,) = give_force(decisions=[word], paper=paper, by=secretary, at=LATER + timedelta(days=1))
    held = Decision.objects.get(pk=word.pk)
    assert held.paper == paper
    assert (held.by, force.by, held.at < force.at) == (made.head, secretary, True)
    with refused("DECISION-IN-FORCE"):
        give_force(decisions=[word], paper=paper, by=secretary, at=LATER)
    with refused("DECISION-PAPER-KIND"):
        give_force(decisions=[say(made, second)], paper=minutes(made.world, "S-1", "LETTER"), by=None, at=LATER)
    entered = enter_decision(item=made.items()[2], verdict=Verdict.DEFERRED, paper=paper, by=secretary, at=LATER)
    assert entered.is_delegate
    assert Decision.objects.get(pk=entered.pk).paper == paper
    assert [one.pk for one in facts.unpapered(made.world.city)[0]] == [Decision.objects.get(item=second).pk]


def test_closing_asks_why_a_better_advised_item_was_passed_over(made: Session) -> None:
    first, second, _ = made.items()
    say(made, second)
    with refused("MEETING-SKIPPED"):
        close_meeting(meeting=made.meeting, skip_reason=" ", by=made.head, at=LATER)
    dissent = record_dissent(decision=Decision.objects.get(item=second), objector=Objector("Kepala Bappeda"),
                             text="Usulan pertama lebih siap.", by=made.head, at=LATER)  # fmt: skip
    closed = close_meeting(meeting=made.meeting, skip_reason="dibahas bulan depan", by=made.head, at=LATER)
    assert not closed.is_open
    assert dissent.decision.item == second
    assert first.decisions.count() == 0


def test_new_weights_are_a_new_version_and_lists_keep_theirs(made: Session) -> None:
    city = made.world.city
    weights = default_weights() | {"priority": 10, "readiness": 25}
    kept = keep_weights(city=city, weights=weights, head=WeightsHead("Kesiapan dulu", "Uji"), by=None, at=LATER)
    assert kept.version == 1
    assert made.meeting.weights == default_weights()
    make_list(meeting=made.meeting, chosen=made.chosen, on=ON, by=None, at=LATER)
    made.meeting.refresh_from_db()
    assert (made.meeting.weighting, made.meeting.weights) == (kept, weights)
    for bad, code in (({"tinggi": 1}, "WEIGHTS-UNKNOWN"), ({"area": 101}, "WEIGHTS-RANGE"),
                      ({"readiness": 5}, "WEIGHTS-NONE-PROBLEM")):  # fmt: skip
        with refused(code):
            keep_weights(city=city, weights=bad, head=WeightsHead("x", "y"), by=None, at=LATER)

"""Bringing a problem and the way it takes from agency to agency, each step on record."""

from typing import Any

import pytest

from tests.city.decrees.cast import Town, town
from tests.city.problems.test_taking_in import agency, road, taken
from tests.world import AT, ON, World, person
from tuntas.city.people.actions import Appointment
from tuntas.city.people.models import Agency
from tuntas.city.problems import actions
from tuntas.city.problems.actions import Brought, Completion
from tuntas.city.problems.answering import can_answer, can_close
from tuntas.city.problems.models import CloseCause, Problem, ProblemOrigin, ProblemState, TargetAreaEnd
from tuntas.city.problems.refusals import CannotHandle
from tuntas.city.problems.targets import TargetHead, change_target_area, end_target_area, open_target_area, unfinished
from tuntas.city.problems.trail import Hand
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import AuditEntry, Paper


@pytest.fixture
def evidence(world: World) -> Paper:
    return file_paper(city=world.city, head=PaperHead("LETTER", number="005/12"), by=None, at=AT)


def brought(world: World, evidence: Paper | None, **more: Any) -> Problem:
    what = Brought(**{"subject": "drainase_primer", "text": "Kali meluap.", "evidence": evidence,
                      "place": world.kelurahan, "origin": ProblemOrigin.KELURAHAN} | more)  # fmt: skip
    return actions.bring_problem(city=world.city, brought=what, by=world.user("KELURAHAN_STAFF"), at=AT)


def by(world: World, problem: Problem, role: str = "AGENCY_OFFICER") -> Hand:
    return Hand(world.user(role), AT, Problem.objects.get(pk=problem.pk).changed)


def test_a_problem_goes_from_agency_to_agency_and_each_step_is_on_record(world: World, evidence: Paper) -> None:
    water, environment = agency(world, "PU", "drainase"), agency(world, "LH")
    one = brought(world, evidence)
    assert (one.agency, one.aspect, one.state) == (water, "drainase", ProblemState.OPEN)
    actions.hand_on(problem=one, to=environment, reason="Sampahnya.", hand=by(world, one))
    actions.give_back(problem=one, reason="Bukan mandat kami.", hand=by(world, one))
    one.refresh_from_db()
    assert (one.agency, one.state) == (None, ProblemState.RETURNED)
    actions.ask_agency(problem=one, agency=water, hand=by(world, one, "PLANNER"))
    actions.accept(problem=one, hand=by(world, one))
    found = Completion("Diukur di lapangan.", 120_000_000)
    actions.complete(problem=one, completion=found, hand=by(world, one))
    done = actions.close(problem=one, cause=CloseCause.SOLVED, reason="Sudah dinormalisasi.", hand=by(world, one))
    assert (done.needed_micro, done.unit, done.state) == (120_000_000, "m", ProblemState.CLOSED)
    kinds = ["BROUGHT", "HANDED_ON", "RETURNED", "ROUTED", "ACCEPTED", "COMPLETED", "CLOSED"]
    assert [step.kind for step in one.steps.order_by("pk")] == kinds
    verbs = AuditEntry.objects.about(one).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == [f"problem.{kind.lower()}" for kind in kinds]


def test_what_cannot_be_done_is_refused_with_its_reason(world: World, evidence: Paper) -> None:
    water = agency(world, "PU", "drainase")
    foreign = Agency.objects.create(city=world.foreign_city, code="LAIN", name="Dinas Lain")
    one = brought(world, evidence)
    seen = by(world, one)
    refused: list[tuple[str, Any]] = [
        ("PROBLEM-NO-EVIDENCE", lambda: brought(world, None)),
        ("PROBLEM-NO-TEXT", lambda: brought(world, evidence, text=" ")),
        ("PROBLEM-ELSEWHERE", lambda: brought(world, evidence, place=world.foreign_rt)),
        ("PROBLEM-SUBJECT-UNKNOWN", lambda: brought(world, evidence, subject="pasar")),
        ("PROBLEM-VOLUME-NEGATIVE", lambda: brought(world, evidence, volume_micro=-1)),
        ("PROBLEM-NO-REASON", lambda: actions.hand_on(problem=one, to=water, reason=" ", hand=seen)),
        ("PROBLEM-SAME-AGENCY", lambda: actions.hand_on(problem=one, to=water, reason="x", hand=seen)),
        ("PROBLEM-FOREIGN-AGENCY", lambda: actions.hand_on(problem=one, to=foreign, reason="x", hand=seen)),
        ("PROBLEM-HAS-AGENCY", lambda: actions.ask_agency(problem=one, agency=water, hand=seen)),
        ("PROBLEM-NOTHING-ADDED", lambda: actions.complete(problem=one, completion=Completion(""), hand=seen)),
        ("PROBLEM-IS-OPEN", lambda: actions.reopen(problem=one, reason="x", hand=seen)),
        ("PROBLEM-CAUSE-OF-ASSESSMENT",
         lambda: actions.close(problem=one, cause=CloseCause.NOT_SHOWN, reason="x", hand=seen)),
    ]  # fmt: skip
    for code, act in refused:
        with pytest.raises(CannotHandle, match=code):
            act()
    actions.accept(problem=one, hand=seen)
    with pytest.raises(CannotHandle, match="PROBLEM-CHANGED-MEANWHILE"):
        actions.give_back(problem=one, reason="Bukan kami.", hand=seen)
    assert one.steps.count() == 2


def test_a_post_with_an_agency_answers_for_that_agency_alone(world: World, evidence: Paper) -> None:
    water, environment = agency(world, "PU", "drainase"), agency(world, "LH")
    one = brought(world, evidence)
    officers = [person(f"petugas-{a.code.lower()}", Appointment("AGENCY_OFFICER", city=world.city, agency=a))
                for a in (water, environment)]  # fmt: skip
    assert [can_answer(user, one) for user in officers] == [True, False]
    assert can_answer(world.user("PLANNER"), one) and not can_answer(world.user("KELURAHAN_HEAD"), one)
    assert can_close(world.user("KELURAHAN_STAFF"), one)  # who brought it may take it back
    accepted = actions.accept(problem=one, hand=by(world, one))
    assert not can_close(world.user("KELURAHAN_STAFF"), accepted)
    assert not can_answer(world.user("OUTSIDER"), one)


def test_problems_are_seen_in_the_area_of_the_post(world: World, evidence: Paper) -> None:
    made = town(world)
    taken(world)
    seen = set(Problem.objects.visible_to(world.user("KELURAHAN_STAFF")).values_list("settlement", flat=True))
    assert seen == {made.settlements[0].pk, made.settlements[1].pk}
    assert not Problem.objects.visible_to(world.user("OUTSIDER")).exists()


def head(lead: Agency, name: str = "Kawasan Sungai", **more: Any) -> TargetHead:
    return TargetHead(**{"name": name, "from_year": 2026, "until_year": 2028, "lead_agency": lead, "aspects": ["jalan"],
                         "definition_of_complete": "Semua jalan layak."} | more)  # fmt: skip


def opened(made: Town, lead: Agency, name: str, **more: Any) -> Any:
    return open_target_area(city=made.world.city, head=head(lead, name), settlements=made.settlements[:1],
                            by=made.world.user("PLANNER"), at=AT, **more)  # fmt: skip


def test_a_target_area_beside_an_unfinished_one_needs_a_reason(world: World) -> None:
    made: Town = town(world)
    lead = agency(world, "PERKIM", "jalan")
    taken(world)
    first = opened(made, lead, "Kawasan Sungai")
    assert [(rest.area, {one.criterion for one in rest.problems}) for rest in unfinished(world.city)] == [
        (first, {"2a", "2b"} & set(made.settlements[0].problems.values_list("criterion", flat=True)))
    ]
    with pytest.raises(CannotHandle, match="TARGET-AREA-UNFINISHED"):
        opened(made, lead, "Kawasan Stasiun")
    assert opened(made, lead, "Kawasan Stasiun", despite="Dana pusat hanya tahun ini.").despite_reason


def test_a_target_area_is_complete_only_when_nothing_of_its_definition_remains(world: World) -> None:
    made: Town = town(world)
    lead = agency(world, "PERKIM", "jalan")
    taken(world)
    area = opened(made, lead, "Kawasan Sungai")
    hand = Hand(world.user("PLANNER"), AT, 1)
    with pytest.raises(CannotHandle, match="TARGET-AREA-NOT-COMPLETE"):
        end_target_area(area=area, kind=TargetAreaEnd.COMPLETE, reason="Selesai.", on=ON, hand=hand)
    changed = change_target_area(area=area, head=head(lead), settlements=made.settlements[1:2], reason="Salah pilih.",
                                 on=ON, hand=hand)  # fmt: skip
    assert [(one.settlement, one.left_reason) for one in area.members.order_by("pk")] == [
        (made.settlements[0], "Salah pilih."), (made.settlements[1], "")]  # fmt: skip
    with pytest.raises(CannotHandle, match="PROBLEM-CHANGED-MEANWHILE"):
        end_target_area(area=area, kind=TargetAreaEnd.GIVEN_UP, reason="Dana tidak ada.", on=ON, hand=hand)
    for problem in made.settlements[1].problems.filter(aspect="jalan"):
        actions.close(problem=problem, cause=CloseCause.SOLVED, reason="Selesai dibangun.", hand=by(world, problem))
    again = Hand(world.user("PLANNER"), AT, changed.changed)
    ended = end_target_area(area=area, kind=TargetAreaEnd.COMPLETE, reason="Semua selesai.", on=ON, hand=again)
    assert ended.ended_on == ON and not unfinished(world.city)
    assert road(made).state == ProblemState.OPEN

"""Meetings of the demo: a session on priorities that goes on, a control meeting with tasks, one late. Invented."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from tuntas.city.decisions.deciding import Objector, decide, record_dissent
from tuntas.city.decisions.directing import DirectiveHead, StepHead, give_directive, take_step
from tuntas.city.decisions.meetings import MeetingHead, call_meeting, make_list, ranked_list
from tuntas.city.decisions.models import DirectiveStepKind, ItemKind, Meeting, MeetingKind, Verdict
from tuntas.city.decisions.weighting import weights_of
from tuntas.city.people.agencies import Stage
from tuntas.city.people.models import City, User
from tuntas.city.problems.models import Problem, ProblemKind, TargetArea
from tuntas.city.proposals.models import Proposal

MOST, WORST = 8, 3
BEFORE, AHEAD, LATE = timedelta(days=60), timedelta(days=30), timedelta(days=12)
REASON = "Contoh: warga sudah menyerahkan lahannya."
#: What is to be done, at which stage, by the how manieth agency, from today.
TASKS = (
    ("Contoh: rampungkan DED saluran di kawasan prioritas.", Stage.PLANNING, 0, -LATE),
    ("Contoh: sambungkan pipa ke rumah yang belum terlayani.", Stage.BUILDING, 1, AHEAD),
    ("Contoh: aktifkan lagi kelompok pemelihara IPAL.", Stage.USE, 2, AHEAD),
    ("Contoh: periksa bangunan baru tanpa izin di bantaran.", Stage.CONTROL, 0, AHEAD),
)


def make_meetings(city: City, people: Mapping[str, User], *, on: date, at: datetime) -> None:
    """By ordinary actions; where nothing waits for a word, or the city has no agencies, that meeting is left out."""
    _priorities(city, people, on, at)
    if city.agencies.exists():
        _control(city, people, on, at)


def _priorities(city: City, people: Mapping[str, User], on: date, at: datetime) -> None:
    chosen = {
        ItemKind.PROBLEM: _problems(city, on),
        ItemKind.TARGET_AREA: list(TargetArea.objects.filter(city=city).going_on().values_list("pk", flat=True)),
        ItemKind.PROPOSAL: list(Proposal.objects.filter(city=city).submitted().order_by("pk")
                                .values_list("pk", flat=True)[:MOST]),
    }  # fmt: skip
    if not any(chosen.values()):
        return
    head = MeetingHead(MeetingKind.PRIORITIES, f"Penetapan prioritas {on.year} (contoh)", on, "Balai kota (contoh)")
    meeting = call_meeting(city=city, head=head, by=people["PLANNER"], at=at)
    make_list(meeting=meeting, chosen=chosen, on=on, by=people["PLANNER"], at=at)
    _words(meeting, people, at)


def _problems(city: City, on: date) -> list[int]:
    """What was brought, and the first deficits by the advice."""
    brought = Problem.objects.filter(city=city, kind=ProblemKind.BROUGHT).standing().values_list("pk", flat=True)
    worst = Problem.objects.filter(city=city, kind=ProblemKind.DEFICIT, score__gt=0).standing()
    only = worst.order_by("-score", "pk").values_list("pk", flat=True)[: WORST * 4]
    ranked = ranked_list(city, ItemKind.PROBLEM, weights_of(None), on=on, only=list(only))
    return [*brought, *(row.key for row, _ in ranked[:WORST])]


def _words(meeting: Meeting, people: Mapping[str, User], at: datetime) -> None:
    """The first problem is decided, the second proposal departs from the advice with its reason and a dissent."""
    items = {kind: list(meeting.items.filter(kind=kind).order_by("rank")) for kind in ItemKind}
    by = people["HEAD"]
    for one in items[ItemKind.PROBLEM][:1]:
        decide(item=one, verdict=Verdict.DECIDED, by=by, at=at)
    proposals = items[ItemKind.PROPOSAL]
    if len(proposals) < 3:
        return
    decide(item=proposals[0], verdict=Verdict.DEFERRED, by=by, at=at)
    word = decide(item=proposals[1], verdict=Verdict.DECIDED, reason=REASON, by=by, at=at)
    record_dissent(decision=word, objector=Objector("Kepala Bappeda (contoh)"), by=people["PLANNER"], at=at,
                   text="Contoh: usulan pertama lebih siap dibangun.")  # fmt: skip


def _control(city: City, people: Mapping[str, User], on: date, at: datetime) -> None:
    head = MeetingHead(MeetingKind.CONTROL, "Rapat pengendalian triwulan (contoh)", on - BEFORE)
    meeting = call_meeting(city=city, head=head, by=people["PLANNER"], at=at)
    agencies = list(city.agencies.order_by("pk"))
    for text, stage, number, ahead in TASKS:
        told = DirectiveHead(text, stage, agencies[number % len(agencies)], on + ahead)
        given = give_directive(meeting=meeting, head=told, is_delegate=False, by=people["HEAD"], at=at)
    step = StepHead(DirectiveStepKind.TOLD, "Contoh: pemeriksaan dimulai minggu ini.")
    take_step(directive=given, head=step, by=people["PLANNER"], at=at)

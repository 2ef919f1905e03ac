"""Problems of the demo: taken in from the newest survey, some answered, one brought; a target area. Invented."""

from collections.abc import Mapping
from datetime import date, datetime

from tuntas.city.people.models import Agency, City, User
from tuntas.city.problems.actions import Brought, Completion, accept, bring_problem, complete, give_back, hand_on
from tuntas.city.problems.models import Problem, ProblemOrigin, ProblemState
from tuntas.city.problems.refreshing import preview
from tuntas.city.problems.taking import take_in
from tuntas.city.problems.targets import TargetHead, open_target_area
from tuntas.city.problems.trail import Hand
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.settlements.models import Settlement
from tuntas.domain.quantity import MICRO

ACCEPTED, WORST = 12, 2
YEARS = 3


def make_problems(city: City, people: Mapping[str, User], *, on: date, at: datetime) -> None:
    """By ordinary actions; where the example has no settlement or no agency, nothing."""
    shown = preview(city, on=on)
    if not shown.has_work:
        return
    take_in(city=city, mark=shown.mark, on=on, by=people["PLANNER"], at=at)
    agencies = list(city.agencies.order_by("code"))
    if len(agencies) < 2:
        return
    _answer(city, people, agencies, at)
    _bring(city, people, on, at)
    _target_area(city, people, agencies[0], on, at)


def _answer(city: City, people: Mapping[str, User], agencies: list[Agency], at: datetime) -> None:
    """The worst are taken on and one is completed; one is handed on, one given back."""
    waiting = Problem.objects.filter(city=city, agency__isnull=False, state=ProblemState.OPEN, volume_micro__gt=0)
    rows = list(waiting.select_related("agency").order_by("-score", "pk")[: ACCEPTED + 2])
    by = people["SECTION_HEAD"]
    for one in rows[2:]:
        accept(problem=one, remark="Contoh: masuk rencana kerja.", hand=Hand(by, at, one.changed))
    for one in rows[2:3]:
        found = Completion("Contoh: hasil pemeriksaan lapangan.", (one.volume_micro or 0) * 9 // 10 // MICRO * MICRO)
        complete(problem=one, completion=found, hand=Hand(by, at, one.changed + 1))
    for one in rows[:1]:
        other = next(agency for agency in agencies if agency.pk != one.agency_id)
        hand_on(
            problem=one, to=other, reason="Contoh: lebih dekat dengan mandat mereka.", hand=Hand(by, at, one.changed)
        )
    for one in rows[1:2]:
        give_back(problem=one, reason="Contoh: bukan mandat kami.", hand=Hand(by, at, one.changed))


def _bring(city: City, people: Mapping[str, User], on: date, at: datetime) -> None:
    """A primary drain, told by the kelurahan with what residents said."""
    by = people["KELURAHAN_HEAD"]
    areas = [duty.area_id for duty in by.duties if duty.area_id is not None]
    here = Settlement.objects.filter(city=city, place__in=areas).existing(on).select_related("place").first()
    if here is None:
        return
    head = PaperHead("LETTER", f"CONTOH 005/{on.year}", "Surat kelurahan (contoh)", on, here.place)
    letter = file_paper(city=city, head=head, by=by, at=at)
    brought = Brought(
        "drainase_primer", "Contoh: saluran primer di tepi kawasan dangkal; air naik ke jalan tiap hujan deras.",
        letter, settlement=here, origin=ProblemOrigin.MUSRENBANG, volume_micro=350_000_000,
        quote="Contoh: kalau hujan dua jam, anak-anak tidak bisa ke sekolah.",
    )  # fmt: skip
    bring_problem(city=city, brought=brought, by=by, at=at)


def _target_area(city: City, people: Mapping[str, User], lead: Agency, on: date, at: datetime) -> None:
    """The settlements with the most problems that score."""
    worst: dict[int, int] = {}
    scored = Problem.objects.filter(city=city, score__gt=0, settlement__isnull=False).standing()
    for settlement, score in scored.values_list("settlement", "score"):
        worst[settlement] = worst.get(settlement, 0) + (score or 0)
    chosen = sorted(worst, key=lambda pk: (-worst[pk], pk))[:WORST]
    if not chosen:
        return
    aspects = sorted(set(scored.filter(settlement__in=chosen).values_list("aspect", flat=True)))
    head = TargetHead(
        "Daerah sasaran utama (contoh)", on.year, on.year + YEARS - 1, lead,
        "Contoh: tidak ada lagi kekurangan pada aspek di bawah ini di semua kawasannya.", aspects,
    )  # fmt: skip
    open_target_area(city=city, head=head, settlements=Settlement.objects.filter(pk__in=chosen),
                     by=people["PLANNER"], at=at)  # fmt: skip

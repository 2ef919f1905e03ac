"""The pages of problems and target areas: what they show, what they refuse, and that nothing typed is lost."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.city.decrees.cast import Town, town
from tests.city.problems.test_taking_in import agency, taken
from tests.web.conftest import BACKEND
from tests.web.problems.cast import PDF, target_area, told_problem
from tests.world import World, person
from tuntas.city.people.actions import Appointment
from tuntas.city.people.models import Agency
from tuntas.city.problems.models import Problem, ProblemState, TargetArea

Browser = Callable[[str], Client]


@pytest.fixture
def made(world: World) -> Town:
    """Three settlements whose deficits were taken in; PU answers for roads, nobody for the rest."""
    agency(world, "PU", "jalan")
    made = town(world)
    taken(world)
    return made


def of(world: World, name: str, *parts: object) -> str:
    return reverse(name, args=[world.city.code, *parts])


def officer(world: World, of_agency: Agency) -> Client:
    client = Client()
    user = person(f"petugas-{of_agency.code.lower()}", Appointment("AGENCY_OFFICER", city=world.city, agency=of_agency))
    client.force_login(user, backend=BACKEND)
    return client


def roads(made: Town) -> Agency:
    return Agency.objects.get(city=made.world.city, code="PU")


def test_the_list_and_its_file_hold_exactly_what_is_filtered(made: Town, browser: Browser) -> None:
    world, client = made.world, browser("PLANNER")
    query = f"?kawasan={made.settlements[0].pk}&aspek=jalan&perangkat={roads(made).pk}&keadaan=OPEN&asal=ASSESSMENT"
    wanted = Problem.objects.filter(settlement=made.settlements[0], aspect="jalan")
    page = client.get(of(world, "problems") + query)
    assert page.context["page"].paginator.count == wanted.count() > 0
    assert all(one.agency == "PU" for one in page.context["rows"]) and len(page.context["chips"]) == 5
    book = load_workbook(BytesIO(client.get(of(world, "problem_export") + query).content))
    rows = list(book.active.iter_rows(values_only=True))[1:]
    assert {row[0] for row in rows} == set(wanted.values_list("pk", flat=True))
    assert client.get(of(world, "problems") + "?kawasan=x&keadaan=y&urut=z").status_code == 200


def test_a_problem_explains_the_score_of_each_rt(made: Town, browser: Browser) -> None:
    one = Problem.objects.get(settlement=made.settlements[0], criterion="2a")
    page = browser("AUDITOR").get(of(made.world, "problem", one.pk))
    unit = page.context["units"][0]
    assert unit.volume == "100 m" and unit.formula.startswith("100 m ÷ 300 m = 33,33 %") and unit.way_out
    assert "PU" in page.context["headline"] and "accept_form" not in page.context


def test_the_board_tells_who_waits_and_what_nobody_answers_for(made: Town, browser: Browser) -> None:
    world, client = made.world, browser("PLANNER")
    page = client.get(of(world, "problem_board"))
    assert [(row.code, row.waiting) for row in page.context["rows"]] == [
        ("PU", Problem.objects.filter(aspect="jalan").count())
    ]
    gap = next(one for one in page.context["unrouted"] if one.aspect == "drainase")
    assert gap.count == Problem.objects.filter(aspect="drainase").count()
    client.post(of(world, "problem_ask_all"), {"aspect": "drainase", "agency": roads(made).pk})
    assert not Problem.objects.filter(aspect="drainase", agency=None).exists()


def test_an_agency_finds_what_waits_and_takes_it_on_at_once(made: Town, browser: Browser) -> None:
    world, client = made.world, officer(made.world, roads(made))
    count = Problem.objects.filter(agency=roads(made)).count()
    assert f"Jawab {count} masalah untuk PU" in client.get(reverse("home")).content.decode()
    page = client.get(of(world, "problems") + f"?perangkat={roads(made).pk}")
    ticks = [one.tick for one in page.context["rows"]]
    assert len(ticks) == count and all(ticks)
    Problem.objects.filter(pk=int(ticks[0].partition("-")[0])).update(changed=9)  # somebody was quicker
    client.post(of(world, "problem_accept_ticked"), {"sel": ticks})
    assert Problem.objects.filter(agency=roads(made), state=ProblemState.ACCEPTED).count() == count - 1
    nobodys = Problem.objects.filter(agency=None).first()
    assert nobodys is not None
    assert client.post(of(world, "problem_accept", nobodys.pk), {"seen": 1}).status_code == 403


def test_two_at_once_lose_nothing(world: World, browser: Browser) -> None:
    one = told_problem(world)
    other = Agency.objects.create(city=world.city, code="PU", name="Dinas Pekerjaan Umum")
    client = browser("PLANNER")
    assert client.post(of(world, "problem_accept", one.pk), {"seen": 1}).status_code == 302
    said = {"seen": 1, "agency": other.pk, "reason": "Bukan saluran kami."}
    late = client.post(of(world, "problem_hand_on", one.pk), said)
    assert late.status_code == 409 and "Bukan saluran kami." in late.content.decode()
    one.refresh_from_db()
    assert one.state == ProblemState.ACCEPTED and one.steps.count() == 2
    again = said | {"seen": late.context["hand_on_form"]["seen"].value()}
    assert client.post(of(world, "problem_hand_on", one.pk), again).status_code == 302
    assert Problem.objects.get(pk=one.pk).agency == other


def test_a_kelurahan_brings_a_problem_with_its_evidence(world: World, browser: Browser) -> None:
    client = browser("KELURAHAN_STAFF")
    said = {"place": world.kelurahan.pk, "subject": "lahan", "origin": "MUSRENBANG", "text": "Tanah belum jelas.",
            "volume": "1.250", "paper_kind": "PHOTO"}  # fmt: skip
    refused = client.post(of(world, "problem_bring"), said)
    assert set(refused.context["form"].errors) == {"volume", "content"}  # two readings, and no evidence
    scan = BytesIO(PDF)
    scan.name = "foto.pdf"
    sent = said | {"volume": "1.250,5", "content": scan, "is_personal": "on"}
    assert client.post(of(world, "problem_bring"), sent).status_code == 302
    one = Problem.objects.get()
    assert (one.volume_micro, one.unit, one.origin, one.agency) == (1_250_500_000, "m²", "MUSRENBANG", None)
    assert one.evidence is not None and one.evidence.is_personal
    elsewhere = said | {"place": world.other_kelurahan.pk}
    assert "place" in client.post(of(world, "problem_bring"), elsewhere).context["form"].errors
    paper = of(world, "problem_paper", one.pk, one.evidence.pk)
    assert client.get(paper).status_code == 200 and browser("AGENCY_OFFICER").get(paper).status_code == 404


def test_the_newest_assessment_is_seen_before_it_is_accepted(world: World, browser: Browser) -> None:
    town(world)
    client = browser("PLANNER")
    mark = client.get(of(world, "problem_refresh")).context["found"].mark
    agency(world, "PU", "jalan")
    assert client.post(of(world, "problem_refresh"), {"mark": mark}).status_code == 409
    shown = client.get(of(world, "problem_refresh"))
    assert {part.turn for part in shown.context["parts"]} == {"NEW"} and not Problem.objects.exists()
    client.post(of(world, "problem_refresh"), {"mark": shown.context["found"].mark})
    assert Problem.objects.count() == shown.context["parts"][0].count
    assert not client.get(of(world, "problem_refresh")).context["found"].has_work


def test_a_second_target_area_tells_what_remains_and_asks_why(made: Town, browser: Browser) -> None:
    world, client = made.world, browser("PLANNER")
    said = {"name": "Sasaran A", "from_year": 2026, "until_year": 2027, "lead_agency": roads(made).pk,
            "settlements": [made.settlements[0].pk], "aspects": ["jalan"], "paper_kind": "SK",
            "definition_of_complete": "Jalan layak."}  # fmt: skip
    assert client.post(of(world, "target_area_new"), said).status_code == 302
    first = TargetArea.objects.get()
    warned = client.post(of(world, "target_area_new"), said | {"name": "Sasaran B"})
    assert "despite" in warned.context["form"].errors and "Kawasan 1: " in warned.context["earlier"][0].where[0]
    assert client.post(of(world, "target_area_new"), said | {"name": "B", "despite": "Dana pusat."}).status_code == 302
    page = client.post(of(world, "target_area_end", first.pk), {"seen": 1, "kind": "COMPLETE", "reason": "Selesai."})
    assert page.context["end_form"].non_field_errors() and page.context["grid"][0].cells[0].count
    late = client.post(of(world, "target_area_edit", first.pk), said | {"seen": 7, "reason": "Ganti nama."})
    assert late.status_code == 409 and "Ganti nama." in late.content.decode()


def test_a_target_area_is_shown_with_its_paper(world: World, browser: Browser) -> None:
    area = target_area(world)
    page = browser("MINISTRY_VIEWER").get(of(world, "target_area", area.pk)).content.decode()
    assert "BA-MASALAH-1" in page and "Semua jalan layak." in page and "Akhiri" not in page

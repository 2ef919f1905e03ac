"""The mayor's session on its pages: taps, reasons, sums, papers, tasks."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.city.decisions.cast import Session, called, session
from tests.city.decrees.cast import PDF
from tests.world import World
from tuntas.city.decisions.models import (
    Decision,
    Directive,
    ItemKind,
    Meeting,
    MeetingItem,
    MeetingKind,
    Weighting,
)
from tuntas.planning.ranking_terms import default_weights

Browser = Callable[[str], Client]
TAP = {"HX-Request": "true"}


@pytest.fixture
def made(world: World) -> Session:
    return session(world)


def address(made: Session, name: str, *more: object) -> str:
    return reverse(name, args=[made.world.city.code, made.meeting.pk, *more])


def tap(client: Client, made: Session, item: MeetingItem, **said: str) -> str:
    name = "item_move" if "langkah" in said else "item_decide"
    answer = client.post(address(made, name, item.pk), said, headers=TAP)
    assert answer.status_code == 200
    return answer.content.decode()


def test_taps_give_words_ask_reasons_and_keep_the_sums(made: Session, browser: Browser) -> None:
    client = browser("HEAD")
    first, second, _third = made.items()
    page = client.get(address(made, "meeting")).content.decode()
    assert page.count('value="DECIDED"') == 6
    assert "session-ask" not in page
    said = tap(client, made, second, putusan="DECIDED")
    assert 'id="daftar-PROPOSAL"' in said
    assert 'hx-swap-oob="true"' in said
    assert "1,50 ha" in said[said.index('id="jumlah"') :]
    asked = tap(client, made, first, putusan="DECLINED")
    assert f'id="alasan-{first.pk}"' in asked
    assert Decision.objects.count() == 1
    told = tap(client, made, first, putusan="DECLINED", alasan="lahan bersengketa")
    assert "berbeda dari saran" in told
    assert Decision.objects.get(item=first).departs
    plain = client.post(address(made, "item_decide", made.items()[2].pk), {"putusan": "DECIDED"})
    assert plain.status_code == 200  # without script the page comes back with the question
    assert "Simpan dengan alasan" in plain.content.decode()


def test_the_map_shows_each_settlement_with_the_words_on_it(made: Session, browser: Browser) -> None:
    client = browser("HEAD")
    item = made.items()[0]
    tap(client, made, item, putusan="DECIDED")
    assert "peta-rapat" in client.get(address(made, "meeting_map")).content.decode()
    features = client.get(address(made, "meeting_outline")).json()["features"]
    told = {one["properties"]["label"]: one["properties"]["detail"] for one in features}
    assert set(told) == {"Kawasan 1", "Kawasan 2", "Kawasan 3"}
    assert f"{item.name}: diputuskan" in told[item.where]
    page = client.get(address(made, "meeting_item", item.pk)).content.decode()
    assert reverse("proposal", args=[made.world.city.code, item.proposal_id]) in page


def test_moves_change_the_order_on_the_page(made: Session, browser: Browser) -> None:
    client = browser("HEAD")
    first, second, _third = made.items()
    assert 'name="langkah" value="atas"' in tap(client, made, second, langkah="atas")  # a reason is asked
    said = tap(client, made, second, langkah="atas", alasan="dekat sekolah")
    assert said.index(f'id="butir-{second.pk}"') < said.index(f'id="butir-{first.pk}"')


def test_only_the_head_decides_and_only_the_secretariat_lists(made: Session, browser: Browser) -> None:
    item = made.items()[0]
    for role, allowed in (("PLANNER", False), ("AGENCY_HEAD", False), ("HEAD", True)):
        answer = browser(role).post(address(made, "item_decide", item.pk), {"putusan": "DECIDED"})
        assert (answer.status_code == 302) is allowed, role
    assert browser("HEAD").get(address(made, "meeting_list")).status_code == 403
    assert 'name="putusan"' not in browser("PLANNER").get(address(made, "meeting")).content.decode()


def test_the_secretariat_enters_the_paper_and_the_item_shows_both_hands(made: Session, browser: Browser) -> None:
    item = made.items()[0]
    tap(browser("HEAD"), made, item, putusan="DECIDED")
    word = Decision.objects.get(item=item)
    secretary = browser("PLANNER")
    assert "belum berdokumen" in secretary.get(address(made, "meeting")).content.decode()
    form = {"kind": "BERITA_ACARA", "number": "BA-9/2026", "signed_on": "2026-03-03"}
    sent = {"putusan": str(word.pk), "content": SimpleUploadedFile("ba.pdf", PDF)}
    assert secretary.post(address(made, "meeting_force"), form | sent).status_code == 302
    page = secretary.get(address(made, "meeting_item", item.pk)).content.decode()
    assert "BA-9/2026" in page
    assert made.head.name in page
    assert made.world.user("PLANNER").name in page
    dissent = {"who": "Kepala Bappeda", "agency": "", "text": "Belum siap."}
    assert secretary.post(address(made, "item_dissent", item.pk), dissent).status_code == 302
    assert "Belum siap." in secretary.get(address(made, "meeting_item", item.pk)).content.decode()


def test_a_meeting_is_called_listed_and_closed_with_a_reason(made: Session, browser: Browser) -> None:
    secretary, city = browser("PLANNER"), made.world.city
    tap(browser("HEAD"), made, made.items()[1], putusan="DECIDED")
    refused = secretary.post(address(made, "meeting_close"), {"skip_reason": ""})
    assert "Tulis alasannya" in refused.content.decode()
    assert secretary.post(address(made, "meeting_close"), {"skip_reason": "menunggu DED"}).status_code == 302
    new = {"kind": "PRIORITIES", "title": "Rapat kedua", "held_on": "2026-04-01", "place": ""}
    answer = secretary.post(reverse("meeting_new", args=[city.code]), new)
    again = Meeting.objects.get(title="Rapat kedua")
    assert answer.headers["Location"] == reverse("meeting_list", args=[city.code, again.pk])
    page = secretary.get(answer.headers["Location"]).content.decode()
    assert page.count('type="checkbox"') > 6
    chosen = {ItemKind.PROPOSAL.value: [str(one.pk) for one in made.proposals[:2]]}
    assert secretary.post(answer.headers["Location"], chosen).status_code == 302
    assert again.items.count() == 2


def test_the_decision_list_is_printed_and_adds_up_in_the_workbook(made: Session, browser: Browser) -> None:
    tap(browser("HEAD"), made, made.items()[0], putusan="DECIDED")
    reader = browser("PLANNER")
    pdf = reader.get(address(made, "meeting_file"), {"bentuk": "pdf"})
    assert pdf.content.startswith(b"%PDF-")
    book = load_workbook(BytesIO(reader.get(address(made, "meeting_file"), {"bentuk": "xlsx"}).content))
    rows = list(book["Usulan"].iter_rows(min_row=5, values_only=True))
    assert [row[1] for row in rows] == [one.name for one in made.items()]
    assert [row[5] for row in rows] == [one.cost_idr for one in made.items()]
    assert [row[7] for row in rows] == ["diputuskan", "belum diputuskan", "belum diputuskan"]


def test_the_ranking_shows_contributions_and_new_weights_become_a_version(made: Session, browser: Browser) -> None:
    client, city = browser("PLANNER"), made.world.city
    page = client.get(reverse("ranking", args=[city.code])).content.decode()
    assert page.count("Sumbangan tiap bobot") == 3
    assert "Belum ada data" in page or "belum ada data" in page
    assert client.get(reverse("ranking", args=[city.code]), {"jenis": "masalah"}).status_code == 200
    weights = {code: str(weight) for code, weight in default_weights().items()} | {"area": "40"}
    form = weights | {"name": "Luas dulu", "reason": "Arahan rapat"}
    assert client.post(reverse("weightings", args=[city.code]), form).status_code == 302
    assert Weighting.objects.get(city=city).weights["area"] == 40
    assert browser("HEAD").post(reverse("weightings", args=[city.code]), form).status_code == 403


def test_a_control_meeting_gives_tasks_that_their_agency_finishes(made: Session, browser: Browser) -> None:
    meeting = called(made.world, MeetingKind.CONTROL)
    city = made.world.city
    roads = made.planning.roads
    form = {"text": "Perbaiki pompa", "stage": "USE", "agency": str(roads.pk), "owner": "", "due_on": "2026-06-01",
            "settlement": ""}  # fmt: skip
    give = reverse("task_give", args=[city.code, meeting.pk])
    assert browser("AGENCY_OFFICER").post(give, form).status_code == 403
    assert browser("HEAD").post(give, form).status_code == 302
    task = Directive.objects.get()
    assert (task.is_delegate, task.stage) == (False, "USE")
    assert "Perbaiki pompa" in browser("HEAD").get(reverse("meeting", args=[city.code, meeting.pk])).content.decode()
    own = reverse("task", args=[city.code, task.pk])
    step = {"kind": "DONE", "note": "Pompa jalan lagi", "due_on": ""}
    assert browser("AGENCY_OFFICER").post(own, step).status_code == 403  # another agency's post
    made.world.user("AGENCY_OFFICER").posts.update(agency=roads)
    assert browser("AGENCY_OFFICER").post(own, step).status_code == 302
    assert "Pompa jalan lagi" in browser("AGENCY_OFFICER").get(own).content.decode()
    over = browser("HEAD").get(reverse("tasks", args=[city.code]), {"tugas": "selesai"}).content.decode()
    assert "Perbaiki pompa" in over
    pdf = browser("HEAD").get(reverse("meeting_file", args=[city.code, meeting.pk]))
    assert pdf.content.startswith(b"%PDF-")

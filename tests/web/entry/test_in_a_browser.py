"""Entering in a real browser: a weak signal, a shared phone, two people on one record; accessible and no wider."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.project.office import Office
from tests.project.test_serving import free_port, served
from tests.world import PASSWORD

pytestmark = pytest.mark.once

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "locale": "id-ID"}
WIDE = {"viewport": {"width": 1366, "height": 800}, "locale": "id-ID"}
STATE, KK = "[data-draft-state]", "[name=f-jumlah_kk]"
ACCEPTED = "SELECT reason FROM surveys_surveyrecordversion WHERE accepted_by_id IS NOT NULL AND number = 2"
Entering = Callable[..., Any]


PLANT = "import django; django.setup(); from tests.web.entry.town import plant; plant()"


@pytest.fixture(scope="module")
def town(migrated: Office, tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Office:
    """An office with a small town, for all tests here: each has an RT of its own. On SQLite: what is tried is the
    browser, and the run on PostgreSQL leaves these out."""
    made = Office(tmp_path_factory.mktemp("town") / "home")
    shutil.copytree(migrated.home, made.home)
    environment = made.environment | {"PYTHONPATH": f"{repository}:{repository / 'src'}"}
    done = subprocess.run([sys.executable, "-c", PLANT], env=environment, cwd=repository, capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def site(town: Office) -> Iterator[tuple[Any, str]]:
    """A browser, and the address at which the town is served."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright tidak ada (playwright absent)")
    if CHROMIUM is None:
        pytest.skip("chromium tidak ada (chromium absent)")
    port = free_port()
    with served(town, port), api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened, f"http://127.0.0.1:{port}"
        opened.close()


@pytest.fixture(scope="module")
def sessions() -> dict[str, Any]:
    """Who has signed in: each signs in once for all tests."""
    return {}


@pytest.fixture
def entering(site: tuple[Any, str], sessions: dict[str, Any]) -> Iterator[Entering]:
    """A page of the served town for who is signed in; `anew` signs in once more, for who will leave."""
    contexts: list[Any] = []

    def page_of(username: str, screen: dict[str, Any] = PHONE, *, anew: bool = False) -> Any:
        known = None if anew else sessions.get(username)
        contexts.append(site[0].new_context(base_url=site[1], storage_state=known, **screen))
        page = contexts[-1].new_page()
        if known is None:
            sign_in(page, username)
        if not anew:
            sessions[username] = contexts[-1].storage_state()
        return page

    yield page_of
    for context in contexts:
        context.close()


def sign_in(page: Any, username: str) -> None:
    page.goto("/masuk/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.get_by_role("heading", name="Menunggu Anda", exact=True).wait_for()


def open_rt(page: Any, number: int = 0) -> None:
    page.goto("/kota/99.01/isi/")
    page.locator(".entry-rows a").nth(number).click()
    page.locator(STATE).wait_for()


def expect(locator: Any) -> Any:
    from playwright.sync_api import expect as expected

    return expected(locator)


def drafts(town: Office, number: int) -> list[dict[str, str]]:
    """What the server holds of drafts of that RT."""
    rows = town.ask("SELECT texts FROM surveys_draft JOIN places_place ON place_id = places_place.id "
                    f"WHERE name = 'RT 00{number + 1}'")  # fmt: skip
    return [json.loads(texts) if isinstance(texts, str) else texts for (texts,) in rows]


def on_phone(page: Any) -> int:
    found: int = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('tuntas-isian')).length")
    return found


def test_what_was_typed_without_a_signal_comes_to_the_server_later(town: Office, entering: Entering) -> None:
    page = entering("surveyor")
    open_rt(page, 0)
    page.context.set_offline(True)
    page.fill(KK, "57")
    expect(page.locator(STATE)).to_have_text("Tersimpan di ponsel")
    assert drafts(town, 0) == [] and on_phone(page) == 1
    page.route("**/simpan/", lambda route: route.abort())  # enough signal for a page, too little to send
    page.context.set_offline(False)
    page.reload()
    expect(page.locator(KK)).to_have_value("57")
    expect(page.locator(STATE)).to_have_text("Tersimpan di ponsel")
    page.goto("/kota/99.01/isi/")
    expect(page.locator("[data-on-phone]").first).to_be_visible()
    page.go_back()
    page.unroute("**/simpan/")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(STATE)).to_have_text("Tersimpan di server")
    assert drafts(town, 0) == [{"jumlah_kk": "57"}] and on_phone(page) == 0


def test_the_score_follows_while_typing(entering: Entering) -> None:
    page = entering("surveyor")
    open_rt(page, 1)
    page.fill("[name=f-unit_tidak_teratur]", "40")
    expect(page.locator("#hasil-unit_tidak_teratur")).to_contain_text("100,00 %")
    page.fill("[name=f-unit_tidak_teratur]", "")
    expect(page.locator("#hasil-unit_tidak_teratur")).to_contain_text("0–5")
    expect(page.locator("#ringkasan")).to_contain_text("1 kriteria belum ada data")


def test_two_phones_of_one_person_lose_nothing(town: Office, entering: Entering) -> None:
    first, second = entering("surveyor"), entering("surveyor")
    for page in (first, second):
        open_rt(page, 1)
    first.route("**/simpan/", lambda route: route.abort())
    first.fill(KK, "57")
    expect(first.locator(STATE)).to_have_text("Tersimpan di ponsel")
    second.fill(KK, "58")
    expect(second.locator(STATE)).to_have_text("Tersimpan di server")
    first.unroute("**/simpan/")
    first.reload()
    expect(first.locator(KK)).to_have_value("58")
    contest = first.locator("[data-draft-contest]")
    expect(contest).to_contain_text("ponsel ini 57, server 58")
    contest.get_by_role("button", name="Pakai isian ponsel ini").click()
    expect(first.locator(STATE)).to_have_text("Tersimpan di server")
    assert drafts(town, 1) == [{"jumlah_kk": "57"}]


def test_a_shared_phone_keeps_nothing_of_who_left(town: Office, entering: Entering) -> None:
    page = entering("surveyor", anew=True)
    open_rt(page, 2)
    page.route("**/simpan/", lambda route: route.abort())
    page.fill(KK, "57")
    expect(page.locator(STATE)).to_have_text("Tersimpan di ponsel")
    page.get_by_label("Akun, bahasa, dan tampilan").click()
    page.get_by_role("button", name="Keluar").click()
    page.get_by_role("dialog").get_by_role("button", name="Batalkan").click()
    assert on_phone(page) == 1
    page.get_by_label("Akun, bahasa, dan tampilan").click()
    page.get_by_role("button", name="Keluar").click()
    page.get_by_role("button", name="Keluar dan hapus").click()
    page.get_by_text("Anda sudah keluar").wait_for()
    assert on_phone(page) == 0 and drafts(town, 2) == []


def test_a_draft_is_sent_checked_and_accepted(town: Office, entering: Entering) -> None:
    page = entering("surveyor")
    open_rt(page, 3)
    page.fill(KK, "57")
    page.locator("[data-draft-send]").click()
    page.get_by_role("dialog").get_by_role("button", name="Kirim").click()
    page.get_by_text("dikirim untuk diperiksa.").wait_for()
    checker = entering("kelurahan_head", WIDE)
    checker.goto("/")
    checker.get_by_role("link", name="Periksa isian RT 004").click()
    checker.get_by_label("Alasan perubahan").fill("Sesuai hitungan RT")
    checker.get_by_role("button", name="Terima isian").click()
    checker.get_by_role("dialog").get_by_role("button", name="Terima isian").click()
    checker.get_by_text("diterima dan sudah dinilai").wait_for()
    assert drafts(town, 3) == [] and town.ask(ACCEPTED) == [("Sesuai hitungan RT",)]


def test_the_second_of_two_on_one_record_chooses(town: Office, entering: Entering) -> None:
    first, second = entering("housing_staff", WIDE), entering("kelurahan_head")
    second.goto("/kota/99.01/rt/")
    second.locator(".row-link").nth(4).click()
    second.get_by_role("link", name="Perbaiki data").click()
    second.locator(KK).wait_for()
    first.goto(second.url)
    for page, figure in ((first, "60"), (second, "55")):
        page.fill(KK, figure)
        page.get_by_label("Alasan perbaikan").fill("Hitung ulang")
    first.get_by_role("button", name="Simpan perbaikan").click()
    first.get_by_text("Perbaikan tersimpan").wait_for()
    second.get_by_role("button", name="Simpan perbaikan").click()
    second.get_by_text("menyimpan data ini lebih dulu").wait_for()
    expect(second.get_by_role("row", name="Jumlah KK")).to_contain_text("60 KK")
    second.get_by_role("radio").nth(1).check()
    second.get_by_role("button", name="Simpan pilihan saya").click()
    second.get_by_text("Perbaikan tersimpan").wait_for()
    assert town.ask("SELECT max(version) FROM surveys_surveyrecord") == [(3,)]


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_are_accessible_and_fit_the_screen(entering: Entering, screen: dict[str, Any]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe tidak ada (axe absent)")
    page = entering("housing_staff", screen)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    open_rt(page)
    form = page.url
    for path in (form, f"{form}perbaiki/", "/kota/99.01/isi/", "/kota/99.01/periksa/", "/kota/99.01/survei/",
                 "/kota/99.01/survei/baru/", "/kota/99.01/survei/1/"):  # fmt: skip
        page.goto(path)
        violations = axe.Axe().run(page).response["violations"]
        assert not [(v["id"], v["nodes"][0]["html"]) for v in violations], path
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
    assert not faults

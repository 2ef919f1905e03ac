"""From a problem to an adopted plan in a real browser: proposal, ranking, the mayor on a phone, scenario, papers."""

import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.city.decrees.cast import PDF
from tests.project.office import Office
from tests.project.test_serving import free_port, served

pytestmark = pytest.mark.once

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "locale": "id-ID"}
WIDE = {"viewport": {"width": 1366, "height": 900}, "locale": "id-ID"}
PLANT = "import django; django.setup(); from tests.web.plans.town import plant; plant()"
HOME = "/kota/99.01"
TODAY = datetime.now(UTC).date().isoformat()  # noqa: TID251 - the served pages have the clock of the machine
SCAN = {"name": "pindaian.pdf", "mimeType": "application/pdf", "buffer": PDF}
Walking = Callable[..., Any]


@pytest.fixture
def walking(migrated: Office, tmp_path: Path, repository: Path) -> Iterator[Walking]:
    """A page of the served town for who holds a role."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright tidak ada (playwright absent)")
    if CHROMIUM is None:
        pytest.skip("chromium tidak ada (chromium absent)")
    office = Office(tmp_path / "home")
    shutil.copytree(migrated.home, office.home)
    environment = office.environment | {"PYTHONPATH": f"{repository}:{repository / 'src'}"}
    planted = subprocess.run([sys.executable, "-c", PLANT], env=environment, cwd=repository, capture_output=True,
                             text=True, check=False)  # fmt: skip
    assert planted.returncode == 0, planted.stderr
    told = json.loads(planted.stdout.splitlines()[-1])
    port = free_port()
    with served(office, port), api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        address = f"http://127.0.0.1:{port}"

        def page_of(role: str, screen: dict[str, Any] = WIDE) -> Any:
            context = opened.new_context(base_url=address, accept_downloads=True, **screen)
            context.add_cookies([{"name": told["name"], "value": told["cookies"][role], "url": address}])
            return context.new_page()

        yield page_of
        opened.close()


def go(page: Any, path: str) -> None:
    page.goto(HOME + path, wait_until="domcontentloaded")


def press(page: Any, name: str) -> None:
    """A button by its words; a question that it asks is answered with yes."""
    page.get_by_role("button", name=name, exact=True).first.click()
    asked = page.locator("dialog[open] button.btn-primary, dialog[open] button.btn-danger")
    if asked.count():
        asked.first.click()


def is_no_wider(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def propose(page: Any) -> None:
    """From a problem of the third settlement to a submitted proposal."""
    go(page, "/masalah/")
    page.locator("tbody tr", has_text="Kawasan 3").first.locator("a[href*='/masalah/']").first.click()
    page.wait_for_url(re.compile(r"/masalah/\d+/$"))
    problem = page.url.rstrip("/").rsplit("/", 1)[1]
    go(page, f"/usulan/baru/?masalah={problem}")
    page.fill("[name=title]", "Penanganan Kawasan 3")
    press(page, "Simpan konsep")
    page.wait_for_url(re.compile(r"/usulan/\d+/$"))
    press(page, "Ajukan")
    page.get_by_role("link", name="Tarik ke konsep").wait_for()


def call_a_meeting(page: Any) -> str:
    """The ranking names the proposal; a meeting lists all three."""
    go(page, "/peringkat/?jenis=PROPOSAL")
    page.get_by_text("Penanganan Kawasan 3").first.wait_for()
    go(page, "/rapat/baru/")
    page.fill("[name=title]", "Penetapan prioritas")
    page.fill("[name=held_on]", TODAY)
    press(page, "Buka rapat")
    page.wait_for_url(re.compile(r"/rapat/\d+/"))
    meeting = re.search(r"/rapat/(\d+)/", page.url)
    assert meeting is not None
    go(page, f"/rapat/{meeting[1]}/daftar/")
    for box in page.locator("input[name=PROPOSAL]").all():
        box.check()
    press(page, "Susun daftar")
    page.wait_for_url(re.compile(rf"/rapat/{meeting[1]}/(#.*)?$"))
    return meeting[1]


def decide(page: Any, meeting: str) -> None:
    """The mayor decides every proposal with a thumb."""
    go(page, f"/rapat/{meeting}/")
    assert is_no_wider(page)
    items = page.locator("#daftar-PROPOSAL .session-item")
    count = items.count()
    assert count == 3
    for number in range(count):
        page.locator("#daftar-PROPOSAL .session-item").nth(number).locator("button[value=DECIDED]").tap()
        page.locator("#daftar-PROPOSAL .session-item.has-word").nth(number).wait_for()


def compute(page: Any) -> None:
    go(page, "/skenario/baru/")
    page.locator("td .state", has_text="diputuskan").first.wait_for()
    page.fill("[name=name]", "Dana tetap")
    page.select_option("[name=time_limit]", "5")
    press(page, "Hitung")
    page.wait_for_url(re.compile(r"/skenario/\d+/$"))
    page.get_by_text("Kawasan selesai").wait_for(timeout=40_000)
    assert page.locator("#kawasan tbody tr").count() == 3
    press(page, "Jadikan rancangan rencana")
    page.wait_for_url(re.compile(r"/rencana/\d+/$"))


def answer_warnings(page: Any) -> None:
    """Every warning gets its reason, kind by kind."""
    while page.locator(".finding-form textarea").count():
        unanswered = page.locator(".finding-group.is-warning[open] .finding-form textarea")
        if not unanswered.count():
            return
        unanswered.first.fill("Sudah ditinjau bersama.")
        with page.expect_navigation():
            unanswered.first.locator("xpath=following-sibling::button").click()


def adopt(planner: Any, head: Any) -> str:
    plan = planner.url.rstrip("/").rsplit("/", 1)[1]
    go(planner, f"/rencana/{plan}/target/")
    for field in planner.locator("input[name^=t2]").all():
        field.fill("0,90")
    press(planner, "Simpan target")
    planner.wait_for_url(re.compile(r"/rencana/\d+/$"))
    answer_warnings(planner)
    go(planner, f"/rencana/{plan}/bahas/")
    file_paper(planner, "BA 1/RP/2026", "Catat pembahasan")
    planner.get_by_text("sudah dibahas").first.wait_for()
    go(head, f"/rencana/{plan}/tetapkan/")
    file_paper(head, "Peraturan Wali Kota Nomor 7", "Catat penetapan")
    head.get_by_text("berlaku").first.wait_for()
    return plan


def file_paper(page: Any, number: str, button: str) -> None:
    page.fill("[name=number]", number)
    page.fill("[name=signed_on]", TODAY)
    page.set_input_files("[name=content]", SCAN)
    press(page, button)
    page.wait_for_url(re.compile(r"/rencana/\d+/$"))


def download(page: Any, path: str) -> bytes:
    answer = page.request.get(HOME + path)
    assert answer.ok
    return bytes(answer.body())


def test_a_problem_becomes_an_adopted_plan(walking: Walking) -> None:
    planner, head = walking("PLANNER"), walking("HEAD", PHONE)
    propose(planner)
    decide(head, call_a_meeting(planner))
    compute(planner)
    plan = adopt(planner, head)
    for path in (f"/rencana/{plan}/", f"/rencana/{plan}/gambar/", "/skenario/banding/"):
        go(head, path)
        assert is_no_wider(head), path
    pages = PdfReader(io.BytesIO(download(planner, f"/rencana/{plan}/memorandum/?bentuk=pdf"))).pages
    words = "".join(page.extract_text() for page in pages)
    assert "MEMORANDUM PROGRAM" in words and "Peraturan Wali Kota Nomor 7" in words and "Kawasan 3" in words
    assert download(planner, f"/rencana/{plan}/memorandum/?bentuk=xlsx")[:2] == b"PK"

"""Every component in a real browser: no error under the policy, accessible, no wider than the screen."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.once

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PAGES = ("", "beranda/", "masuk/")
# Chromium's own notes, not faults of the page: a letter in a number field (shown on purpose), the driver's speed.
NOTES = ("cannot be parsed", "GPU stall", "GL Driver")


@pytest.fixture(scope="module")
def site(repository: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    paths = os.pathsep.join([str(repository), str(repository / "src")])
    environment = os.environ | {"PYTHONPATH": paths}
    command = [sys.executable, "-m", "tests.web.shared.site", str(port)]
    with subprocess.Popen(command, cwd=repository, env=environment, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}/gaya/"
        _wait_for(address + "masuk/", server)
        yield address
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright tidak ada (playwright absent)")
    if CHROMIUM is None:
        pytest.skip("chromium tidak ada (chromium absent)")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(params=[1366, 360], ids=["wide", "phone"])
def screen(request: pytest.FixtureRequest, browser) -> Iterator[object]:
    phone = request.param == 360
    context = browser.new_context(
        locale="id-ID", viewport={"width": request.param, "height": 800}, is_mobile=phone, has_touch=phone
    )
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: _keep_fault(page.faults, message))
    yield page
    context.close()


def _keep_fault(faults: list[str], message) -> None:
    if message.type in ("error", "warning") and not any(note in message.text for note in NOTES):
        faults.append(message.text)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urlopen(address).close()
            return
        except URLError:
            time.sleep(0.1)
    pytest.fail("the style page did not start")


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_accessible_and_fit_the_screen(site: str, screen, path: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe tidak ada (axe absent)")
    screen.goto(site + path)
    violations = axe.Axe().run(screen).response["violations"]
    assert not [(v["id"], v["nodes"][0]["html"]) for v in violations]
    assert screen.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert not screen.faults


def test_the_map_draws_under_the_policy(site: str, screen) -> None:
    from playwright.sync_api import expect

    screen.goto(site)
    expect(screen.locator("[data-map]")).to_have_attribute("data-map-ready", "yes", timeout=60_000)
    assert not screen.faults


def test_a_finding_leads_to_its_cell(site: str, screen) -> None:
    from playwright.sync_api import expect

    screen.goto(site)
    screen.get_by_role("link", name="Lompat ke sel F42").click()
    expect(screen.locator("#sel-1-F42")).to_be_focused()
    expect(screen.locator("#sel-1-F42")).to_be_in_viewport()


def test_an_act_asks_first(site: str, screen) -> None:
    from playwright.sync_api import expect

    screen.goto(site)
    screen.get_by_role("button", name="Terima data").click()
    dialog = screen.get_by_role("dialog", name="Terima 41 RT?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Batalkan").click()
    expect(dialog).to_be_hidden()


def test_the_theme_is_remembered_by_the_server(site: str, screen) -> None:
    from playwright.sync_api import expect

    screen.goto(site + "masuk/")
    screen.get_by_label("Akun, bahasa, dan tampilan").click()
    screen.get_by_role("button", name="Gelap").click()
    screen.reload()
    expect(screen.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_a_job_reports_until_it_is_done(site: str, screen) -> None:
    from playwright.sync_api import expect

    screen.goto(site)
    expect(screen.locator("#job").get_by_text("Selesai")).to_be_visible(timeout=30_000)
    expect(screen.get_by_role("link", name="Tinjau hasilnya")).to_be_visible()


def test_a_chosen_file_is_named_before_it_is_sent(site: str, screen) -> None:
    from playwright.sync_api import expect

    screen.goto(site)
    chosen = {"name": "survei.xlsx", "mimeType": "application/octet-stream", "buffer": b"x" * 1_500_000}
    screen.get_by_label("Berkas survei").set_input_files(chosen)
    expect(screen.locator("[data-chosen]")).to_have_text("survei.xlsx (1,5 MB)")

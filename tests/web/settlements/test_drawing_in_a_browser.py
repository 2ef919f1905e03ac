"""A corner dragged to the border of the kelurahan in a real browser, undone, done again, checked and kept."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely

from tests.project.office import Office
from tests.project.test_serving import free_port, served
from tests.web.entry.test_in_a_browser import CHROMIUM, FLAGS, WIDE, sign_in

pytestmark = pytest.mark.once

PLANT = "import django; django.setup(); from tests.web.settlements.riverside import plant; plant()"
#: A map needs WebGL; no test machine has a graphics card.
DRAWN_BY_PROCESSOR = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
#: Where a point of the map lies on the screen.
PLACE = """(at) => {
  const { map } = document.querySelector('[data-draw]').editor;
  const [place, box] = [map.project(at), map.getCanvas().getBoundingClientRect()];
  return [place.x + box.left, place.y + box.top];
}"""
CORNER, BORDER = (109.601, -6.799), (109.6013, -6.799)
EDITIONS = "SELECT geometry, until_on FROM settlements_delineation ORDER BY id"


@pytest.fixture
def riverside(migrated: Office, tmp_path: Path, repository: Path) -> Office:
    """An office with one settlement. On SQLite: what is tried is the browser."""
    made = Office(tmp_path / "home")
    shutil.copytree(migrated.home, made.home)
    environment = made.environment | {"PYTHONPATH": f"{repository}:{repository / 'src'}"}
    done = subprocess.run([sys.executable, "-c", PLANT], env=environment, cwd=repository, capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture
def page(riverside: Office) -> Iterator[Any]:
    """The editor, open on that settlement."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright tidak ada (playwright absent)")
    if CHROMIUM is None:
        pytest.skip("chromium tidak ada (chromium absent)")
    port = free_port()
    with served(riverside, port), api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *DRAWN_BY_PROCESSOR])
        shown = opened.new_context(base_url=f"http://127.0.0.1:{port}", **WIDE).new_page()
        sign_in(shown, "gis_operator")
        shown.goto("/kota/99.01/kawasan/1/gambar/")
        shown.locator("[data-draw-ready=yes]").wait_for()
        yield shown
        opened.close()


def test_a_corner_is_dragged_snaps_and_is_kept(page: Any, riverside: Office) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.evaluate("document.querySelector('[data-draw-map]').scrollIntoView({ block: 'center', behavior: 'instant' })")
    drag(page, CORNER, BORDER)
    moved = page.input_value("[data-draw-text]")
    assert shapely.from_geojson(moved).bounds[2] == BORDER[0], "the corner lies on the border, not five pixels off"
    page.keyboard.press("Control+z")
    assert str(BORDER[0]) not in page.input_value("[data-draw-text]")
    page.keyboard.press("Control+y")
    assert page.input_value("[data-draw-text]") == moved
    page.get_by_role("button", name="Periksa gambar").click()
    page.get_by_text("Tidak ada catatan").wait_for()
    page.fill("[name=on]", "2026-11-01")
    page.fill("[name=source]", "Survei lapangan")
    page.fill("[name=reason]", "Batas bergeser")
    page.get_by_role("button", name="Simpan delineasi").click()
    page.get_by_text("Delineasi baru tersimpan").wait_for()
    with sqlite3.connect(riverside.home / "tuntas.sqlite3") as database:
        (_, ended), (kept, open_end) = database.execute(EDITIONS).fetchall()
    assert ended == "2026-11-01" and open_end is None
    assert shapely.equals_exact(shapely.from_wkb(kept), shapely.from_geojson(moved), 1e-9)
    assert not complaints, "the content security policy or the script complains"


def drag(page: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Near the end, not on it: the border draws the corner to itself."""
    (x, y), (to_x, to_y) = page.evaluate(PLACE, start), page.evaluate(PLACE, end)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + to_x) / 2, (y + to_y) / 2, steps=6)
    page.mouse.move(to_x - 5, to_y - 4, steps=6)
    page.mouse.up()

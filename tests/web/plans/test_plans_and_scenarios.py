"""The pages of plans and scenarios: asked, computed, compared, made a plan; papers that run no formula."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.city.plans.cast import Drawing, adopted, discussed, drawing, fund, plan_of
from tests.city.proposals.cast import YEAR
from tests.world import AT, World
from tuntas.city.plans.drafting import add_lines
from tuntas.city.plans.heads import Amount, LineHead
from tuntas.city.plans.lining import add_proposals
from tuntas.city.plans.models import Plan, Scenario, ScenarioState

Browser = Callable[[str], Client]
CITY = "99.01"


@pytest.fixture
def made(world: World) -> Drawing:
    return drawing(world)


def at(name: str, *more: object) -> str:
    return reverse(name, args=[CITY, *more])


def text(response) -> str:  # type: ignore[no-untyped-def]
    return str(response.content.decode())


def asked(made: Drawing, name: str, **more: object) -> dict[str, object]:
    told = {"name": name, "from_year": YEAR, "years": 2, "base": "ALL", "weights": "CLASS", "mode": "all",
            "window": 1, "percent": 100, "with_readiness": "on", "time_limit": 5, "seed": 1}  # fmt: skip
    return told | {f"s{one.pk}": "bebas" for one in made.planning.town.settlements} | more


def test_a_scenario_is_asked_computed_compared_and_made_a_plan(made: Drawing, browser: Browser) -> None:
    planner = browser("PLANNER")
    assert "Belum ada pagu" in text(planner.post(at("scenario_new"), asked(made, "Tanpa dana")))
    fund(made, {YEAR: 10**10, YEAR + 1: 10**10})
    assert "kapasitas" in text(planner.get(at("scenario_new")))
    first, second = made.planning.town.settlements[:2]
    for name, more in (("Bebas", {}), ("Dengan pilihan", {f"s{first.pk}": "jangan", f"s{second.pk}": "harus"})):
        assert planner.post(at("scenario_new"), asked(made, name, **more)).status_code == 302
    free, bound = Scenario.objects.order_by("pk")
    assert free.state == bound.state == ScenarioState.DONE, bound.problem
    page = text(planner.get(at("scenario", bound.pk)))
    assert "tidak terpilih" in page and "Terbukti" in page and "Kawasan 2" in page
    compared = text(planner.get(at("scenario_compare"), {"s": [free.pk, bound.pk]}))
    assert compared.count("compare-number") == 2 and "4,50 ha" in compared and "3,00 ha" in compared
    assert planner.get(at("scenario_progress", free.pk))["HX-Refresh"] == "true"
    again = text(planner.get(at("scenario_new"), {"dari": bound.pk}))
    assert "Dengan pilihan, diubah" in again and again.count(" selected") > 3
    answer = planner.post(at("scenario_make_plan", bound.pk), {"title": "Rencana kota"})
    plan = Plan.objects.get()
    assert answer["Location"] == at("plan", plan.pk) and plan.title == "Rencana kota"
    assert "Dari skenario Dengan pilihan" in text(planner.get(at("plan", plan.pk)))
    pictures = text(planner.get(at("plan_pictures", plan.pk), {"tahun": YEAR}))
    assert 'class="plan-year-1"' in pictures and "gantt-bar" in pictures and "use-bar" in pictures


def test_musts_that_cannot_be_met_show_no_plan(made: Drawing, browser: Browser) -> None:
    fund(made, {YEAR: 2_000_000})
    first, planner = made.planning.town.settlements[0], browser("PLANNER")
    planner.post(at("scenario_new"), asked(made, "Miskin", **{f"s{first.pk}": "harus"}))
    scenario = Scenario.objects.get()
    page = text(planner.get(at("scenario", scenario.pk)))
    assert scenario.state == ScenarioState.FAILED and "tidak dapat dipenuhi" in page
    assert "Jadikan rancangan rencana" not in page and "Luas per tahun" not in page


def test_a_line_is_edited_and_a_second_editor_is_told(made: Drawing, browser: Browser) -> None:
    plan, planner = plan_of(made), browser("PLANNER")
    planner.post(at("plan_add", plan.pk), {"usulan": [made.proposals[0].pk], "seen": plan.changed})
    plan.refresh_from_db()
    line = plan.lines.order_by("position").first()
    assert line is not None
    told = {"activity": line.activity, "location": "Jalan Melati", "aspect": line.aspect, "year_0": YEAR,
            "cost_0": "Rp 12.500.000", "seen": plan.changed}  # fmt: skip
    for field, wrong, said in (("cost_0", "-5", "kurang dari nol"), ("cost_0", "", "Isi biayanya")):
        assert said in text(planner.post(at("plan_line", plan.pk, line.pk), told | {field: wrong}))
    assert planner.post(at("plan_line", plan.pk, line.pk), told).status_code == 302
    line.refresh_from_db()
    assert (line.cost_idr, line.location) == (12_500_000, "Jalan Melati")
    late = text(planner.post(at("plan_line", plan.pk, line.pk), told | {"location": "Jalan Kenanga"}))
    assert "sejak Anda membukanya" in late and "Jalan Kenanga" in late, "nothing that was typed is lost"
    wrong = planner.post(at("plan_targets", plan.pk), {f"t{YEAR}": "banyak", "seen": plan.changed})
    assert "bukan luas" in text(wrong)


def test_the_memorandum_leaves_as_pages_and_as_a_workbook_that_runs_no_formula(made: Drawing, browser: Browser) -> None:
    plan, by = plan_of(made), made.world.user("PLANNER")
    add_proposals(plan=plan, proposals=[one.pk for one in made.proposals], seen=plan.changed, by=by, at=AT)
    plan.refresh_from_db()
    head = LineHead("=1+1", (Amount(YEAR, None, 7_000_000),), title='=HYPERLINK("http://x")')
    add_lines(plan=plan, heads=[head], seen=plan.changed, by=by, at=AT)
    plan = adopted(discussed(plan, made), made)
    reader, memorandum = browser("AUDITOR"), at("plan_memorandum", plan.pk)
    for paper, width in (("F4", 330), ("A4", 297)):
        answer = reader.get(memorandum, {"bentuk": "pdf", "kertas": paper})
        pages = PdfReader(io.BytesIO(answer.content)).pages
        assert round(float(pages[0].mediabox.width) * 25.4 / 72) == width
        words = "".join(page.extract_text() for page in pages)
        assert "Perwal 7/2026" in words and "CONTOH" in words and "RANCANGAN" not in words
    assert reader.get(memorandum, {"bentuk": "pdf", "kertas": "A4"}).content == answer.content
    book = openpyxl.load_workbook(io.BytesIO(reader.get(memorandum, {"bentuk": "xlsx"}).content))
    sheet = book["Memorandum program"]
    typed = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert typed["=1+1"] == typed['=HYPERLINK("http://x")'] == "s"
    assert typed["dalam DPA" if "dalam DPA" in typed else "indikatif"] == "s"
    assert sheet.freeze_panes == "F7" and sheet.print_title_rows == "$6:$6"
    assert browser("SURVEYOR").get(memorandum).status_code == 403

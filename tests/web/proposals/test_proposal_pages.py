"""The pages of proposals and prices: what they show, what they refuse, and that nothing typed is lost."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.city.decrees.cast import PDF
from tests.city.proposals.cast import DRAIN, ROAD, YEAR, Planning, drafted, planning, problem, submitted, work_on
from tests.web.conftest import BACKEND
from tests.world import World, person
from tuntas.city.people.actions import Appointment
from tuntas.city.proposals.facts import cost_of
from tuntas.city.proposals.models import BudgetStep, Proposal, UnitCost
from tuntas.web.proposals.sheet import data_of

Browser = Callable[[str], Client]


@pytest.fixture
def made(world: World) -> Planning:
    return planning(world)


def of(world: World, name: str, *parts: object) -> str:
    return reverse(name, args=[world.city.code, *parts])


def hidden(page: object) -> dict[str, str]:
    """What the form carries of its opening."""
    context = page.context  # type: ignore[attr-defined]
    return {"seen": str(context["seen"]), "semula": context["before"], "do": "simpan"}


def test_a_proposal_is_made_from_ticked_problems_with_their_volumes(made: Planning, browser: Browser) -> None:
    world, client = made.world, browser("PLANNER")
    road, drain = problem(made, "2a"), problem(made, "4b")
    url = f"{of(world, 'proposal_new')}?masalah={road.pk}&masalah={drain.pk}"
    sheet = client.get(url).context["sheet"]
    assert [work.about.problem for work in sheet.works] == [road, drain]
    data = dict(sheet.data) | {"kerja": "2", "title": "Gang Mawar", "year": str(YEAR), "siap-lahan": "READY",
                               "kerja-2-activity": DRAIN, "kerja-1-activity": ROAD, "geometry": "-7,5495 110,8025",
                               "dana-1-source": str(made.source.pk)}  # fmt: skip
    assert client.post(url, data | {"kerja-1-volume": "-4"}).status_code == 200 and not Proposal.objects.exists()
    assert client.post(url, data | {"geometry": "7,5495 110,8025"}).status_code == 200  # on the other hemisphere
    page = client.post(url, data, follow=True)
    one = Proposal.objects.get()
    assert {line.volume_micro for line in one.lines.all()} == {road.needed_micro, drain.needed_micro}
    assert one.sources.get().share_idr == cost_of(one) > 0 and one.geometry
    assert page.context["effects"] and page.context["unserved"]
    assert client.get(of(world, "proposal_outline", one.pk)).json()["features"][1]["geometry"]["type"] == "Polygon"


def test_two_who_edit_one_proposal_choose_where_both_changed_the_same(made: Planning, browser: Browser) -> None:
    one = drafted(made, work_on(made, "2a", ROAD))
    url = of(made.world, "proposal_edit", one.pk)
    first, second = browser("PLANNER"), browser("SECTION_HEAD")
    opened, also = first.get(url), second.get(url)
    told = data_of(one)
    assert first.post(url, told | hidden(opened) | {"title": "Pertama", "location": "Gang A"}).status_code == 302
    mine = told | hidden(also) | {"title": "Kedua", "note": "Catatan kedua"}
    met = second.post(url, mine)
    assert met.status_code == 409 and [change.name for change in met.context["clashes"]] == ["title"]
    change = met.context["clashes"][0]
    assert (change.before, change.after, change.mine) == ("Jalan dan saluran", "Pertama", "Kedua")
    kept = dict(met.context["kept"]) | hidden(met)
    assert second.post(url, kept | {"pilih-title": "mine"}).status_code == 302
    one.refresh_from_db()
    assert (one.title, one.location, one.note) == ("Kedua", "Gang A", "Catatan kedua")


def test_the_list_and_its_file_hold_exactly_what_is_filtered(made: Planning, browser: Browser) -> None:
    world, client = made.world, browser("PLANNER")
    road = submitted(made, work_on(made, "2a", ROAD))
    submitted(made, work_on(made, "4b", DRAIN), agency=made.waste, year=YEAR + 1)
    query = f"?tahun={YEAR}&perangkat={made.roads.pk}&keadaan=SUBMITTED&dana=belum&asal=AGENCY"
    page = client.get(of(world, "proposals") + query)
    assert [row.proposal for row in page.context["rows"]] == [road]
    book = load_workbook(BytesIO(client.get(of(world, "proposals_export") + query).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 2 and cost_of(road) in rows[1]
    assert client.get(of(world, "proposals") + "?tahun=x&urut=z&halaman=9").status_code == 200


def test_an_officer_writes_for_their_own_agency_alone(made: Planning) -> None:
    world = made.world
    client = Client()
    officer = person("petugas-pu", Appointment("AGENCY_OFFICER", city=world.city, agency=made.roads))
    client.force_login(officer, backend=BACKEND)
    own = drafted(made, work_on(made, "2a", ROAD))
    other = drafted(made, work_on(made, "4b", DRAIN), agency=made.waste)
    assert client.get(of(world, "proposal_edit", own.pk)).status_code == 200
    assert client.get(of(world, "proposal_edit", other.pk)).status_code == 403
    form = client.get(f"{of(world, 'proposal_new')}?masalah={problem(made, '2a').pk}").context["sheet"].head
    assert [int(pk) for pk, _ in form.fields["agency"].choices] == [made.roads.pk]


def test_a_cut_is_recorded_with_its_author_and_its_scan(made: Planning, browser: Browser) -> None:
    one, client = submitted(made, work_on(made, "2a", ROAD)), browser("PLANNER")
    url = of(made.world, "proposal_step", one.pk)
    told = {
        "document": "KUA_PPAS",
        "number": "12/KUA/2026",
        "on": "2026-02-20",
        "ceiling": "1.000.000",
        "cut": "500.000",
    }
    assert client.post(url, told).context["form"].errors["cut_by"] and not BudgetStep.objects.exists()
    scan = SimpleUploadedFile("kua.pdf", PDF, "application/pdf")
    assert client.post(url, told | {"cut_by": "TAPD", "content": scan}).status_code == 302
    step = BudgetStep.objects.get()
    assert (step.ceiling_idr, step.cut_idr, step.paper_id is not None) == (1_000_000, 500_000, True)
    assert client.get(of(made.world, "proposal_paper", one.pk, step.paper_id)).status_code == 200


def test_what_has_no_money_goes_on_only_where_it_is_ticked(made: Planning, browser: Browser) -> None:
    world, client = made.world, browser("PLANNER")
    goes, stays = submitted(made, work_on(made, "2a", ROAD)), submitted(made, work_on(made, "4b", DRAIN))
    url = f"{of(world, 'proposals_roll')}?dari={YEAR}&ke={YEAR + 1}"
    assert {row["pk"] for row in client.get(url).context["rows"]} == {goes.pk, stays.pk}
    assert client.post(url, {"usulan": [goes.pk]}).status_code == 302
    assert Proposal.objects.get(year=YEAR + 1).rolled_from == goes
    assert client.post(url, {"usulan": [goes.pk]}).status_code == 200  # it went already


def test_prices_come_back_from_their_own_file_and_a_single_fault_keeps_nothing(
    made: Planning, browser: Browser
) -> None:
    world, client = made.world, browser("PLANNER")
    book = load_workbook(BytesIO(client.get(of(world, "unit_costs_export") + f"?tahun={YEAR}").content))
    sheet = book.active
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "jamban")
    row[4].value, row[5].value = 4_000_000, "SHST contoh"
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == ROAD)
    row[4].value = -5
    for fault in (True, False):
        if not fault:
            row[4].value = 360_000
        target = BytesIO()
        book.save(target)
        upload = SimpleUploadedFile("harga.xlsx", target.getvalue())
        page = client.post(of(world, "unit_costs_load") + f"?tahun={YEAR}", {"content": upload})
        assert page.status_code == (200 if fault else 302)
        assert UnitCost.objects.filter(activity="jamban").exists() is not fault
    assert UnitCost.objects.get(activity=ROAD).cost_idr == 360_000


def test_typed_prices_are_kept_all_or_none_with_what_they_rest_on(made: Planning, browser: Browser) -> None:
    client, url = browser("PLANNER"), of(made.world, "unit_cost_keep")
    told = {"tahun": str(YEAR), "harga-jamban": "4.000.000", "harga-mck": "banyak", "source": "SHST contoh"}
    assert client.post(url, told).context["faults"] and not UnitCost.objects.filter(activity="jamban").exists()
    assert client.post(url, told | {"harga-mck": "", "source": ""}).context["source_form"].errors
    assert client.post(url, told | {"harga-mck": ""}).status_code == 302
    assert UnitCost.objects.get(activity="jamban").source == "SHST contoh"

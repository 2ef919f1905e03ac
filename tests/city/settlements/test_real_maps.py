"""Three real maps of slum locations, with the defects that they came with."""

from collections import Counter
from datetime import date
from pathlib import Path

from tests.world import AT
from tuntas.city.people.actions import create_city
from tuntas.city.people.models import City
from tuntas.city.places.actions import PlaceHead, add_place
from tuntas.city.places.boundary_loading import load_boundaries
from tuntas.city.places.code_loading import load_codes
from tuntas.city.places.loading import Answers, LoadReport
from tuntas.city.places.models import PlaceKind
from tuntas.city.places.outlines import MapSheet
from tuntas.city.settlements.gathering import JOIN, NUMBER, UNNAMED_KEY
from tuntas.city.settlements.loading import SettlementPlan, load_settlements, plan_settlements
from tuntas.city.settlements.models import Delineation, Settlement
from tuntas.city.settlements.sheets import SettlementSheet
from tuntas.exchange.regions.boundary_files import read_boundaries
from tuntas.exchange.regions.code_lists import read_code_list

ON = date(2026, 3, 2)


def sheet(path: Path, city: City, **more: str) -> SettlementSheet:
    file = read_boundaries(path)
    return SettlementSheet(city, MapSheet(file.outlines, file.crs, path.name, city.place), ON, **more)


def counted(plan: SettlementPlan) -> Counter[str]:
    return Counter(problem.code for problem in plan.report.problems)


def pekalongan(shared_data: Path) -> City:
    city = create_city(code="33.75", name="Kota Pekalongan", by=None, at=AT)
    rows = read_code_list(shared_data / "codes" / "pekalongan_kelurahan.csv", LoadReport())
    load_codes(rows=rows, source="codes", answers=Answers(), by=None, at=AT)
    file = read_boundaries(shared_data / "boundaries" / "pekalongan_kelurahan.geojson")
    load_boundaries(sheet=MapSheet(file.outlines, file.crs, "batas", city.place), answers=Answers(), by=None, at=AT)
    return city


def test_pekalongan_rt_become_one_settlement_a_kelurahan(db: None, shared_data: Path) -> None:
    city = pekalongan(shared_data)
    found = sheet(shared_data / "pekalongan" / "rt_delineations.geojson", city)
    assert found.names_rt and found.is_grouped
    plan = plan_settlements(sheet=found, answers=Answers(is_adding=True))
    told, asked = counted(plan), {one.title: one.choices[0][1] for one in plan.report.questions.values()}
    assert told["SHAPE-EMPTY"] == 12 and told["SHAPE-TWICE"] + told["SHAPE-REPEATED"] == 7
    assert asked["Noyotaansari"].startswith("Noyontaansari") and asked["Sekoduwet"].startswith("Sokoduwet")
    assert told["SHAPE-OVERLAP"] == 10 and told["SHAPE-GAP"] and told["SHAPE-OUTSIDE"]
    assert not Settlement.objects.exists(), "a plan writes nothing"

    said = {key: one.choices[0][0] for key, one in plan.report.questions.items()}
    answers = Answers(is_adding=True, said=said)
    done = load_settlements(sheet=found, answers=answers, by=None, at=AT)
    assert not done.report.open_keys and done.report.counts["founded"] == Settlement.objects.count() == 27
    one = Delineation.objects.get(settlement__name="Noyontaansari")
    assert one.utm_crs == "EPSG:9489" and abs(one.area_m2 - one.utm_m2) < one.area_m2 / 1000
    assert one.settlement.members.count() == 2
    again = plan_settlements(sheet=found, answers=answers)
    assert again.report.counts["same"] == 27 and not again.changing, "the same file twice changes nothing"


def test_balangan_prints_areas_that_are_not_drawn(db: None, shared_data: Path) -> None:
    city = create_city(code="63.11", name="Kabupaten Balangan", by=None, at=AT)
    found = sheet(shared_data / "delineations" / "balangan_kumuh_delineasi.geojson", city)
    plan = plan_settlements(sheet=found, answers=Answers())
    assert not found.is_grouped and counted(plan)["AREA-PRINTED-DIFFERS"] == 7
    assert not plan.changing and plan.report.open_keys, "no place is guessed"
    said = {key: str(city.place_id) for key in plan.report.questions}
    second = plan_settlements(sheet=found, answers=Answers(said=said))
    doubles = {key: JOIN for key, one in second.report.questions.items() if one.code == "SETTLEMENT-SAME-NAME"}
    done = load_settlements(sheet=found, answers=Answers(said=said | doubles), by=None, at=AT)
    assert doubles and done.report.counts["founded"] == 42 == Settlement.objects.count()
    one = Delineation.objects.get(settlement__name__startswith="Desa Auh RT. 03")
    assert one.printed == "2.07055444443" and one.printed_m2 == 20706 and one.stated["KECAMATAN"]


def test_pontianak_has_no_names_and_is_numbered(db: None, shared_data: Path) -> None:
    city = create_city(code="61.71", name="Kota Pontianak", by=None, at=AT)
    path = shared_data / "delineations" / "pontianak_kumuh.geojson"
    found = sheet(path, city)
    for name in dict.fromkeys(outline.name for outline in found.map.outlines):
        add_place(head=PlaceHead(PlaceKind.KELURAHAN, name, city.place), source="contoh", by=None, at=AT)
    asked = plan_settlements(sheet=found, answers=Answers())
    assert set(asked.report.open_keys) == {UNNAMED_KEY} and len(asked.report.questions[UNNAMED_KEY].rows) == 52
    answers = Answers(said={UNNAMED_KEY: NUMBER})
    done = load_settlements(sheet=found, answers=answers, by=None, at=AT)
    assert done.report.counts["founded"] == 52 == Settlement.objects.count()
    assert Settlement.objects.filter(name__in=["Tengah 1", "Tengah 2", "Tengah 3"]).count() == 3
    assert plan_settlements(sheet=found, answers=answers).report.counts["same"] == 52

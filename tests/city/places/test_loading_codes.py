"""Code lists: new places join, what a survey knew is confirmed, and what is unclear is asked."""

from datetime import date
from pathlib import Path

import pytest

from tests.world import AT, SOURCE, World
from tuntas.city.people.actions import create_city
from tuntas.city.places.actions import PlaceHead, add_place
from tuntas.city.places.code_loading import CodeRow, load_codes
from tuntas.city.places.loading import Answers, LoadReport
from tuntas.city.places.models import Level, Place, PlaceEdition, PlaceKind
from tuntas.city.records.models import AuditEntry
from tuntas.exchange.regions.code_lists import read_code_list
from tuntas.sheets.opening.refusal import RefusedFile

LIST = """code,district_code,name,kecamatan
99.01.01.1001,99.01.01,Melati,Taman
99.01.01.1003,99.01.01,Anyelir,Taman
99.01.02.2001,99.01.02,Sekar Jati,Hulu
"""


def load(path: Path, **answers: object) -> LoadReport:
    report = LoadReport()
    rows = read_code_list(path, report)
    done = load_codes(rows=rows, source=path.name, answers=Answers(**answers), by=None, at=AT)  # type: ignore[arg-type]
    done.problems[:0] = report.problems
    return done


def written(folder: Path, text: str) -> Path:
    path = folder / "kode.csv"
    path.write_text(text, encoding="utf-8")
    return path


def codes(report: LoadReport) -> list[str]:
    return [problem.code for problem in report.problems]


def test_a_list_adds_what_nobody_knew_with_its_kecamatan(world: World, tmp_path: Path) -> None:
    report = load(written(tmp_path, LIST))
    assert report.counts == {"added": 3, "same": 2}  # Taman and Melati were there
    village = Place.objects.get(code="99.01.02.2001")
    assert (village.kind, village.parent.name, village.city) == (PlaceKind.DESA, "Hulu", world.city.place)
    assert village.is_confirmed and village.kecamatan == village.parent


def test_loading_twice_changes_nothing(world: World, tmp_path: Path) -> None:
    load(written(tmp_path, LIST))
    before = list(PlaceEdition.objects.values())
    report = load(written(tmp_path, LIST))
    assert report.counts == {"same": 5} and list(PlaceEdition.objects.values()) == before


def test_a_place_known_from_a_survey_is_confirmed_by_its_name(world: World, tmp_path: Path) -> None:
    head = PlaceHead(kind=PlaceKind.KELURAHAN, name="Any Elir", parent=world.kecamatan)
    known = add_place(head=head, source=SOURCE, by=None, at=AT)
    load(written(tmp_path, LIST))
    known.refresh_from_db()
    assert known.is_confirmed and known.code == "99.01.01.1003" and known.name == "Any Elir"


def test_a_name_that_is_only_alike_is_asked_and_then_taken_as_answered(world: World, tmp_path: Path) -> None:
    head = PlaceHead(kind=PlaceKind.KELURAHAN, name="Anyelirr", parent=world.kecamatan)
    known = add_place(head=head, source=SOURCE, by=None, at=AT)
    first = load(written(tmp_path, LIST.replace("99.01.01.1003", "99.01.01.1004")), aliases={"ANYELIR": "ANYELIRR"})
    assert "PLACE-UNMATCHED" not in codes(first)
    known.refresh_from_db()
    assert known.code == "99.01.01.1004"


def test_an_unmatched_survey_place_is_named_with_its_nearest(world: World, tmp_path: Path) -> None:
    head = PlaceHead(kind=PlaceKind.KELURAHAN, name="Anyelirr", parent=world.kecamatan)
    add_place(head=head, source=SOURCE, by=None, at=AT)
    report = load(written(tmp_path, LIST))
    asked = [problem for problem in report.problems if problem.code == "PLACE-UNMATCHED"]
    assert [(p.params["name"], p.params["near"]) for p in asked] == [("Anyelirr", "Anyelir")]


def test_another_name_for_a_known_code_is_asked_and_becomes_an_edition(world: World, tmp_path: Path) -> None:
    renamed = written(tmp_path, LIST.replace("Melati", "Melati Indah"))
    assert codes(load(renamed)) == ["PLACE-OTHER-NAME"]
    world.kelurahan.refresh_from_db()
    assert world.kelurahan.name == "Melati"
    day = date(2025, 7, 1)
    load(renamed, changed_on=day)
    world.kelurahan.refresh_from_db()
    assert world.kelurahan.name == "Melati Indah"
    held = world.kelurahan.editions
    assert held.in_force(date(2025, 6, 30)).get().name == "Melati" and held.in_force(day).get().name == "Melati Indah"


def test_a_place_that_a_later_list_brings_begins_on_its_day(world: World, tmp_path: Path) -> None:
    load(written(tmp_path, LIST), changed_on=date(2025, 7, 1))
    assert Place.objects.get(name="Anyelir").editions.get().from_on == date(2025, 7, 1)
    assert Place.objects.get(name="Sekar Jati").editions.get().from_on is None  # first list of a new kecamatan


@pytest.mark.parametrize(("line", "code"), [
    ("99.01.01,99.01,Tanpa Titik", None),
    ("33.7,x,Pekalongan,y", "PLACE-BAD-CODE"),
    ("99.01.01.1009,99.01.01,,Taman", "PLACE-BAD-CODE"),
    ("99.01.01.1001,99.01.01,Lain,Taman", "PLACE-CODE-TWICE"),
    ("88.01.01.1001,88.01.01,Yatim,", "PLACE-PARENT-ABSENT"),
])  # fmt: skip
def test_a_bad_line_is_reported_with_its_row(world: World, tmp_path: Path, line: str, code: str | None) -> None:
    report = load(written(tmp_path, f"{LIST}{line}\n"))
    if code:
        found = next(problem for problem in report.problems if problem.code == code)
        assert found.place.row == 5
    assert Place.objects.filter(code="99.01.01.1003").exists(), "the good lines are taken all the same"


def test_a_table_without_codes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="PLACE-NO-CODE-COLUMN"):
        read_code_list(written(tmp_path, "a,b\n1,2\n"), LoadReport())


def test_the_same_row_object_says_its_level_and_kind() -> None:
    assert CodeRow("33.75", "Pekalongan", 1).kind == PlaceKind.KOTA
    assert CodeRow("33.26", "Pekalongan", 1).kind == PlaceKind.KABUPATEN
    assert CodeRow("33.75.01.1002", "Medono", 1).level == Level.KELURAHAN


def test_the_ministry_lists_load_from_the_top_down(db: None, shared_data: Path) -> None:
    folder = shared_data / "codes"
    counts = [load(folder / name).counts for name in ("provinsi_38.csv", "kabkota_514.csv")]
    assert [count["added"] for count in counts] == [38, 514]
    city = create_city(code="33.75", name="Kota Pekalongan", by=None, at=AT)
    assert city.place.parent.name == "Jawa Tengah" and city.place.is_confirmed
    report = load(folder / "pekalongan_kelurahan.csv")
    assert report.counts["added"] == 27 + 4 and not report.problems


def test_a_city_made_before_any_list_finds_its_province_later(db: None, shared_data: Path) -> None:
    city = create_city(code="33.75", name="Kota Pekalongan", by=None, at=AT)
    assert city.place.parent is None and not city.place.is_confirmed
    load(shared_data / "codes" / "provinsi_38.csv")
    load(shared_data / "codes" / "kabkota_514.csv")
    city.place.refresh_from_db()
    assert city.place.parent.name == "Jawa Tengah" and city.place.is_confirmed


def test_a_list_of_several_cities_stands_in_the_trail_of_each(world: World, tmp_path: Path) -> None:
    other = "99.02.02.2001,99.02.02,Sari,Hilir\n"
    load(written(tmp_path, LIST + other))
    acts = AuditEntry.objects.filter(verb="places.added", details__source="kode.csv")
    assert sorted(act.chain for act in acts) == [*["99.01"] * 3, *["99.02"] * 2]
    assert [act.details["count"] for act in acts] == [1] * 5

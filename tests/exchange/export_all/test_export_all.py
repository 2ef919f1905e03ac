"""The way out is complete: every table, every row, every value; and personal data leave only for those who may."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.city.surveys.cast import MELATI, campaign_of, take_in
from tests.web.settlements.cast import slum
from tests.world import AT, ON, World
from tuntas.city.people.access import can
from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import AuditEntry
from tuntas.city.surveys.houses import HouseHead, list_house
from tuntas.exchange.export_all import CannotExport, Wanted, export_city
from tuntas.exchange.export_all.columns import SECRETS, CellKind, columns_of
from tuntas.exchange.export_all.describing import column_wording, words
from tuntas.exchange.export_all.selection import LEFT_OUT, own_models, rows_of, tables
from tuntas.rules.shelf import open_shelf
from tuntas.sheets.reading.survey_file import read_survey

PDF = b"%PDF-1.4\nBerita acara\n%%EOF\n"
NIK = "3375011708450001"


@pytest.fixture
def full(world: World) -> World:
    """A city with a survey, a paper with its file, and a house with a name; and a foreign city with a paper."""
    take_in(campaign_of(world), MELATI, {(2, "2a"): ""})
    head = PaperHead("BERITA_ACARA", "1/2025", title='=Uji, "kutip"\ndua baris', signed_on=ON, place=world.rts[0])
    file_paper(city=world.city, head=head, by=world.user("SECTION_HEAD"), at=AT, content=PDF, filename="a.pdf")
    house = HouseHead(place=world.rts[0], address="Jl. Melati 1", head_name="Contoh Ibu", nik=NIK)
    list_house(city=world.city, head=house, by=world.user("HOUSING_STAFF"), at=AT)
    file_paper(city=world.foreign_city, head=PaperHead("SK", "asing"), by=None, at=AT)
    return world


def exported(world: World, path: Path, *, personal: bool = False) -> zipfile.ZipFile:
    by = world.user("SECTION_HEAD") if personal else None
    export_city(path, city=world.city, wanted=Wanted(personal), by=by, at=AT)
    return zipfile.ZipFile(path)


def lines(archive: zipfile.ZipFile, label: str) -> list[dict[str, str]]:
    text = archive.read(f"tabel/{label}.csv").decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_again(text: str, kind: CellKind) -> Any:
    """The value that a cell's text denotes, as the README says how to read it."""
    readers: dict[CellKind, Any] = {
        CellKind.INTEGER: int, CellKind.BOOLEAN: lambda said: {"true": True, "false": False}[said],
        CellKind.DATE: date.fromisoformat, CellKind.MOMENT: datetime.fromisoformat, CellKind.JSON: json.loads,
        CellKind.HEX: bytes.fromhex,
    }  # fmt: skip
    return readers.get(kind, str)(text)


def test_no_model_is_forgotten(db: None) -> None:
    known = {model._meta.label for model in tables()} | LEFT_OUT
    forgotten = {model._meta.label for model in own_models()} - known
    assert not forgotten, f"say in export_all/selection.py whose rows these are: {forgotten}"


def test_every_table_and_column_is_explained_in_both_languages(db: None) -> None:
    for model in tables():
        label = model._meta.label
        wordings = [column_wording(label, column.name) for column in columns_of(model, personal=True)]
        for wording in (words()["tables"][label], *wordings):
            assert wording["id"].strip() and wording["en"].strip()


@pytest.mark.parametrize("personal", [False, True])
def test_rows_come_out_again_in_number_and_content(full: World, tmp_path: Path, personal: bool) -> None:
    before = {model: list(rows_of(model, full.city)) for model in tables()}
    archive = exported(full, tmp_path / "a.zip", personal=personal)
    for model, rows in before.items():
        columns, found = columns_of(model, personal=personal), lines(archive, model._meta.label)
        assert len(found) == len(rows), model
        for row, line in zip(rows, found, strict=True):
            assert list(line) == [column.name for column in columns]
            for column in columns:
                if column.opens:
                    continue
                value, text = getattr(row, column.name), line[column.name]
                value = bytes(value) if column.kind is CellKind.HEX and value is not None else value
                if value in (None, ""):
                    assert text == "", (model, column.name)
                else:
                    assert read_again(text, column.kind) == value, (model, column.name)
    assert sum(map(len, before.values())) > 60


def test_the_manifest_fits_every_member(full: World, tmp_path: Path) -> None:
    archive = exported(full, tmp_path / "a.zip", personal=True)
    manifest = json.loads(archive.read("manifest.json"))
    assert set(manifest["members"]) == set(archive.namelist()) - {"manifest.json"}
    for name, member in manifest["members"].items():
        content = archive.read(name)
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (member["sha256"], member["bytes"]), name
    rows = {name: member["rows"] for name, member in manifest["members"].items()}
    assert rows["tabel/surveys.SurveyRecord.csv"] == 3
    last = lines(archive, "records.AuditEntry")[-1]
    assert manifest["audit"] == {"entries": int(last["seq"]), "entry_hash": last["entry_hash"]}


def test_papers_leave_by_the_hash_of_their_content(full: World, tmp_path: Path) -> None:
    archive = exported(full, tmp_path / "a.zip", personal=True)
    (paper,) = lines(archive, "records.Paper")
    assert paper["title"] == '=Uji, "kutip"\ndua baris'
    assert archive.read(f"berkas/{paper['file_id']}") == PDF


def test_the_seals_of_the_trail_can_be_verified_outside(full: World, tmp_path: Path) -> None:
    for line in lines(exported(full, tmp_path / "a.zip", personal=True), "records.AuditEntry"):
        said: dict[str, Any] = {
            name: line[name] for name in ("chain", "verb", "about_type", "about_id", "previous_hash")
        }
        said |= {name: int(line[name]) if line[name] else None for name in ("seq", "city_id", "by_id")}
        moment = datetime.fromisoformat(line["at"]).isoformat(timespec="microseconds")
        said |= {"details": json.loads(line["details"]), "at": moment}
        text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == line["entry_hash"]


def test_nothing_personal_leaves_unless_it_is_asked_for(full: World, tmp_path: Path) -> None:
    without, with_all = (exported(full, tmp_path / f"{flag}.zip", personal=flag) for flag in (False, True))
    names = (b"Contoh Ibu", NIK.encode(), b"Jl. Melati", full.user("SECTION_HEAD").username.encode(), PDF)
    content = [without.read(name) for name in without.namelist()]
    assert not [name for name in names if any(name in one for one in content)]
    assert [line["nik"] for line in lines(with_all, "surveys.UnfitHouse")] == [NIK]
    for archive in (without, with_all):
        heads = {f"{model._meta.label}.{name}" for model in tables() for name in _head(archive, model._meta.label)}
        assert not heads & SECRETS


def test_nothing_of_a_foreign_city_leaves(full: World, tmp_path: Path) -> None:
    archive = exported(full, tmp_path / "a.zip", personal=True)
    assert full.foreign_city.code not in {line["code"] for line in lines(archive, "places.Place")}
    assert {line["code"] for line in lines(archive, "people.City")} == {full.city.code}
    assert "asing" not in archive.read("tabel/records.Paper.csv").decode()


def test_personal_data_leave_only_for_those_who_may(full: World, tmp_path: Path) -> None:
    for role, code in (
        ("AGENCY_HEAD", "EXPORT-NO-RIGHT"),
        ("PLANNER", "EXPORT-NO-RIGHT"),
        ("OUTSIDER", "EXPORT-NO-RIGHT"),
    ):
        with pytest.raises(CannotExport) as refused:
            export_city(tmp_path / "a.zip", city=full.city, wanted=Wanted(True), by=full.user(role), at=AT)
        assert refused.value.code == code
    with pytest.raises(CannotExport) as refused:
        export_city(tmp_path / "a.zip", city=full.city, wanted=Wanted(True), by=None, at=AT)
    assert refused.value.code == "EXPORT-PERSONAL-NEEDS-PERSON"
    assert not (tmp_path / "a.zip").exists()
    assert can(full.user("SECTION_HEAD"), "export_personal", full.city.place)


def test_it_is_written_down_that_a_city_left(full: World, tmp_path: Path) -> None:
    exported(full, tmp_path / "a.zip", personal=True)
    entry = AuditEntry.objects.filter(city=full.city).order_by("-seq").first()
    assert entry is not None and entry.verb == "city.exported" and entry.details["personal"] is True
    assert entry.by == full.user("SECTION_HEAD")


def test_a_lost_file_is_no_complete_export(full: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuntas.exchange.export_all.exporting.file_path", lambda sha256: tmp_path / sha256)
    with pytest.raises(CannotExport) as refused:
        exported(full, tmp_path / "a.zip", personal=True)
    assert refused.value.code == "EXPORT-FILE-MISSING"


def test_a_survey_leaves_in_our_template_and_is_read_again(full: World, tmp_path: Path) -> None:
    archive = exported(full, tmp_path / "a.zip")
    (name,) = [one for one in archive.namelist() if one.endswith("/data.xlsx")]
    path = tmp_path / "data.xlsx"
    path.write_bytes(archive.read(name))
    assert len(read_survey(path, open_shelf(tmp_path).current()).rows) == 3
    assert name.replace("data.xlsx", "hasil.xlsx") in archive.namelist()


def test_every_edition_stands_in_the_outlines(full: World, tmp_path: Path) -> None:
    archive = exported(full, tmp_path / "a.zip")
    files = [name for name in archive.namelist() if name.endswith(".geojson")]
    found = [one["id"] for name in files for one in json.loads(archive.read(name))["features"]]
    assert sorted(found) == sorted(int(line["id"]) for line in lines(archive, "places.PlaceEdition"))


def test_every_delineation_stands_in_a_map_of_its_own(full: World, tmp_path: Path) -> None:
    one = slum(full)
    (drawn,) = json.loads(exported(full, tmp_path / "a.zip").read("kawasan/delineasi.geojson"))["features"]
    assert drawn["properties"]["name"] == one.name and drawn["properties"]["utm_crs"] == "EPSG:9489"
    assert len(drawn["geometry"]["coordinates"][0]) == 5


def test_an_empty_city_can_leave_too(world: World, tmp_path: Path) -> None:
    archive = exported(world, tmp_path / "a.zip")
    assert lines(archive, "surveys.Campaign") == [] and City.objects.filter(code=world.city.code).exists()
    assert "BACA-SAYA.md" in archive.namelist()


def _head(archive: zipfile.ZipFile, label: str) -> list[str]:
    return archive.read(f"tabel/{label}.csv").decode("utf-8").partition("\n")[0].split(",")

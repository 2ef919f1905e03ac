"""The law as data: fit for use, dated, extended by a file alone, compared with the annex value by value."""

import copy
import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tuntas.domain.wording import text
from tuntas.rules.checking import check_instrument, sourced_values
from tuntas.rules.loading import load_regulation, read_instrument, shipped_law
from tuntas.rules.overlays import apply_overlay
from tuntas.rules.parsing import BrokenLaw
from tuntas.rules.shelf import NoDatedRegulation, Shelf, UnknownRegulation, open_shelf
from tuntas.rules.verifying import (
    UnknownValue,
    append_verification,
    read_verifications,
    valid_verifications,
    verify_value,
)

SOURCES = frozenset(tomllib.loads((shipped_law() / "sources.toml").read_text(encoding="utf-8"))["sources"])
FOLDER_2018 = "permen_pupr_14_2018"


@pytest.fixture
def raw() -> dict[str, Any]:
    return copy.deepcopy(read_instrument(shipped_law() / FOLDER_2018))


def codes(raw: dict[str, Any]) -> set[str]:
    return {fault.code for fault in check_instrument(raw, SOURCES)}


def test_every_shipped_rule_set_and_overlay_is_fit(shelf: Shelf) -> None:
    for folder in shelf.folders.values():
        assert check_instrument(read_instrument(folder), SOURCES) == []
    for overlay in shelf.overlays.values():
        base = read_instrument(shelf.folders[overlay["overlay"]["base"]])
        assert check_instrument(apply_overlay(base, dict(overlay)), SOURCES) == []


def _no_source(raw: dict[str, Any]) -> None:
    raw["bands"]["source"] = []


def _unknown_source(raw: dict[str, Any]) -> None:
    raw["criteria"][0]["indicator"]["source"] = ["XYZ"]


def _no_confidence(raw: dict[str, Any]) -> None:
    del raw["codes"]["confidence"]


def _no_translation(raw: dict[str, Any]) -> None:
    raw["criteria"][3]["name"]["en"] = ""


def _same_band_twice(raw: dict[str, Any]) -> None:
    raw["bands"]["steps"][1]["min_percent"] = 76


def _no_lowest_band(raw: dict[str, Any]) -> None:
    raw["bands"]["steps"].pop()


def _hole_between_classes(raw: dict[str, Any]) -> None:
    raw["classes"][1]["max"] = 58


def _wrong_maximum(raw: dict[str, Any]) -> None:
    raw["instrument"]["max_total"] = 81
    raw["classes"][0]["max"] = 81


def _threshold_inside_a_class(raw: dict[str, Any]) -> None:
    raw["reduction"]["counted_when_total_below"] = 20


def _unknown_denominator(raw: dict[str, Any]) -> None:
    raw["criteria"][0]["denominator"] = "pohon"


def _unit_without_step(raw: dict[str, Any]) -> None:
    raw["criteria"][0]["unit"] = "km"


def _criterion_twice(raw: dict[str, Any]) -> None:
    raw["criteria"][1]["id"] = "1a"


def _missing_code(raw: dict[str, Any]) -> None:
    del raw["codes"]["B4"]


def _missing_pattern(raw: dict[str, Any]) -> None:
    raw["handling"]["patterns"].pop()


def _hole_between_considerations(raw: dict[str, Any]) -> None:
    raw["considerations"]["profiles"]["321"]["classes"][0]["min"] = 8


def _falling_authority(raw: dict[str, Any]) -> None:
    raw["authority"]["rules"][1]["below_ha"] = 5


@pytest.mark.parametrize(
    ("spoil", "code"),
    [(_no_source, "L601"), (_unknown_source, "L602"), (_no_confidence, "L603"), (_no_translation, "L604"),
     (_same_band_twice, "L605"), (_no_lowest_band, "L606"), (_hole_between_classes, "L607"),
     (_wrong_maximum, "L608"), (_threshold_inside_a_class, "L609"), (_unknown_denominator, "L610"),
     (_unit_without_step, "L611"), (_criterion_twice, "L612"), (_missing_code, "L613"), (_missing_pattern, "L614"),
     (_hole_between_considerations, "L615"), (_falling_authority, "L616")],
)  # fmt: skip
def test_each_fault_of_the_law_data_is_found_and_can_be_said(spoil: Any, code: str, raw: dict[str, Any]) -> None:
    assert codes(raw) == set()
    spoil(raw)
    assert code in codes(raw)
    assert text(code, "id", path="x", found="y") != text(code, "en", path="x", found="y")


def test_a_day_is_refused_while_no_date_in_force_was_read(shelf: Shelf) -> None:
    with pytest.raises(NoDatedRegulation) as refusal:
        shelf.in_force(date(2020, 1, 1))
    assert set(refusal.value.undated) == {"permen-pupr-14-2018", "permen-pupr-02-2016"}


def successor(folder: Path) -> Path:
    """An invented later rule set, made by copying the shipped one and changing its head."""
    with_files = folder / "contoh_2030"
    shutil.copytree(str(shipped_law() / FOLDER_2018), with_files)
    head = (with_files / "instrument.toml").read_text(encoding="utf-8")
    head = head.replace('id = "permen-pupr-14-2018"', 'id = "contoh-2030"\nin_force_from = 2030-01-01')
    head = head.replace('supersedes = "permen-pupr-02-2016"', 'supersedes = "permen-pupr-14-2018"')
    (with_files / "instrument.toml").write_text(head, encoding="utf-8")
    return folder


def test_a_successor_is_added_by_a_file_alone(tmp_path: Path, shelf: Shelf) -> None:
    extended = open_shelf(successor(tmp_path))
    assert extended.current().id == "contoh-2030"
    assert extended.in_force(date(2031, 5, 1)).id == "contoh-2030"
    with pytest.raises(NoDatedRegulation):
        extended.in_force(date(2029, 12, 31))
    old = extended.regulation("permen-pupr-14-2018")
    assert old == shelf.regulation("permen-pupr-14-2018")


def test_a_rule_set_that_stands_twice_is_refused(tmp_path: Path) -> None:
    shutil.copytree(str(shipped_law() / FOLDER_2018), tmp_path / "again")
    with pytest.raises(BrokenLaw, match="stands twice"):
        open_shelf(tmp_path)


def test_unknown_rule_sets_are_named_with_those_there_are(shelf: Shelf) -> None:
    with pytest.raises(UnknownRegulation) as refusal:
        shelf.regulation("permen-2099")
    assert "permen-pupr-14-2018" in refusal.value.known
    with pytest.raises(UnknownRegulation):
        shelf.regulation("permen-pupr-14-2018", ["perda-mana"])
    with pytest.raises(BrokenLaw, match="made for"):
        shelf.regulation("permen-pupr-02-2016", ["perda-kota-madiun-45-2018"])


def test_a_misshapen_value_is_broken_law_and_names_the_rule_set(tmp_path: Path) -> None:
    shutil.copytree(str(shipped_law() / FOLDER_2018), tmp_path / "x")
    file = tmp_path / "x" / "scoring.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("half_up", "bankers"), encoding="utf-8")
    with pytest.raises(BrokenLaw, match="bankers"):
        load_regulation(tmp_path / "x")


@pytest.mark.parametrize(("old", "new"), [("open_interval", "as_zero"), ("sum_volumes_then_rescore", "mean_of_scores")])
def test_a_way_of_working_that_nobody_knows_is_refused(old: str, new: str, tmp_path: Path) -> None:
    shutil.copytree(str(shipped_law() / FOLDER_2018), tmp_path / "x")
    file = tmp_path / "x" / "scoring.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(BrokenLaw, match=new):
        load_regulation(tmp_path / "x")


def test_the_hash_follows_the_data_and_not_the_comments(tmp_path: Path, shelf: Shelf) -> None:
    shutil.copytree(str(shipped_law() / FOLDER_2018), tmp_path / "x")
    file = tmp_path / "x" / "scoring.toml"
    words = file.read_text(encoding="utf-8")
    file.write_text("# another comment\n" + words, encoding="utf-8")
    shipped = shelf.regulation("permen-pupr-14-2018").content_hash
    assert load_regulation(tmp_path / "x").content_hash == shipped
    file.write_text(words.replace("min_percent = 25", "min_percent = 26"), encoding="utf-8")
    assert load_regulation(tmp_path / "x").content_hash != shipped


def test_a_comparison_with_the_annex_holds_until_the_value_changes(tmp_path: Path, raw: dict[str, Any]) -> None:
    file = tmp_path / "rules" / "verifications.jsonl"
    assert read_verifications(file) == []
    record = verify_value(raw, "criteria.4a", by="Rina", on=date(2026, 11, 24), document="Lampiran II hlm. 3")
    append_verification(file, record)
    append_verification(file, verify_value(raw, "bands", by="Rina", on=date(2026, 11, 24), document="Lampiran II"))
    assert set(valid_verifications(raw, read_verifications(file))) == {"criteria.4a", "bands"}
    raw["bands"]["steps"][0]["min_percent"] = 75
    assert set(valid_verifications(raw, read_verifications(file))) == {"criteria.4a"}


def test_a_comparison_names_a_value_that_exists(raw: dict[str, Any]) -> None:
    with pytest.raises(UnknownValue) as refusal:
        verify_value(raw, "criteria.9z", by="Rina", on=date(2026, 11, 24), document="x")
    assert "criteria.4a.indicator" in refusal.value.known


def test_no_article_stands_in_the_data_that_was_not_read(shelf: Shelf) -> None:
    for folder in shelf.folders.values():
        assert all(not value.get("article") for _, value in sourced_values(read_instrument(folder)))

"""Building lists are found by their headers, in workbooks and text files."""

from pathlib import Path

import pytest

from tests.sheets.buildings.lists import HEADERS, RT_HEADERS, building, codes, law, rt_row, write_xlsx
from tuntas.sheets.buildings import looks_like_buildings, read_buildings
from tuntas.sheets.opening.grids import open_workbook

FLAT = ("kecamatan", "kelurahan", "rt_rw", "jumlah_bangunan", "jumlah_kk", "luas_verifikasi_ha", "1a", "1b", "1c", "3a")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (HEADERS, True),
        (("Kelurahan/Desa", "RT/RW", "ID Bangunan"), True),
        (("KELURAHAN", "Wilayah RT/RW", "1a", "Kriteria 1c", "3a"), True),
        (("Village", "RT/RW", "Building ID"), True),
        (RT_HEADERS, False),
        (FLAT, False),
        (("Village", "RT/RW", "Number of buildings", "1a", "1c", "3a"), False),
        (("Village", "RT/RW", "Verified area (ha)", "1a", "1c", "3a"), False),
        (("Kelurahan", "RT/RW", "Panjang Jalan Lingkungan Ideal (m)", "1a", "1c", "3a"), False),
        (("kelurahan", "rt_rw", "luas_lantai_m2", "1a", "1c", "3a"), True),
        (("kawasan", "kelurahan", "rt_rw", "1av", "1ap", "1an"), False),
        (("kelurahan", "rt_rw", "1a_persen", "1a_nilai", "3a_persen", "3a_nilai"), False),
        (("id_bangunan", "1a", "1c", "3a"), False),
    ],
)
def test_a_building_list_is_known_by_its_headers(headers: tuple[str, ...], expected: bool) -> None:
    assert looks_like_buildings(headers) is expected


def test_titles_above_and_names_of_criteria_are_understood(tmp_path: Path) -> None:
    names = {one.id: f"{one.id}. {one.name.id}" for one in law().criteria}
    headers = [names.get(header, header.upper().replace("_", " ")) for header in HEADERS]
    rows = [("Daftar Bangunan",), (), (None, *headers), (None, *building(1, k7b=1))]
    survey = read_buildings(open_workbook(write_xlsx(tmp_path / "a.xlsx", {"Data": rows})), law())
    assert survey.rows[0].facts.quantities["unit_tanpa_sarana_kebakaran"] == 1_000_000
    assert survey.rows[0].number == 4
    assert survey.rows[0].places["unit_tanpa_sarana_kebakaran"].cell == "P4"


def test_headers_over_two_rows_are_understood(tmp_path: Path) -> None:
    upper = (*HEADERS[:5], "Bangunan", *[None] * 9)
    lower = (*[None] * 5, *HEADERS[5:])
    survey = read_buildings(
        open_workbook(write_xlsx(tmp_path / "a.xlsx", {"Data": [upper, lower, building(1, k1c=1)]})), law()
    )
    assert survey.rows[0].facts.quantities["unit_tidak_sesuai_persyaratan_teknis"] == 1_000_000


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_files_with_an_rt_table_of_their_own(tmp_path: Path, delimiter: str) -> None:
    def write(name: str, rows: list[tuple[object, ...]]) -> Path:
        lines = (delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows)
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path / name

    listed = write("bangunan.csv", [HEADERS, tuple(building(1, kk=2, k3a="Ya")), tuple(building(2, k3a=None))])
    units = write("rt.csv", [RT_HEADERS, tuple(rt_row())])
    survey = read_buildings(open_workbook(listed), law(), rt_table=units)
    facts = survey.rows[0].facts
    assert facts.quantities["kk_tanpa_akses_air_aman"] == 2_000_000
    assert facts.open_ended == {"kk_tanpa_akses_air_aman": 1_000_000}
    assert facts.quantities["luas_verifikasi_ha"] == 2_000_000


def test_blank_rows_in_between_keep_the_row_numbers(tmp_path: Path) -> None:
    rows = [HEADERS, building(1), [None] * len(HEADERS), building(2, k3a=5)]
    survey = read_buildings(open_workbook(write_xlsx(tmp_path / "a.xlsx", {"Data": rows})), law())
    assert [p.place.cell for p in survey.problems if p.code == "B411"] == ["H4"]
    (tmp_path / "a.csv").write_text("\n".join(",".join("" if c is None else str(c) for c in row) for row in rows))
    survey = read_buildings(open_workbook(tmp_path / "a.csv"), law())
    assert [p.place.cell for p in survey.problems if p.code == "B411"] == ["H4"]


def test_a_kecamatan_left_blank_finds_its_rt_all_the_same(tmp_path: Path) -> None:
    sheets = {"B": [HEADERS, building(1)], "RT": [RT_HEADERS, rt_row(kecamatan=None)]}
    survey = read_buildings(open_workbook(write_xlsx(tmp_path / "a.xlsx", sheets)), law())
    assert "B431" not in codes(survey)
    assert survey.rows[0].facts.quantities["luas_verifikasi_ha"] == 2_000_000


def test_columns_of_no_use_are_named_but_personal_ones_are_not_even_read(tmp_path: Path) -> None:
    rows = [(*HEADERS, "NIK", "Alamat", "Warna Pagar"), (*building(1), "9901019901010001", "Gg. 1", "biru")]
    survey = read_buildings(open_workbook(write_xlsx(tmp_path / "a.xlsx", {"Data": rows})), law())
    assert [p.params["columns"] for p in survey.problems if p.code == "B404"] == ["Warna Pagar"]

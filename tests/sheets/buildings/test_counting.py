"""Buildings become the facts of their RT."""

from pathlib import Path

from tests.sheets.buildings.lists import building, codes, law, rt_row, survey_of, surveyed_law
from tuntas.rules.scoring import assess
from tuntas.sheets.buildings import read_buildings
from tuntas.sheets.buildings.listing import read_listing
from tuntas.sheets.buildings.tally import tally_units
from tuntas.sheets.opening.grids import open_workbook
from tuntas.sheets.survey import Layout


def test_buildings_count_one_and_households_by_their_number(tmp_path: Path) -> None:
    rows = [building(1, kk=2, k1a=1, k3a=1), building(2, kk=3, k1a=0, k3a=0), building(3, kk=0, k1a=1, k3a=1)]
    survey = survey_of(tmp_path / "a.xlsx", rows, [rt_row()])
    facts = survey.rows[0].facts
    assert survey.layout is Layout.BUILDINGS
    assert facts.quantities["jumlah_bangunan"] == 3_000_000
    assert facts.quantities["jumlah_kk"] == 5_000_000
    assert facts.quantities["unit_tidak_teratur"] == 2_000_000
    assert facts.quantities["kk_tanpa_akses_air_aman"] == 2_000_000
    assert not facts.open_ended
    assert assess(facts, law()).is_complete


def test_a_missing_mark_opens_the_interval_by_its_weight(tmp_path: Path) -> None:
    rows = [building(1, kk=2, k3a=None, k1a=-1), building(2, kk=1, k3a=1), building(3, kk=0, k3a=None)]
    facts = survey_of(tmp_path / "a.xlsx", rows, [rt_row()]).rows[0].facts
    assert facts.open_ended == {"kk_tanpa_akses_air_aman": 2_000_000, "unit_tidak_teratur": 1_000_000}
    assert facts.quantities["kk_tanpa_akses_air_aman"] == 1_000_000
    assessment = assess(facts, law())
    assert not assessment.is_complete
    assert assessment.total_min < assessment.total_max


def test_the_missing_cell_is_the_place_of_an_open_volume(tmp_path: Path) -> None:
    rows = [building(1), building(2), building(3, k3a=None)]
    place = survey_of(tmp_path / "a.xlsx", rows, [rt_row()]).rows[0].places["kk_tanpa_akses_air_aman"]
    assert (place.sheet, place.cell, place.row) == ("Bangunan", "H4", 4)


def test_a_wrong_mark_counts_as_missing_and_does_not_block_the_rt(tmp_path: Path) -> None:
    survey = survey_of(tmp_path / "a.xlsx", [building(1, k3a="mungkin"), building(2, k3a="Ya")], [rt_row()])
    row = survey.rows[0]
    assert row.facts.open_ended == {"kk_tanpa_akses_air_aman": 1_000_000}
    assert row.facts.quantities["kk_tanpa_akses_air_aman"] == 1_000_000
    assert not row.is_blocked
    found = next(problem for problem in survey.problems if problem.code == "B411")
    assert (found.severity, found.place.cell, found.value) == ("ERROR", "H2", "mungkin")
    assert "B435" in codes(survey)


def test_unknown_households_leave_everything_weighed_by_them_missing(tmp_path: Path) -> None:
    survey = survey_of(tmp_path / "a.xlsx", [building(1, kk=None, k3a=1), building(2, kk=2)], [rt_row()])
    quantities = survey.rows[0].facts.quantities
    assert "jumlah_kk" not in quantities
    assert "kk_tanpa_akses_air_aman" not in quantities
    assert quantities["jumlah_bangunan"] == 2_000_000
    assert {"B414", "B436"} <= set(codes(survey))


def test_given_facts_and_their_cells_come_from_the_rt_table(tmp_path: Path) -> None:
    row = survey_of(tmp_path / "a.xlsx", [building(1)], [rt_row(area=2.5)]).rows[0]
    assert row.facts.quantities["luas_verifikasi_ha"] == 2_500_000
    assert row.facts.quantities["panjang_jalan_rusak_m"] == 20_000_000
    assert (row.places["luas_verifikasi_ha"].sheet, row.places["luas_verifikasi_ha"].cell) == ("RT", "D2")


def test_rows_come_in_order_of_first_appearance(tmp_path: Path) -> None:
    rows = [building(n, rt=rt) for n, rt in enumerate(("RT009-RW001", "RT001-RW001", "RT009-RW001", "RT005-RW001"))]
    survey = survey_of(tmp_path / "a.xlsx", rows)
    assert [(row.rt, row.number) for row in survey.rows] == [("009", 2), ("001", 3), ("005", 5)]


def test_spellings_of_one_rt_meet_and_are_said(tmp_path: Path) -> None:
    rows = [building(1, rt="RT06A-RW002"), building(2, rt="06a/002"), building(3, rt="RT 6A RW 2")]
    survey = survey_of(tmp_path / "a.xlsx", rows, [rt_row(rt="006A/02")])
    assert [(row.rt, row.rw, row.identity["rt_rw"]) for row in survey.rows] == [("006A", "002", "RT06A-RW002")]
    assert survey.rows[0].facts.quantities["jumlah_bangunan"] == 3_000_000
    assert "B421" in codes(survey)
    assert "B431" not in codes(survey)


def test_kelurahan_spelt_differently_are_suggested_and_never_joined(tmp_path: Path) -> None:
    rows = [building(1, kelurahan="Podo Sugih"), building(2, kelurahan="PODOSUGIH")]
    survey = survey_of(tmp_path / "a.xlsx", rows)
    assert [row.identity["kelurahan"] for row in survey.rows] == ["Podo Sugih", "PODOSUGIH"]
    assert "B420" in codes(survey)


def test_two_years_in_one_rt_block_it(tmp_path: Path) -> None:
    survey = survey_of(tmp_path / "a.xlsx", [building(1)], [rt_row()])
    assert not survey.rows[0].is_blocked
    # The column `tahun` is not in the ordinary headers of these tests.
    book = tmp_path / "b.csv"
    book.write_text("kelurahan,rt_rw,id_bangunan,tahun\nContoh,001/002,1,2019\nContoh,001/002,2,2024\n")
    listing = read_listing(open_workbook(book), law())
    assert listing is not None
    tally = tally_units(listing.frame, listing.identity_columns, [], law())[0]
    assert tally.values["tahun"] == ["2019", "2024"]


def test_surveyed_denominators_count_the_marks_there_are(tmp_path: Path) -> None:
    rows = [building(1, k1a=1), building(2, k1a=0), building(3, k1a=None)]
    path = tmp_path / "a.xlsx"
    survey_of(path, rows, [rt_row()])
    regulation = surveyed_law()
    facts = read_buildings(open_workbook(path), regulation).rows[0].facts
    assert facts.quantities["terdata_1a"] == 2_000_000
    assert facts.quantities["unit_tidak_teratur"] == 1_000_000
    assert not facts.open_ended

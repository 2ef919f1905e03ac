"""House lists as offices write them: heads in other words, blank rows, cells that lost their content."""

from pathlib import Path

from tuntas.sheets.house_list import HouseList, read_house_list


def read(tmp_path: Path, text: str) -> HouseList:
    path = tmp_path / "rtlh.csv"
    path.write_text(text, encoding="utf-8")
    return read_house_list(path)


def test_heads_are_found_below_a_title_and_in_other_words(tmp_path: Path) -> None:
    found = read(tmp_path, "DAFTAR RTLH 2024;;;\nDesa;RT;Alamat Rumah;Nama KK\nMelati;001;Gang 1;Contoh Ani\n;;;\n")
    assert not found.problems and len(found.rows) == 1
    row = found.rows[0]
    assert (row.row, row.text("kelurahan"), row.text("rt"), row.text("nik")) == (3, "Melati", "001", "")


def test_a_nik_in_text_keeps_its_sixteen_digits(tmp_path: Path) -> None:
    found = read(tmp_path, "Kelurahan;RT;Alamat;Nama;NIK\nMelati;1;Gang 1;Contoh;9901015203850011\n")
    assert found.rows[0].text("nik") == "9901015203850011"


def test_without_its_heads_it_is_no_house_list(tmp_path: Path) -> None:
    found = read(tmp_path, "Kelurahan;RT;Alamat\nMelati;1;Gang 1\n")
    assert [problem.code for problem in found.problems] == ["HOUSE-LIST-NO-HEADS"] and not found.rows


def test_a_list_too_long_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, "Kelurahan;RT;Alamat;Nama\n" + "Melati;1;Gang 1;Contoh\n" * 2001)
    assert [problem.code for problem in found.problems] == ["HOUSE-LIST-TOO-LONG"]

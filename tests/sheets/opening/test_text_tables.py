"""Text tables: encoding and delimiter are found and said."""

from pathlib import Path

import pytest

from tuntas.sheets.opening.columns import read_columns
from tuntas.sheets.opening.grids import open_workbook
from tuntas.sheets.opening.refusal import RefusedFile

TABLE = 'kelurahan;luas\n"Podosugih; lama";1,5\nKauman é;\n'
ROWS = [["kelurahan", "luas"], ["Podosugih; lama", "1,5"], ["Kauman é", None]]


@pytest.mark.parametrize(
    ("written", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found(tmp_path: Path, written: str, found: str, delimiter: str) -> None:
    path = tmp_path / "data.csv"
    text = "kelurahan;luas\nPodosugih;15\nKauman é;\n".replace(";", delimiter)
    path.write_bytes(text.encode(written))
    book = open_workbook(path)
    assert (book.encoding, book.delimiter) == (found, delimiter)
    assert book.grid(book.sheets[0]).rows == [["kelurahan", "luas"], ["Podosugih", "15"], ["Kauman é", None]]
    assert [note.code for note in book.notes] == ["FILE-NOTE-ENCODING", "FILE-NOTE-DELIMITER"]


def test_decimal_commas_and_quotes_do_not_confuse(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(TABLE, encoding="utf-8")
    book = open_workbook(tmp_path / "data.csv")
    assert book.delimiter == ";"
    assert book.grid(book.sheets[0]).rows == ROWS


def test_short_rows_are_filled_with_blanks(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("judul\na,b,c\n1,2\n\n4,5,6\n")
    book = open_workbook(tmp_path / "data.csv")
    assert book.grid(book.sheets[0]).rows[1:4] == [["a", "b", "c"], ["1", "2", None], [None, None, None]]
    assert len(book.grid(book.sheets[0], max_rows=2).rows) == 2


def test_a_wrong_name_is_noted(tmp_path: Path) -> None:
    (tmp_path / "unduhan.xls").write_text("kelurahan\trt\nPodosugih\t1\n")
    book = open_workbook(tmp_path / "unduhan.xls")
    assert book.delimiter == "\t"
    assert book.notes[0].code == "FILE-NOTE-NAME"


def test_a_quote_that_never_ends_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kutip.csv").write_text('a,b\n"x,1\n' + "y,2\n" * 50_000)
    book = open_workbook(tmp_path / "kutip.csv")
    with pytest.raises(RefusedFile) as caught:
        book.grid(book.sheets[0])
    assert caught.value.code == "FILE-CSV-QUOTE"


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    (tmp_path / "lebar.csv").write_text("a" + ",b" * 5_000 + "\n")
    book = open_workbook(tmp_path / "lebar.csv")
    with pytest.raises(RefusedFile) as caught:
        book.grid(book.sheets[0])
    assert caught.value.code == "FILE-TOO-MANY-COLUMNS"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_columns_of_a_text_table_are_text(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "data.csv").write_bytes("judul\nnik;nama\n3501010101010001;é\n;x\n".encode(encoding))
    book = open_workbook(tmp_path / "data.csv")
    table = read_columns(book, book.sheets[0], 1, {0: "nik", 1: "nama"})
    assert table.rows() == [("3501010101010001", "é"), (None, "x")]


def test_a_text_cut_in_the_middle_of_a_letter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "putus.csv").write_bytes("a,b\n1,2\n".encode("utf-16") + b"3")
    book = open_workbook(tmp_path / "putus.csv")
    with pytest.raises(RefusedFile) as caught:
        book.grid(book.sheets[0])
    assert caught.value.code == "FILE-CSV-ENCODING"

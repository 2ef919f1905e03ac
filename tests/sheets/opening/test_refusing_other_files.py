"""Files that are no workbook, and hostile ODS, XLS and text files."""

import struct
import zipfile
from pathlib import Path

import pytest

from tests.sheets.opening.makers import LIBREOFFICE_END, ods, ods_cell
from tests.sheets.opening.refusing import refusal
from tuntas.sheets.opening.guard import inspect
from tuntas.sheets.opening.refusal import FileKind
from tuntas.sheets.opening.xls_guard import check_xls

ROW = f"<table:table-row>{ods_cell('isi')}</table:table-row>"


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "tidak ada.xlsx") == "FILE-MISSING"


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "FILE-FOLDER"


@pytest.mark.parametrize("content", [b"", b"\r\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    assert refusal(written(tmp_path / "kosong.xlsx", content)) == "FILE-EMPTY"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7\n", "FILE-IS-OTHER"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "FILE-IS-OTHER"),
        (b'{"type": "FeatureCollection"}', "FILE-IS-OTHER"),
        (b'<?xml version="1.0"?><kml xmlns="urn:x"/>', "FILE-IS-OTHER"),
        (b"<html><body><table><tr><td>RT</td></tr></table>", "FILE-IS-HTML"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html>", "FILE-IS-HTML"),
        (b'<table border="1"><tr><td>RT</td></tr></table>', "FILE-IS-HTML"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "FILE-IS-XML2003",
        ),
        (b"kelurahan,rt\n\0\0\0\0", "FILE-BINARY"),
        (bytes(range(1, 9)) * 50, "FILE-BINARY"),
        ("kelurahan;rt\n".encode("utf-16-le"), "FILE-BINARY"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "FILE-CORRUPT"),
        (b"PK\x03\x04" + b"\0" * 600, "FILE-CORRUPT"),
    ],
)
def test_other_files_with_the_name_of_a_workbook(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(written(tmp_path / "data.xlsx", content)) == code


@pytest.mark.parametrize("name", ["word/document.xml", "ppt/presentation.xml", "foto.jpg"])
def test_other_containers(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "data.xlsx", "w") as archive:
        archive.writestr(name, "<a/>")
    assert refusal(tmp_path / "data.xlsx") == "FILE-IS-OTHER"


def test_a_container_with_a_password(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "data.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    content = bytearray((tmp_path / "data.xlsx").read_bytes())
    struct.pack_into("<H", content, content.find(b"PK\x01\x02") + 8, 1)
    assert refusal(written(tmp_path / "data.xlsx", bytes(content))) == "FILE-ENCRYPTED"


def test_one_very_long_line(tmp_path: Path) -> None:
    path = tmp_path / "panjang.csv"
    with path.open("wb") as stream:
        stream.write(b"kelurahan,rt\n")
        for _ in range(100):
            stream.write(b"x" * 2**20)
    assert refusal(path) == "FILE-CSV-LONG-LINE"


def test_a_text_file_named_xls_is_read_as_text(tmp_path: Path) -> None:
    assert inspect(written(tmp_path / "unduhan.xls", b"kelurahan\trt\nPodosugih\t1\n")) is FileKind.CSV


def test_an_ordinary_ods_ends_with_a_million_blank_rows(tmp_path: Path) -> None:
    assert inspect(ods(tmp_path / "a.ods", ROW + LIBREOFFICE_END)) is FileKind.ODS


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (ROW.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">'), ""),
        (f"<table:table-row>{ods_cell('x', columns=16_384)}</table:table-row>", "FILE-TOO-MANY-COLUMNS"),
        (
            f'<table:table-row table:number-rows-repeated="1000000">{ods_cell("x", columns=1000)}</table:table-row>',
            "FILE-TOO-MANY-CELLS",
        ),
        (ROW + LIBREOFFICE_END + ROW + ROW, "FILE-TOO-MANY-ROWS"),
        ("<table:table-row/>" * 300_000 + ROW, "FILE-EMPTY-ROWS"),
        (
            ROW.replace("isi", "x" * 30_000).replace("-row>", '-row table:number-rows-repeated="100000">', 1),
            "FILE-REPEATED-TEXT",
        ),
        (
            f'{ROW}<table:table-row table:number-rows-repeated="999999"/>'
            f'<table:table-row><table:table-cell table:number-columns-repeated="500"/>{ods_cell("x")}'
            "</table:table-row>",
            "FILE-SPARSE",
        ),
    ],
)
def test_repeated_cells_count_as_often_as_they_are_repeated(tmp_path: Path, rows: str, code: str) -> None:
    path = ods(tmp_path / "ulang.ods", rows)
    assert (refusal(path) if code else inspect(path)) == (code or FileKind.ODS)


def test_hostile_parts_of_an_ods(tmp_path: Path) -> None:
    assert refusal(ods(tmp_path / "x.ods", ROW, "<!DOCTYPE x>")) == "FILE-XML-DOCTYPE"
    assert refusal(ods(tmp_path / "m.ods", ROW, Basic__Standard__Module1="<x/>")) == "FILE-MACRO"
    locked = "<m:manifest xmlns:m='urn:m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    assert refusal(ods(tmp_path / "l.ods", ROW, **{"META-INF__manifest.xml": locked})) == "FILE-ENCRYPTED"


def test_an_old_workbook_passes_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    content = old_workbook(tmp_path / "lama.xls")
    assert inspect(tmp_path / "lama.xls") is FileKind.XLS
    assert refusal(written(tmp_path / "rusak.xls", content[:700])) == "FILE-CORRUPT"


@pytest.mark.parametrize(
    ("stream", "code"), [("EncryptedPackage", "FILE-ENCRYPTED"), ("_VBA_PROJECT_CUR", "FILE-MACRO")]
)
def test_streams_that_old_workbooks_may_not_have(tmp_path: Path, stream: str, code: str) -> None:
    content = old_workbook(tmp_path / "lama.xls")
    name = "Workbook".encode("utf-16-le")
    entry = content.find(name)
    changed = bytearray(content)
    new = stream.encode("utf-16-le")
    changed[entry : entry + 64] = new.ljust(64, b"\0")
    struct.pack_into("<H", changed, entry + 64, len(new) + 2)
    assert refusal(written(tmp_path / "ubah.xls", bytes(changed))) == code


def test_error_cells_of_an_old_workbook_are_found(tmp_path: Path) -> None:
    assert check_xls(old_workbook(tmp_path / "lama.xls")) == {0: {(3, 1): "#REF!"}}


def old_workbook(path: Path) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    sheet.write(0, 0, "kelurahan")
    sheet.write(1, 0, 12.5)
    sheet.row(3).set_cell_error(1, 0x17)
    book.save(str(path))
    return path.read_bytes()

"""Hostile and unfit XLSX workbooks are refused, each for its own reason."""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sheets.opening.makers import BOOK_RELS, CELL, MAIN, SHEET, TYPES, sheet_xml, xlsx
from tests.sheets.opening.refusing import refusal
from tuntas.sheets.opening.guard import inspect
from tuntas.sheets.opening.refusal import FileKind

DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
XXE = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>', DOCTYPE)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "berkas.xlsx"


def test_a_plain_workbook_passes(target: Path) -> None:
    assert inspect(xlsx(target, sheet_xml(CELL))) is FileKind.XLSX


def test_a_zip_bomb_in_a_sheet(target: Path) -> None:
    pieces = (b" " * 2**20 for _ in range(300))
    assert refusal(xlsx(target, pieces)) == "FILE-ZIP-BOMB"


def test_a_zip_bomb_that_lies_about_its_size(target: Path) -> None:
    xlsx(target, (b" " * 2**20 for _ in range(300)))
    content = bytearray(target.read_bytes())
    with zipfile.ZipFile(target) as archive:
        entry = content.rfind(SHEET.encode()) - 46
        assert archive.getinfo(SHEET).file_size == 300 * 2**20
    struct.pack_into("<I", content, entry + 24, 1000)
    target.write_bytes(content)
    assert refusal(target) == "FILE-ZIP-SIZE"


def test_a_part_that_is_shorter_than_it_says(target: Path) -> None:
    xlsx(target, sheet_xml(CELL))
    content = bytearray(target.read_bytes())
    struct.pack_into("<I", content, content.rfind(SHEET.encode()) - 46 + 24, 5000)
    target.write_bytes(content)
    assert refusal(target) == "FILE-ZIP-SIZE"


def test_parts_that_overlap(target: Path) -> None:
    xlsx(target, sheet_xml(CELL))
    content = bytearray(target.read_bytes())
    with zipfile.ZipFile(target) as archive:
        first = archive.infolist()[1].header_offset
    struct.pack_into("<I", content, content.rfind(SHEET.encode()) - 46 + 42, first)
    target.write_bytes(content)
    assert refusal(target) == "FILE-ZIP-OVERLAP"


def test_too_many_parts(target: Path) -> None:
    xlsx(target, sheet_xml(CELL), **{f"xl__p{number}.xml": "<a/>" for number in range(5_100)})
    assert refusal(target) == "FILE-ZIP-PARTS"


def test_a_directory_too_large_to_be_read(target: Path) -> None:
    xlsx(target, sheet_xml(CELL), **{f"xl__{'n' * 900}{number}.xml": "" for number in range(4_990)})
    assert refusal(target) == "FILE-ZIP-PARTS"


def test_two_parts_of_one_name(target: Path) -> None:
    xlsx(target, sheet_xml(CELL), **{"XL__Workbook.xml": "<workbook/>"})
    assert refusal(target) == "FILE-ZIP-DOUBLE"


def test_a_zip_that_is_cut_off(target: Path) -> None:
    xlsx(target, sheet_xml(CELL))
    target.write_bytes(target.read_bytes()[:-200])
    assert refusal(target) == "FILE-CORRUPT"


def test_a_part_that_does_not_unpack(target: Path) -> None:
    xlsx(target, sheet_xml(CELL * 50))
    content = bytearray(target.read_bytes())
    start = content.find(SHEET.encode()) + len(SHEET)
    content[start + 20 : start + 60] = b"\xff" * 40
    target.write_bytes(content)
    assert refusal(target) in {"FILE-CORRUPT", "FILE-ZIP-SIZE"}


@pytest.mark.parametrize(
    "part", ["xl/sharedStrings.xml", "xl/styles.xml", "docProps/app.xml", "_rels/.rels", "xl/drawing.vml"]
)
def test_a_doctype_in_any_part(target: Path, part: str) -> None:
    xlsx(target, sheet_xml(CELL), **{part.replace("/", "__"): f"<?xml version='1.0'?>{DOCTYPE}<x/>"})
    assert refusal(target) == "FILE-XML-DOCTYPE"


def test_a_doctype_in_the_sheet(target: Path) -> None:
    assert refusal(xlsx(target, XXE)) == "FILE-XML-DOCTYPE"


def test_a_doctype_behind_a_long_comment(target: Path) -> None:
    assert refusal(xlsx(target, sheet_xml(CELL, f"<!--{'x' * 200_000}-->{DOCTYPE}"))) == "FILE-XML-DOCTYPE"


def test_a_doctype_in_another_encoding(target: Path) -> None:
    assert refusal(xlsx(target, XXE.encode("utf-16"))) == "FILE-XML-ENCODING"


@pytest.mark.parametrize(
    "more",
    [{"xl__vbaProject.bin": b"\0"}, {"[Content_Types].xml": TYPES.replace("sheet.main", "macroEnabled")}],
)
def test_macros(target: Path, more: dict[str, str]) -> None:
    assert refusal(xlsx(target, sheet_xml(CELL), **more)) == "FILE-MACRO"


def test_a_binary_workbook(target: Path) -> None:
    assert refusal(xlsx(target, sheet_xml(CELL), **{"xl__workbook.bin": b"\0"})) == "FILE-XLSB"


def empty_rows(row: str) -> Iterator[bytes]:
    yield f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
    for start in range(1, 1_000_001, 1000):
        yield "".join(row.format(number) for number in range(start, start + 1000)).encode()
    yield b"</sheetData></worksheet>"


@pytest.mark.parametrize("row", ['<row r="{0}" ht="15"/>', '<row r="{0}"><c r="A{0}" s="1"/></row>'])
def test_a_million_empty_rows(target: Path, row: str) -> None:
    assert refusal(xlsx(target, empty_rows(row))) == "FILE-EMPTY-ROWS"


def test_all_columns(target: Path) -> None:
    cells = "".join(f'<c r="{name}1"><v>1</v></c>' for name in all_columns())
    assert refusal(xlsx(target, sheet_xml(f'<row r="1">{cells}</row>'))) == "FILE-TOO-MANY-COLUMNS"


def test_all_columns_without_references(target: Path) -> None:
    cells = "<c><v>1</v></c>" * 16_384
    assert refusal(xlsx(target, sheet_xml(f'<row r="1">{cells}</row>'))) == "FILE-TOO-MANY-COLUMNS"


def all_columns() -> Iterator[str]:
    letters = [chr(code) for code in range(65, 91)]
    names = letters + [a + b for a in letters for b in letters]
    names += [a + b + c for a in letters for b in letters for c in letters]
    yield from names[: names.index("XFD") + 1]


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "rows",
    [
        CELL + FAR,
        CELL + FAR.replace("XFD", "ZZ"),
        CELL + FAR.replace('r="', "r='").replace('">', "'>"),
        CELL + '<row r="2"><c s="1" r="XFD1048576"><v>1</v></c></row>',
        CELL + '<row r="2"><c\nr="XFD1048576"><v>1</v></c></row>',
        CELL + '<row r="2"><x:c xmlns:x="urn:x" r="XFD1048576"><v>1</v></x:c></row>',
        CELL + '<row r="1048576"><c><v>1</v></c><c r="ALL1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="aa1048576"><v>2</v></c></row>',
    ],
)
def test_two_cells_at_the_ends_of_the_sheet(target: Path, rows: str) -> None:
    assert refusal(xlsx(target, sheet_xml(rows))) in {"FILE-SPARSE", "FILE-TOO-MANY-COLUMNS"}


def test_far_cells_of_a_writer_that_uses_a_prefix(target: Path) -> None:
    rows = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="ZZ900000"><x:v>1</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    assert refusal(xlsx(target, sheet)) == "FILE-SPARSE"


def test_cells_hidden_in_a_part_that_is_no_sheet(target: Path) -> None:
    hidden = f'<sst xmlns="{MAIN}"><sheetData>{FAR}</sheetData></sst>'
    assert refusal(xlsx(target, sheet_xml(CELL), **{"xl__sharedStrings.xml": hidden})) == "FILE-UNUSUAL"


def test_a_sheet_hidden_among_the_pictures(target: Path) -> None:
    rels = BOOK_RELS.replace("worksheets/sheet1.xml", "media/image1.png")
    assert refusal(xlsx(target, sheet_xml(CELL), **{"xl___rels__workbook.xml.rels": rels})) == "FILE-UNUSUAL"


def test_one_long_text_shown_by_many_cells(target: Path) -> None:
    texts = f'<sst xmlns="{MAIN}"><si><t>{"panjang " * 4000}</t></si></sst>'
    cell = '<c t="s" r="A{0}"><v>0</v></c>'
    rows = "".join(f'<row r="{n}">{cell.format(n)}</row>' for n in range(1, 80_001))
    path = xlsx(target, sheet_xml(rows), **{"xl__sharedStrings.xml": texts})
    assert refusal(path) == "FILE-REPEATED-TEXT"


def test_a_workbook_of_charts_only(target: Path) -> None:
    assert refusal(xlsx(target, f'<chartsheet xmlns="{MAIN}"/>')) == "FILE-NO-SHEET"

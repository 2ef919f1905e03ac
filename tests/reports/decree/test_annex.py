"""The annex on paper: its columns, sums, RT, map and marks, the same bytes for the same content."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from benchmarks.decree.invented import invented_annex
from tests.reports.decree.contents import ANNEX, DRAFT, HOSTILE, MAP, ROWS, box
from tests.reports.pdfs import is_archival, page_sizes, title_of
from tuntas.domain.area import printed_hectares
from tuntas.reports.decree.annex import annex_pdf
from tuntas.reports.decree.content import AnnexContent, DrawnLocation, NamedOutline, UnitRow
from tuntas.reports.decree.map_frame import crs_name, utm_of
from tuntas.reports.decree.maps import map_sheets
from tuntas.reports.decree.phrases import missing_sum, printed_m2, printed_sum, scope_text
from tuntas.rules.regulation import Grade

COLUMNS = ("Nama lokasi", "Luas (ha)", "Lingkup administratif", "Titik koordinat", "Kondisi kekumuhan",
           "Prioritas penanganan")  # fmt: skip


def pages(content: AnnexContent, paper: str = "A4") -> list[str]:
    """The text of each page, its spaces made one."""
    read = PdfReader(BytesIO(annex_pdf(content, paper))).pages
    return [re.sub(r"\s+", " ", page.extract_text()) for page in read]


def test_table_rt_and_map_follow_each_other_under_the_decrees_head() -> None:
    table, units, sheet = pages(ANNEX)
    assert all(column in table for column in COLUMNS) and "tanah/" in table
    for page in (table, sheet):
        assert "KEPUTUSAN WALI KOTA CONTOH" in page and "600.2/17 TAHUN 2026" in page and "2 Maret 2026" in page
    assert "LAMPIRAN I " in table and "LAMPIRAN II " in sheet
    assert "RINCIAN LOKASI MENURUT RUKUN TETANGGA" in units and "2 RT dalam 1 dari 3 lokasi" in units
    assert all(word in sheet for word in ("Kumuh Berat", "Kumuh Ringan", "Skala 1 :", "SRGI2013 / UTM zona 49S",
                                          "Kenanga", "mT", "mU"))  # fmt: skip
    assert [f"Halaman {place} dari 3" in page for place, page in enumerate((table, units, sheet), start=1)] == [
        True
    ] * 3


def test_a_row_says_what_the_regulation_asks_and_what_is_not_known() -> None:
    table = pages(ANNEX)[0]
    assert "6° 54′ 07,2″ LS" in table and "110° 24′ 07,2″ BT" in table
    assert "RW 001: RT 001, 002" in table and "1 (tinggi)" in table
    # Of the third row only the name and the area are known; of the second not the people and not the place.
    assert table.count("belum ada data") >= 9
    assert "480*" in table and "150*" in table and "138*" in table


def test_printed_rows_add_to_the_printed_total_and_a_gap_is_said() -> None:
    total = sum(printed_m2(row.printed_area) or 0 for row in ROWS)
    assert printed_hectares(total) == printed_sum(ROWS) == ANNEX.printed_total and missing_sum(ANNEX) == ""
    assert "berselisih" not in pages(ANNEX)[0]
    legacy = replace(ANNEX, printed_total="1.013,89")
    assert "berselisih +0,01 ha" in pages(legacy)[0] and "1.013,89" in pages(legacy)[0]


def test_names_are_text_and_never_markup() -> None:
    assert re.sub(r"\s", "", HOSTILE) in re.sub(r"\s", "", "".join(pages(ANNEX)))
    named = replace(MAP, kelurahan=(NamedOutline("</svg><script>", box(0, 0)),))
    assert "<script>" in pages(replace(ANNEX, map=named))[-1]


def test_a_draft_has_dots_and_its_mark_on_every_page() -> None:
    for page in pages(replace(ANNEX, head=DRAFT)):
        assert "CONTOH — bukan dokumen resmi" in page and "DRAF" in page
    assert "…" in pages(replace(ANNEX, head=DRAFT))[0]
    assert not any("DRAF" in page or "CONTOH —" in page for page in pages(ANNEX))


@pytest.mark.parametrize(("paper", "size"), [("A4", (842, 595)), ("F4", (935, 609))])
def test_the_same_content_gives_the_same_archival_bytes(paper: str, size: tuple[int, int]) -> None:
    made = annex_pdf(ANNEX, paper)
    assert made == annex_pdf(ANNEX, paper)
    assert page_sizes(made) == [size] * 3 and is_archival(made)
    assert title_of(made) == "Lampiran Wali Kota Contoh: Penetapan Lokasi Perumahan Kumuh dan Permukiman Kumuh"


def test_without_rows_and_map_it_says_so() -> None:
    told = " ".join(pages(replace(ANNEX, rows=(), map=None, printed_total="")))
    assert "Belum ada lokasi." in told and "Peta sebaran: belum ada data." in told
    assert "Rincian per RT: belum ada data." in told


def test_four_hundred_rt_stay_below_two_megabytes() -> None:
    assert len(annex_pdf(invented_annex(400, 60), "F4")) < 2_000_000


def test_a_long_table_repeats_its_head() -> None:
    many = [replace(ROWS[1], number=place + 1) for place in range(60)]
    told = [page for page in pages(replace(ANNEX, rows=many, printed_total="90,60")) if "Kawasan Melati Kidul" in page]
    assert len(told) > 1 and all("Titik koordinat" in page for page in told)


def crowd(count: int, across: int, step: int) -> list[DrawnLocation]:
    """So many small locations, side by side from the upper left corner of Melati."""
    shapes = [box(place % across * step, place // across * step, side=0.0002) for place in range(count)]
    return [DrawnLocation(place + 1, shape, Grade.LIGHT) for place, shape in enumerate(shapes)]


def test_each_location_has_its_number_on_the_one_sheet_while_there_is_room() -> None:
    (sheet,) = map_sheets(replace(MAP, locations=crowd(200, 20, 4)), 190, 170)
    assert {label["text"] for label in sheet["numbers"]} == {str(place) for place in range(1, 201)}
    assert sheet["lacking"] == [] and not sheet["has_closer"] and re.fullmatch(r"1 : [\d.]+0", sheet["scale"])


def test_where_they_crowd_their_kecamatan_has_a_sheet_of_its_own_and_what_is_left_is_said() -> None:
    whole, closer = map_sheets(replace(MAP, locations=crowd(300, 20, 1)), 190, 170)
    assert whole["has_closer"] and whole["group"] == "" and closer["group"] == "Taman"
    shown = {int(label["text"]) for label in closer["numbers"]}
    assert shown | set(closer["lacking"]) == set(range(1, 301)) and len(shown) > 200


def test_empty_shapes_do_not_stop_the_map() -> None:
    nothing = replace(
        MAP, city=b"", kelurahan=(), locations=(DrawnLocation(1, b"\x01\x06\x00\x00\x00\x00\x00\x00\x00"),)
    )
    assert map_sheets(nothing, 190, 170) == []


@pytest.mark.parametrize(("place", "zone"), [((95.3, 5.5), "46N"), ((110.8, -7.5), "49S"), ((140.7, -2.5), "54S")])
def test_each_city_lies_in_its_zone(place: tuple[float, float], zone: str) -> None:
    assert crs_name(utm_of(*place)).startswith(f"SRGI2013 / UTM zona {zone} (EPSG:")


@pytest.mark.parametrize(
    ("units", "told"),
    [((("002", "001", "Melati"), ("001", "002", "Melati"), ("001", "001", "Melati")),
      "RW 001: RT 001, 002; RW 002: RT 001"),
     ((("1", "", "Melati"), ("2", "", "Melati")), "RT 1, 2"),
     ((("1", "3", "Melati"), ("1", "3", "Kenanga")), "Kenanga, RW 3: RT 1; Melati, RW 3: RT 1"),
     ((), "belum ada data")],
)  # fmt: skip
def test_rt_are_told_by_their_rw(units: tuple[tuple[str, str, str], ...], told: str) -> None:
    assert scope_text(replace(ROWS[1], units=[UnitRow(*unit) for unit in units])) == told

"""A signed scan beside the data: every figure that differs or is not found, and a picture that has none."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfWriter

from tests.reports.decree.contents import ANNEX, ROWS
from tuntas.reports.decree.annex import annex_pdf
from tuntas.reports.decree.scans import (
    Difference,
    ScanFlaw,
    UnreadableScan,
    compare_scan,
    compare_typed,
    printed_figures,
    scan_text,
)


@pytest.fixture(scope="module")
def text() -> str:
    return scan_text(annex_pdf(ANNEX))


def test_our_own_annex_agrees_with_its_data(text: str) -> None:
    assert compare_scan(text, ANNEX) == []
    assert [one.figures[0] for one in printed_figures(text, ANNEX)] == ["12,34", "1,51", "1.000,05"]


def test_each_differing_figure_is_named_with_what_is_printed(text: str) -> None:
    changed = replace(ANNEX, printed_total="1.013,91",
                      rows=(ROWS[0], replace(ROWS[1], printed_area="1,52"), ROWS[2]))  # fmt: skip
    assert compare_scan(text, changed) == [
        Difference(ScanFlaw.OTHER, 2, "Kawasan Melati Kidul", "1,52", "1,51"),
        Difference(ScanFlaw.OTHER, None, "", "1.013,91", "1.013,90"),
    ]


def test_a_location_that_is_not_printed_is_not_found(text: str) -> None:
    more = replace(ANNEX, rows=(*ROWS, replace(ROWS[0], number=4, name="Kawasan Seruni")))
    assert compare_scan(text, more) == [Difference(ScanFlaw.NOT_FOUND, 4, "Kawasan Seruni", "12,34")]


def test_other_offices_points_and_broken_lines_are_read() -> None:
    told = "1 KAWASAN\nMELATI Melati 12.34 6°54'07,2\" LS\n2 Kawasan Melati Kidul 1.51\nJumlah seluruhnya 13.85"
    two = replace(ANNEX, rows=ROWS[:2], printed_total="13,85")
    assert compare_scan(told, two) == []


def test_a_picture_has_no_text_and_its_figures_are_typed() -> None:
    picture = PdfWriter()
    picture.add_blank_page(842, 595)
    target = BytesIO()
    picture.write(target)
    assert [one.flaw for one in compare_scan(scan_text(target.getvalue()), ANNEX)] == [ScanFlaw.NO_TEXT]
    assert compare_typed({1: "12,34", 2: "1,51", 3: "1.000,05"}, "1.013,90", ANNEX) == []
    found = compare_typed({1: "12,43", 2: ""}, "", ANNEX)
    assert [(one.flaw, one.number) for one in found] == [
        (ScanFlaw.OTHER, 1), (ScanFlaw.NOT_FOUND, 2), (ScanFlaw.NOT_FOUND, 3), (ScanFlaw.NOT_FOUND, None)]  # fmt: skip


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04", b"%PDF-1.7\n%%EOF", b"\x00" * 3000])
def test_what_is_no_pdf_is_refused(broken: bytes) -> None:
    with pytest.raises(UnreadableScan):
        scan_text(broken)

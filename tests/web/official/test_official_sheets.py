"""Official sheets in the browser and as workbooks."""

import io
import re
from datetime import datetime, timedelta
from html import unescape

import polars as pl
import pytest
from django.test import Client
from django.urls import reverse

from tests.web.conftest import BACKEND
from tests.world import AT, person
from tuntas.city.hectares.actions import EntryHead, post_entries
from tuntas.city.hectares.case_loading import load_case
from tuntas.city.hectares.models import IssuedReport
from tuntas.city.people.actions import Appointment
from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.ledger.case_files import case_named
from tuntas.ledger.entries import Kind
from tuntas.ledger.official_forms import OfficialForm, all_forms

DECREE = "Keputusan Walikota Surakarta Nomor 413.21/38.1/2016"


@pytest.fixture
def surakarta(db: None) -> City:
    return load_case(case=case_named("surakarta-2019"), by=None, at=AT).city


@pytest.fixture
def keeper(surakarta: City) -> Client:
    client = Client()
    client.force_login(person("kabid", Appointment("SECTION_HEAD", city=surakarta)), backend=BACKEND)
    return client


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def address(name: str, *args: object, query: str = "") -> str:
    return reverse(name, args=args) + (f"?{query}" if query else "")


def cells(content: bytes) -> list[tuple[object, ...]]:
    table = pl.read_excel(io.BytesIO(content), engine="calamine", has_header=False)
    return table.rows()


def handle(city: City, area_m2: int, at: datetime) -> None:
    """An entry that comes late: it is true in 2019, and recorded at that moment."""
    paper = file_paper(city=city, head=PaperHead("BERITA_ACARA", "BA 1"), by=None, at=AT)
    from_report = city.ledger.order_by("-seq").first()
    assert from_report
    head = EntryHead(Kind.HANDLED, area_m2, city.place, DECREE, "1", from_report.true_on.replace(year=2019),
                     remark="terlambat")  # fmt: skip
    post_entries(paper=paper, heads=[head], by=None, at=at)


def test_the_page_shows_every_sheet_of_the_year(keeper: Client, surakarta: City) -> None:
    said = words(keeper, address("official_sheets", surakarta.code, query="tahun=2018"))
    assert all(form.name.id in said for form in all_forms())
    assert "42,76 %" in said and "waktu tidak rinci" in said and "tafsir kami" in said


def test_a_year_to_come_is_refused_in_words(keeper: Client, surakarta: City) -> None:
    assert "Tahun 2999 belum tiba." in words(keeper, address("official_sheets", surakarta.code, query="tahun=2999"))


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_a_workbook_holds_figures_definitions_and_gaps(keeper: Client, surakarta: City, form: OfficialForm) -> None:
    response = keeper.get(address("official_file", surakarta.code, form.id, query="tahun=2019"))
    rows = cells(response.content)
    text = " ".join(str(cell) for row in rows for cell in row if cell is not None)
    assert "Kota Surakarta" in text and DECREE in text and "belum ada data" in text
    assert all(figure.definition.id in text for figure in form.figures)
    assert "sidik batasan" in text


def test_the_workbook_of_2019_has_the_target_and_no_invented_zero(keeper: Client, surakarta: City) -> None:
    response = keeper.get(address("official_file", surakarta.code, "lkjip", query="tahun=2019"))
    values = {row[1]: row[2] for row in cells(response.content) if row[1]}
    assert (values["Target tahun ini"], values["Realisasi tahun ini"]) == ("124", "belum ada data")
    assert keeper.get(address("official_file", surakarta.code, "tidak-ada")).status_code == 404


def test_what_went_out_stays_and_the_difference_is_explained_to_the_square_metre(
    keeper: Client, surakarta: City
) -> None:
    why = address("official_difference", surakarta.code, "lkjip", query="tahun=2019")
    assert "Belum ada laporan yang terbit" in words(keeper, why)
    sent = {"number": "600/12", "signed_on": "2020-01-15"}
    assert keeper.post(address("official_issue", surakarta.code, "lkjip", query="tahun=2019"), sent).status_code == 302
    report = IssuedReport.objects.get()
    assert (report.figures["realised"], report.paper and report.paper.number) == (None, "600/12")
    assert "Semua angka sama dengan laporan lalu." in words(keeper, why)
    handle(surakarta, 1_000_001, report.issued_at + timedelta(minutes=1))
    said = words(keeper, why)
    assert "belum ada data → 100,00 ha (+100,0001 ha)" in said
    assert "terjelaskan sampai meter persegi" in said and "belum terjelaskan" not in said
    issued = keeper.get(address("official_issued", surakarta.code, report.pk))
    values = {row[1]: row[2] for row in cells(issued.content) if row[1]}
    assert values["Realisasi tahun ini"] == "belum ada data"


def test_a_letter_of_tomorrow_is_refused(keeper: Client, surakarta: City) -> None:
    response = keeper.post(address("official_issue", surakarta.code, "rkpd"), {"signed_on": "2999-01-01"})
    assert response.status_code == 200 and "Tanggal ini belum tiba" in response.content.decode()
    assert not IssuedReport.objects.exists()

"""The signed scan beside the data, and the city's own template."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from tests.city.decrees.cast import DAY, Town, drafted, enacted, verified
from tests.world import AT, ON
from tuntas.city.decrees.enacting import Scan, enact_decree
from tuntas.reports.decree.annex import annex_pdf
from tuntas.reports.decree_papers import annex_of

Browser = Callable[[str], Client]


def docx(*paragraphs: str) -> SimpleUploadedFile:
    document, target = Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(target)
    return SimpleUploadedFile("templat.docx", target.getvalue())


def test_a_scan_that_prints_the_data_agrees_and_another_total_is_listed(made: Town, browser: Browser) -> None:
    decree = verified(drafted(made), made)
    annex = annex_pdf(annex_of(decree, on=ON), "A4")
    enact_decree(decree=decree, scan=Scan("SK 1", ON - DAY, annex, "sk.pdf"), by=made.world.user("HEAD"),
                 at=AT)  # fmt: skip
    url = reverse("decree_scan", args=["99.01", decree.pk])
    assert "Semua angka sama: 3 lokasi" in browser("SURVEYOR").get(url).content.decode()


def test_the_total_of_a_picture_is_typed(made: Town, browser: Browser) -> None:
    decree = enacted(verified(drafted(made), made), made, "SK 1")
    url, client = reverse("decree_scan", args=["99.01", decree.pk]), browser("HOUSING_STAFF")
    assert "berupa gambar" in client.get(url).content.decode()
    assert "Jumlahnya sama" in client.post(url, {"total": "4,50"}).content.decode()
    other = client.post(url, {"total": "4.51"}).content.decode()
    assert "1 angka pada pindaian berbeda" in other and "4,51 ha" in other


def test_a_city_uses_its_own_template(made: Town, browser: Browser) -> None:
    staff, url = browser("HOUSING_STAFF"), reverse("decree_template", args=["99.01"])
    assert "tidak dikenal: WARNA" in staff.post(url, {"content": docx("{{NOMOR}} {{WARNA}}")}).content.decode()
    bad = SimpleUploadedFile("x.docx", b"bukan dokumen")
    assert "bukan dokumen DOCX" in staff.post(url, {"content": bad}).content.decode()
    assert staff.post(url, {"content": docx("KEPUTUSAN TENTANG {{TENTANG}}")}).status_code == 302
    assert "templat.docx" in staff.get(url).content.decode()
    decree = drafted(made)
    draft = staff.get(reverse("decree_annex", args=["99.01", decree.pk]), {"bentuk": "docx"})
    told = Document(io.BytesIO(draft.content)).paragraphs[0].text
    assert told.startswith("KEPUTUSAN TENTANG ") and "kumuh" in told.lower()
    assert staff.get(url, {"contoh": "1"}).content[:2] == b"PK"


@pytest.mark.parametrize("role", ["SURVEYOR", "HEAD"])
def test_papers_are_open_to_who_reads_the_decree(made: Town, browser: Browser, role: str) -> None:
    decree = enacted(verified(drafted(made), made), made, "SK 1")
    assert decree.paper is not None
    response = browser(role).get(reverse("decree_paper", args=["99.01", decree.pk, decree.paper_id]))
    assert b"".join(response.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]

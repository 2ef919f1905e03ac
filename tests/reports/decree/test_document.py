"""The decree's own text: usual sentences, a city's template, and what has to be checked before signing."""

import time
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from tests.reports.decree.contents import DRAFT, HEAD, HOSTILE
from tuntas.reports.decree.content import DecreeContent
from tuntas.reports.decree.document import decree_docx
from tuntas.reports.decree.sentences import ordinal
from tuntas.reports.decree.standard import DecreeFacts, legal_bases, standard_decree
from tuntas.reports.decree.template import PLACEHOLDERS, NotATemplate, UnknownPlaceholders, template_placeholders
from tuntas.reports.decree.template_example import example_template

FACTS = DecreeFacts(on=date(2026, 3, 2), locations=60, kelurahan=27, printed_total="1.184,82",
                    minutes="Berita Acara Nomor 12/BA/2026", before="Keputusan Wali Kota Contoh Nomor 3 Tahun 2021",
                    recipients=("Gubernur Provinsi Contoh", "Ketua DPRD Kota Contoh"))  # fmt: skip
DECREE = standard_decree(HEAD, FACTS)


def text_of(made: bytes) -> str:
    """All the text of the document's body, paragraph by paragraph, in order."""
    body = Document(BytesIO(made)).element.body
    return "\n".join("".join(one.text or "" for one in paragraph.iter() if one.tag.endswith("}t"))
                     for paragraph in body.iter() if paragraph.tag.endswith("}p"))  # fmt: skip


def template(*paragraphs: str) -> bytes:
    """A DOCX of these paragraphs; `|` parts the runs of one."""
    document, target = Document(), BytesIO()
    for paragraph in paragraphs:
        made = document.add_paragraph()
        for run in paragraph.split("|"):
            made.add_run(run)
    document.save(target)
    return target.getvalue()


def test_the_usual_decree_is_whole_and_in_its_order() -> None:
    told = text_of(decree_docx(DECREE))
    words = ("WALI KOTA CONTOH", "NOMOR 600.2/17 TAHUN 2026", "TENTANG", "Menimbang", "60 lokasi", "1.184,82 hektare",
             "huruf a, huruf b, huruf c, dan huruf d", "Mengingat", "Undang-Undang Nomor 1 Tahun 2011", "MEMUTUSKAN:",
             "Menetapkan", "KESATU", "Lampiran I", "KEENAM", "Ditetapkan di Contoh", "pada tanggal 2 Maret 2026",
             "NAMA LENGKAP", "Gubernur Provinsi Contoh;")  # fmt: skip
    places = [told.find(word) for word in words]
    assert -1 not in places and places == sorted(places)
    assert "DRAF" not in told and "ruang tanda tangan" not in told


def test_the_same_content_gives_the_same_bytes_at_any_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    first, form = decree_docx(DECREE), example_template()
    filled = decree_docx(DECREE, form)
    later = time.time() + 86_400
    monkeypatch.setattr("time.time", lambda: later)
    assert decree_docx(DECREE) == first and example_template() == form and decree_docx(DECREE, form) == filled


def test_a_draft_has_room_for_what_is_to_come() -> None:
    made = decree_docx(standard_decree(DRAFT, replace(FACTS, minutes="", before="")))
    assert "ruang tanda tangan / tanda tangan elektronik" in text_of(made) and "KELIMA" in text_of(made)
    assert "CONTOH — bukan dokumen resmi  ·  DRAF" in Document(BytesIO(made)).sections[0].header.paragraphs[0].text


def test_laws_follow_the_decrees_date_and_say_what_to_check() -> None:
    texts = {year: [basis.text for basis in legal_bases(date(year, 6, 1))] for year in (2014, 2017, 2019, 2026)}
    assert len(texts[2014]) == 2 and any("02/PRT/M/2016" in text for text in texts[2017])
    assert any("14/PRT/M/2018" in text for text in texts[2019]) and "Nomor 12 Tahun 2021" not in "".join(texts[2019])
    assert "Nomor 12 Tahun 2021" in "".join(texts[2026]) and "02/PRT/M/2016" not in "".join(texts[2026])
    comments = [comment.text for comment in Document(BytesIO(decree_docx(DECREE))).comments]
    assert len(comments) == 5 - 1 and all("sebelum ditandatangani" in comment for comment in comments)
    assert "Peraturan Daerah" in comments[-1]


def test_a_citys_template_is_filled_in_its_own_look() -> None:
    assert set(template_placeholders(example_template())) == PLACEHOLDERS.keys() - {"KOTA"}
    made = text_of(decree_docx(DECREE, example_template()))
    assert "{{" not in made and "KEDUA\t" not in made and "tidak terpisahkan dari Keputusan ini." in made
    assert made.count("bahwa ") >= 5 and "KEPUTUSAN WALI KOTA CONTOH TENTANG PENETAPAN LOKASI" in made
    assert "Memperhatikan" not in made
    own = text_of(decree_docx(DECREE, template("Nomor {{NO|MOR}} di {{kota}}", "{{ DIKTUM }}")))
    assert own.startswith("Nomor 600.2/17 TAHUN 2026 di Kota Contoh\nKESATU") and own.count("\nKE") == 6


def test_what_a_template_may_not_ask_for_is_named() -> None:
    with pytest.raises(UnknownPlaceholders) as refused:
        decree_docx(DECREE, template("{{NOMOR}} {{PLAFON}}", "{{ paraf kabag }}"))
    assert refused.value.names == ("PARAF KABAG", "PLAFON")
    for broken in (b"", b"PK\x03\x04", b"%PDF-1.7", template("{{NOMOR}}")[:900]):
        with pytest.raises(NotATemplate):
            decree_docx(DECREE, broken)


def test_typed_text_is_text_and_is_not_filled_in_again() -> None:
    hostile = DecreeContent(head=replace(HEAD, signer=HOSTILE + "\x00\x0b"), weighing=(HOSTILE,), legal_bases=(),
                            rulings=(HOSTILE,))  # fmt: skip
    assert text_of(decree_docx(hostile)).count("{{NOMOR}}") == 3
    told = text_of(decree_docx(hostile, template("{{MENIMBANG}}", "oleh {{NAMA_PEJABAT}}")))
    assert told.count("{{NOMOR}}") == 2 and "600.2/17" not in told


@pytest.mark.parametrize(
    ("place", "word"),
    [(1, "KESATU"), (10, "KESEPULUH"), (11, "KESEBELAS"), (12, "KEDUA BELAS"), (20, "KEDUA PULUH"),
     (23, "KEDUA PULUH TIGA")],
)  # fmt: skip
def test_rulings_are_counted_in_words(place: int, word: str) -> None:
    assert ordinal(place) == word

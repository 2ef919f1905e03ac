"""The decree's own text as a DOCX draft, in the look of Tuntas or in a city's template."""

from collections.abc import Sequence
from datetime import UTC
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from tuntas.reports.decree.content import DecreeContent, LegalBasis
from tuntas.reports.decree.document_parts import MARK, SOFT, aside, centred, field, written
from tuntas.reports.decree.phrases import DOTS, day_text, marks_of
from tuntas.reports.decree.sentences import bare, lettered, numbered, ordinal, sentence
from tuntas.reports.decree.template import filled
from tuntas.reports.zip_bytes import steady_zip

#: Indonesian offices set decrees in this face on F4; where it is not installed, the office program takes its like.
FACE, SIZE = "Bookman Old Style", 11
PAGE = (215, 330)
COLUMNS = (30, 5, 9, 131)


def decree_docx(content: DecreeContent, template: bytes | None = None) -> bytes:
    """The decree as DOCX; the same bytes for the same content.

    `template`: a city's own DOCX with placeholders (`template.PLACEHOLDERS`). Raises `NotATemplate` where it cannot be
    opened, `UnknownPlaceholders` where it asks for what a decree does not have.
    """
    document = _built(content) if template is None else filled(template, content)
    _stamp(document, content)
    target = BytesIO()
    document.save(target)
    return steady_zip(target.getvalue())


def _stamp(document: Any, content: DecreeContent) -> None:
    """The file's own properties, without the clock's."""
    told, at = document.core_properties, content.head.at.astimezone(UTC)
    told.title, told.author = bare(content.head.subject)[:200], bare(content.head.issuer)[:200]
    told.created = told.modified = at
    told.last_modified_by, told.revision, told.comments = "", 1, ""


def _built(content: DecreeContent) -> Any:
    document = Document()
    _page(document, content)
    _title(document, content)
    table = _table(document)
    _rows(table, "Menimbang", lettered(content.weighing))
    laws = _rows(table, "Mengingat", numbered([basis.text for basis in content.legal_bases]))
    if content.noting:
        _rows(table, "Memperhatikan", numbered(content.noting))
    _caution(document, laws, content.legal_bases)
    centred(document, "MEMUTUSKAN:", space=8)
    ruling = _table(document)
    _rows(ruling, "Menetapkan", [("", _subject_line(content))], is_bold=True)
    for place, text in enumerate(content.rulings):
        _rows(ruling, ordinal(place + 1), [("", sentence(text, "."))])
    _signature(document, content)
    _recipients(document, content)
    return document


def _page(document: Any, content: DecreeContent) -> None:
    section, style = document.sections[0], document.styles["Normal"]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    style.font.name, style.font.size = FACE, Pt(SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    style.paragraph_format.space_after = Pt(0)
    mark = section.header.paragraphs[0]
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    written(mark, "  ·  ".join(marks_of(content.head)), is_bold=True, colour=MARK, size=9)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, name in (("Halaman ", "PAGE"), (" dari ", "NUMPAGES")):
        written(foot, text, size=9, colour=SOFT)
        field(foot, name)


def _title(document: Any, content: DecreeContent) -> None:
    head = content.head
    if head.is_draft:
        centred(document, "(lambang negara)", colour=SOFT, is_bold=False, size=9)
    centred(document, head.issuer.upper(), space=6)
    if head.province:
        centred(document, head.province.upper())
    centred(document, f"KEPUTUSAN {head.issuer.upper()}", space=14)
    centred(document, f"NOMOR {head.number or DOTS * 2}")
    centred(document, "TENTANG", space=8)
    centred(document, head.subject.upper(), space=8)
    centred(document, f"{head.issuer.upper()},", space=8, after=8)


def _subject_line(content: DecreeContent) -> str:
    return sentence(f"KEPUTUSAN {content.head.issuer} TENTANG {content.head.subject}".upper(), ".")


def _table(document: Any) -> Any:
    table = document.add_table(rows=0, cols=len(COLUMNS))
    table.autofit = False
    for column, width in zip(table.columns, COLUMNS, strict=True):
        column.width = Mm(width)
    return table


def _rows(table: Any, label: str, items: Sequence[tuple[str, str]], *, is_bold: bool = False) -> list[Paragraph]:
    """Items behind their label: `Menimbang : a. bahwa …`; their paragraphs."""
    made = []
    for place, (mark, text) in enumerate(items):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = row.cells
        for cell, width in zip(cells, COLUMNS, strict=True):
            cell.width = Mm(width)
        for cell, said in zip(cells, (*((label, ":") if not place else ("", "")), mark), strict=False):
            written(cell.paragraphs[0], said)
        wide = cells[3] if mark else cells[2].merge(cells[3])
        paragraph = wide.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.space_after = Pt(5)
        written(paragraph, text, is_bold=is_bold)
        made.append(paragraph)
    return made


def _caution(document: Any, laws: Sequence[Paragraph], bases: Sequence[LegalBasis]) -> None:
    """A comment in the margin of each law that still has to be compared with its text."""
    for paragraph, basis in zip(laws, bases, strict=True):
        if basis.caution:
            comment = document.add_comment(paragraph.runs[-1:], bare(basis.caution), author="Tuntas", initials="T")
            # The library dates it by the clock; without a date it is undated, and the same every time.
            del comment._comment_elm.attrib[qn("w:date")]


def _signature(document: Any, content: DecreeContent) -> None:
    head = content.head
    lines = (f"Ditetapkan di {head.place or DOTS}", f"pada tanggal {day_text(head.signed_on)}")
    for place, line in enumerate(lines):
        aside(document, line, space=14 if not place else 0)
    aside(document, f"{head.issuer.upper()},", space=8)
    for place in range(4):
        is_room = place == 1 and head.is_draft
        aside(document, "(ruang tanda tangan / tanda tangan elektronik)" if is_room else "", colour=SOFT, size=9)
    aside(document, head.signer.upper() or DOTS * 2, is_last=True)


def _recipients(document: Any, content: DecreeContent) -> None:
    if not content.recipients:
        return
    first = document.add_paragraph()
    first.paragraph_format.space_before = Pt(18)
    first.paragraph_format.keep_with_next = True
    written(first, "Tembusan disampaikan kepada Yth.:", size=10)
    for place, text in enumerate(content.recipients, start=1):
        end = "." if place == len(content.recipients) else ";"
        written(document.add_paragraph(), f"{place}. {sentence(text, end)}", size=10)

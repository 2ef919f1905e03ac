"""A template to begin with: every placeholder at its place, for a city to change its look."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from tuntas.reports.decree.document import FACE, PAGE, SIZE
from tuntas.reports.zip_bytes import steady_zip

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
TITLE = ("{{TANDA}}", "{{KEPALA_DAERAH}}", "{{PROVINSI}}", "", "KEPUTUSAN {{KEPALA_DAERAH}}", "NOMOR {{NOMOR}}",
         "TENTANG", "{{TENTANG}}", "", "{{KEPALA_DAERAH}},")  # fmt: skip
REASONS = (("Menimbang:", "{{MENIMBANG}}"), ("Mengingat:", "{{MENGINGAT}}"), ("Memperhatikan:", "{{MEMPERHATIKAN}}"))
SIGNATURE = ("Ditetapkan di {{TEMPAT}}", "pada tanggal {{TANGGAL}}", "{{KEPALA_DAERAH}},", "", "", "",
             "{{NAMA_PEJABAT}}")  # fmt: skip
SHORT, LONG, ASIDE = 8, 42, 82


def example_template() -> bytes:
    """A DOCX that `decree_docx` takes as its template."""
    document = Document()
    section, style = document.sections[0], document.styles["Normal"]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    style.font.name, style.font.size = FACE, Pt(SIZE)
    style.paragraph_format.space_after = Pt(3)
    _lines(document)
    told = document.core_properties
    told.title, told.author, told.comments, told.created, told.modified = "Templat keputusan", "", "", EPOCH, EPOCH
    target = BytesIO()
    document.save(target)
    return steady_zip(target.getvalue())


def _lines(document: Any) -> None:
    for text in TITLE:
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for label, text in REASONS:
        document.add_paragraph(label)
        _hanging(document, text, SHORT)
    document.add_paragraph("MEMUTUSKAN:").alignment = WD_ALIGN_PARAGRAPH.CENTER
    _hanging(document, "Menetapkan\t: KEPUTUSAN {{KEPALA_DAERAH}} TENTANG {{TENTANG}}.", LONG)
    _hanging(document, "{{DIKTUM}}", LONG)
    for text in SIGNATURE:
        document.add_paragraph(text).paragraph_format.left_indent = Mm(ASIDE)
    document.add_paragraph("Tembusan disampaikan kepada Yth.:")
    _hanging(document, "{{TEMBUSAN}}", SHORT)


def _hanging(document: Any, text: str, indent: float) -> None:
    """A paragraph whose mark stands before its text."""
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(indent), Mm(-indent)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(indent))

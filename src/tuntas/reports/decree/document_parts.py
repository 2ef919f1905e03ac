"""Lines of a decree in DOCX: centred, on the right for the signature, and fields that the office program fills in."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from tuntas.reports.decree.sentences import bare

SOFT, MARK = RGBColor(0x54, 0x5F, 0x75), RGBColor(0x8A, 0x52, 0x00)
SIGNATURE_INDENT = 82


def centred(document: Any, text: str, *, space: float = 0, after: float = 0, **look: Any) -> None:
    """A bold line in the middle; `space` and `after` are points above and below it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(space), Pt(after)
    written(paragraph, text, **{"is_bold": True} | look)


def aside(document: Any, text: str, *, space: float = 0, is_last: bool = False, **look: Any) -> None:
    """A line of the signature, on the right, never parted from the next by a page."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Mm(SIGNATURE_INDENT)
    paragraph.paragraph_format.space_before = Pt(space)
    paragraph.paragraph_format.keep_with_next = not is_last
    written(paragraph, text, **look)


def written(
    paragraph: Paragraph, text: str, *, is_bold: bool = False, colour: RGBColor | None = None, size: float | None = None
) -> None:
    """More text at the end of a paragraph, in its own look where one is named."""
    run = paragraph.add_run(bare(text))
    run.bold = is_bold or None
    if colour is not None:
        run.font.color.rgb = colour
    if size:
        run.font.size = Pt(size)


def field(paragraph: Paragraph, name: str) -> None:
    """A number that the office program fills in."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb = Pt(9), SOFT
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)

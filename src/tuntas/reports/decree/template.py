"""A city's own DOCX as the form of its decrees: `{{NOMOR}}` and the like, filled in paragraph by paragraph."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tuntas.reports.decree.content import DecreeContent
from tuntas.reports.decree.phrases import DOTS, day_text, marks_of
from tuntas.reports.decree.sentences import bare, lettered, numbered, ordinal, sentence
from tuntas.sheets.opening import limits
from tuntas.sheets.opening.refusal import RefusedFile
from tuntas.sheets.opening.zip_guard import zip_parts

PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
#: What a template may ask for (docs/formats/decree_template.md). Those of `LISTS` make a paragraph of each item where
#: they stand alone in theirs.
PLACEHOLDERS: Mapping[str, str] = {
    "KEPALA_DAERAH": "WALI KOTA SURAKARTA",
    "KOTA": "Kota Surakarta",
    "PROVINSI": "Provinsi Jawa Tengah",
    "NOMOR": "nomor keputusan, titik-titik dalam draf",
    "TANGGAL": "tanggal penetapan, titik-titik dalam draf",
    "TEMPAT": "tempat penetapan",
    "TENTANG": "judul dalam huruf besar",
    "MENIMBANG": "pertimbangan, a. b. c.",
    "MENGINGAT": "dasar hukum, 1. 2. 3.",
    "MEMPERHATIKAN": "yang diperhatikan, 1. 2. 3.",
    "DIKTUM": "KESATU, KEDUA, dan seterusnya",
    "NAMA_PEJABAT": "nama yang menandatangani",
    "TEMBUSAN": "penerima tembusan, 1. 2. 3.",
    "TANDA": "DRAF dan/atau CONTOH; kosong pada naskah yang ditetapkan",
}
LISTS = ("MENIMBANG", "MENGINGAT", "MEMPERHATIKAN", "DIKTUM", "TEMBUSAN")


class NotATemplate(ValueError):
    """The file is no DOCX that can be opened."""


class UnknownPlaceholders(ValueError):
    """The template asks for what a decree does not have; `names` says for what."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)


def filled(template: bytes, content: DecreeContent) -> Any:
    """The template with the decree's text in it."""
    document = _opened(template)
    paragraphs = [Paragraph(element, document) for root in _roots(document) for element in root.iter(qn("w:p"))]
    asked = {_name(found) for one in paragraphs for found in PLACEHOLDER.finditer(_text(one))}
    unknown = sorted(asked - PLACEHOLDERS.keys())
    if unknown:
        raise UnknownPlaceholders(unknown)
    values, lists = _values(content), _lists(content)
    for paragraph in paragraphs:
        alone = PLACEHOLDER.fullmatch(_text(paragraph).strip())
        if alone and _name(alone) in LISTS:
            _expand(paragraph, lists[_name(alone)], label=_name(alone))
        else:
            _replace(paragraph, values)
    return document


def template_placeholders(template: bytes) -> list[str]:
    """The names that a template asks for, known or not: to be told when it is filed."""
    document = _opened(template)
    texts = (_text(Paragraph(one, document)) for root in _roots(document) for one in root.iter(qn("w:p")))
    return sorted({_name(found) for text in texts for found in PLACEHOLDER.finditer(text)})


def _opened(template: bytes) -> Any:
    try:
        parts = zip_parts(BytesIO(template))
        if sum(part.declared_bytes for part in parts.values()) > limits.MAX_XML_BYTES:
            raise NotATemplate("too large")
        return Document(BytesIO(template))
    except (RefusedFile, OpcError, SyntaxError, KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise NotATemplate(str(error)) from error


def _roots(document: Any) -> Iterator[Any]:
    """Where text can stand: the body, and the heads and feet of its pages."""
    yield document.element.body
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer,
                     section.even_page_header, section.even_page_footer):  # fmt: skip
            if not part.is_linked_to_previous:
                yield part._element


def _values(content: DecreeContent) -> dict[str, str]:
    head = content.head
    listed = {name: "\n".join(items) for name, items in _lists(content).items()}
    return listed | {
        "KEPALA_DAERAH": head.issuer.upper(), "KOTA": head.city, "PROVINSI": head.province,
        "NOMOR": head.number or DOTS, "TANGGAL": day_text(head.signed_on), "TEMPAT": head.place or DOTS,
        "TENTANG": head.subject.upper(), "NAMA_PEJABAT": head.signer or DOTS, "TANDA": " · ".join(marks_of(head)),
    }  # fmt: skip


def _lists(content: DecreeContent) -> dict[str, list[str]]:
    def told(items: Sequence[tuple[str, str]]) -> list[str]:
        return [f"{mark}\t{text}" if mark else text for mark, text in items]

    rulings = [f"{ordinal(place)}\t: {sentence(text, '.')}" for place, text in enumerate(content.rulings, start=1)]
    return {
        "MENIMBANG": told(lettered(content.weighing)),
        "MENGINGAT": told(numbered([basis.text for basis in content.legal_bases])),
        "MEMPERHATIKAN": told(numbered(content.noting)),
        "DIKTUM": rulings,
        "TEMBUSAN": told(numbered(content.recipients)),
    }


def _expand(paragraph: Paragraph, items: Sequence[str], *, label: str) -> None:
    """One paragraph for each item, in the look of the placeholder's; none, and no label above, where there is none."""
    last = paragraph._p
    above = last.getprevious()
    if not items and above is not None and above.tag == qn("w:p") and _is_label(Paragraph(above, paragraph), label):
        last.getparent().remove(above)
    for item in items[1:]:
        copy = deepcopy(paragraph._p)
        last.addnext(copy)
        _write(Paragraph(copy, paragraph._parent), item)
        last = copy
    _write(paragraph, items[0] if items else "")


def _is_label(paragraph: Paragraph, label: str) -> bool:
    return _text(paragraph).strip(" \t:").upper() == label


def _replace(paragraph: Paragraph, values: Mapping[str, str]) -> None:
    """Placeholders by their values, each run for itself; all in the first run's look where one spans several."""
    runs = _runs(paragraph)
    whole = [found.group() for found in PLACEHOLDER.finditer(_text(paragraph))]
    if not whole:
        return
    within = [found.group() for run in runs for found in PLACEHOLDER.finditer(run.text)]
    if whole == within:
        for run in runs:
            if PLACEHOLDER.search(run.text):
                run.text = _with_values(run.text, values)
    else:
        _write(paragraph, _with_values(_text(paragraph), values))


def _write(paragraph: Paragraph, text: str) -> None:
    """All of the text into the first run that has any, the others emptied; a picture between them stays."""
    first, *others = [run for run in _runs(paragraph) if run.text]
    first.text = bare(text)
    for run in others:
        run.text = ""


def _with_values(text: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: bare(values[_name(found)]), text)


def _runs(paragraph: Paragraph) -> list[Run]:
    return [Run(element, paragraph) for element in paragraph._p.xpath("./w:r | ./w:hyperlink/w:r")]


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in _runs(paragraph))


def _name(found: re.Match[str]) -> str:
    return found.group(1).upper()

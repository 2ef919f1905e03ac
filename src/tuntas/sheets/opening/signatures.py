"""What a file is, by its first bytes and not by its name."""

import re

from tuntas.sheets.opening.refusal import RefusedFile
from tuntas.sheets.opening.zip_guard import Part

_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "GZIP"),
    (b"{\\rtf", "RTF"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3", "SQLite / GeoPackage"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"MZ", "EXE"),
)
# What Excel before 1997 wrote: a stream of records without a container.
_OLD_EXCEL = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table|style|div|script)\b", re.I | re.S
)
_MHTML = re.compile(rb"\s*(?:MIME-Version:|From:.*?MIME-Version:)", re.I | re.S)
_ZIP_KINDS = (("word/document.xml", "Word (DOCX)"), ("ppt/presentation.xml", "PowerPoint (PPTX)"))
_ODF_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def refuse_other(head: bytes) -> None:
    """Raise RefusedFile when the first bytes are those of a picture, a document or an archive."""
    what = next((name for magic, name in _OTHERS if head.startswith(magic)), None)
    if what is None and _OLD_EXCEL.match(head):
        what = "Excel 2-5/95"
    if what is not None:
        raise RefusedFile("FILE-IS-OTHER", what=what)


def refuse_markup(head: bytes) -> None:
    """Raise RefusedFile when a text file is a web page, XML or JSON; web applications name them `.xls`."""
    text = head.removeprefix(b"\xef\xbb\xbf")
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = text.decode("utf-16", "ignore").encode("utf-8", "ignore")
    if _HTML.match(text) or _MHTML.match(text):
        raise RefusedFile("FILE-IS-HTML")
    start = text.lstrip()
    if start.startswith(b"<?xml") or (start.startswith(b"<") and b"xmlns" in start):
        if b"office:spreadsheet" in start:
            raise RefusedFile("FILE-IS-XML2003")
        raise RefusedFile("FILE-IS-HTML" if b"<html" in start.lower() else "FILE-IS-OTHER", what="XML")
    if re.match(rb'\{\s*"|\[\s*[\[{]', start):
        raise RefusedFile("FILE-IS-OTHER", what="JSON / GeoJSON")


def is_ods(parts: dict[str, Part], mimetype: bytes) -> bool:
    """Whether the container is an ODS; raises RefusedFile when it is neither ODS nor XLSX."""
    names = {name.lower().replace("\\", "/") for name in parts}
    if "xl/workbook.bin" in names:
        raise RefusedFile("FILE-XLSB")
    if "xl/workbook.xml" in names:
        return False
    if mimetype.startswith(_ODF_SHEET):
        return True
    if "content.xml" in names:
        raise RefusedFile("FILE-IS-OTHER", what="OpenDocument")
    what = next((kind for name, kind in _ZIP_KINDS if name in names), "ZIP")
    raise RefusedFile("FILE-IS-OTHER", what=what)

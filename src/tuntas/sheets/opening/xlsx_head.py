"""The first rows of a large XLSX sheet, without parsing the rest of it.

Readers parse a whole sheet before they give its first row. To look for headers in 200 MB of XML we
hand them a small workbook instead: the same parts, with this sheet cut after some rows.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tuntas.sheets.opening.guard import Examination
from tuntas.sheets.opening.xml_guard import root_element
from tuntas.sheets.opening.zip_guard import Budget, chunks

_NEEDED = ("[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_HELD = ("xl/styles.xml", "xl/sharedstrings.xml")
_ROW_END = re.compile(rb"</(?:\w+:)?row>|<(?:\w+:)?row(?:\s[^>]*)?/>")


def sheet_head(path: Path, known: Examination, part_name: str, max_rows: int) -> bytes | None:
    """The sheet's XML closed after its first `max_rows` written rows; None when it has no more."""
    with path.open("rb") as stream:
        pieces = chunks(stream, known.parts[part_name], Budget())
        return _cut(pieces, part_name, max_rows)


def workbook_of(path: Path, known: Examination, part_name: str, sheet_xml: bytes) -> bytes:
    """An XLSX file in which only this sheet is present, with the given XML."""
    target = io.BytesIO()
    with path.open("rb") as stream, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for part in known.parts.values():
            if part.name.lower().replace("\\", "/") in (*_NEEDED, *_HELD):
                archive.writestr(part.name, b"".join(chunks(stream, part, Budget())))
        archive.writestr(part_name, sheet_xml)
    return target.getvalue()


def _cut(pieces: Iterator[bytes], part_name: str, max_rows: int) -> bytes | None:
    text, rows, at = b"", 0, 0
    for piece in pieces:
        text += piece
        for match in _ROW_END.finditer(text, at):
            rows, at = rows + 1, match.end()
            if rows == max_rows:
                return text[:at] + _closing(text, part_name)
    return None


def _closing(text: bytes, part_name: str) -> bytes:
    root = root_element(text, part_name)
    prefix = root.rpartition(":")[0]
    mark = f"{prefix}:" if prefix else ""
    return f"</{mark}sheetData></{root}>".encode()

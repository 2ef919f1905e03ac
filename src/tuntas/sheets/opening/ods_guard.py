"""Judge an ODS workbook: scripts, passwords, and blocks of cells made by repetition.

LibreOffice ends every sheet with one blank row repeated down to row 1,048,576; blanks cost nothing,
so only cells with a value count, each as often as it is repeated.
"""

from typing import BinaryIO
from xml.parsers import expat

from tuntas.sheets.opening import limits
from tuntas.sheets.opening.extent import Extent, refusal_of
from tuntas.sheets.opening.refusal import RefusedFile, corrupt
from tuntas.sheets.opening.xml_guard import first_chunk, root_element
from tuntas.sheets.opening.zip_guard import Budget, Part, chunks

_CELLS = {"table:table-cell", "table:covered-table-cell"}
_PICTURES = ("Pictures/", "Thumbnails/", "Object", "ObjectReplacements/")
_MAX_REPEAT = 1 << 31


class _TableCounter:
    def __init__(self) -> None:
        self._extent = Extent()
        self._sheet = ""
        self._row, self._col = 0, 0
        self._row_repeat, self._repeat = 1, 1
        self._has_value, self._text_bytes, self._in_cell = False, 0, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._extent, self._row = Extent(), 0
            self._sheet = attributes.get("table:name", "")
        elif name == "table:table-row":
            self._col = 0
            self._extent.rows += 1
            self._row_repeat = _repeat_of(attributes, "table:number-rows-repeated")
        elif name in _CELLS:
            self._repeat = _repeat_of(attributes, "table:number-columns-repeated")
            self._has_value = "office:value-type" in attributes or "table:formula" in attributes
            self._text_bytes, self._in_cell = 0, True

    def text(self, text: str) -> None:
        if self._in_cell:
            self._text_bytes += len(text)

    def end(self, name: str) -> None:
        if name in _CELLS:
            self._end_cell()
        elif name == "table:table-row":
            self._row += self._row_repeat
        elif name == "table:table":
            self._check()

    def _end_cell(self) -> None:
        self._in_cell = False
        if self._has_value or self._text_bytes:
            rows = (self._row, self._row + self._row_repeat - 1)
            cols = (self._col, self._col + self._repeat - 1)
            self._extent.include(rows, cols, self._text_bytes)
        self._col += self._repeat
        if self._extent.text_bytes > limits.MAX_TEXT_BYTES:
            self._check()

    def _check(self) -> None:
        refused = refusal_of(self._extent, self._sheet)
        if refused is not None:
            raise refused


def check_ods(stream: BinaryIO, parts: dict[str, Part]) -> None:
    """Raise RefusedFile for an ODS workbook that must not be read."""
    if any(name.startswith(("Basic/", "Scripts/")) for name in parts):
        raise RefusedFile("FILE-MACRO")
    budget = Budget()
    # The manifest first: an encrypted content.xml does not look like XML.
    for part in sorted(parts.values(), key=lambda part: part.name != "META-INF/manifest.xml"):
        if part.name.endswith((".xml", ".rdf")) and not part.name.startswith(_PICTURES):
            _check_part(stream, part, budget)


def _check_part(stream: BinaryIO, part: Part, budget: Budget) -> None:
    pieces = chunks(stream, part, budget)
    head = first_chunk(pieces)
    root_element(head, part.name)
    if part.name == "META-INF/manifest.xml" and b"encryption-data" in head:
        raise RefusedFile("FILE-ENCRYPTED")
    if part.name != "content.xml":
        for _ in pieces:
            pass
        return
    if part.declared_bytes > limits.MAX_SLOW_XML_BYTES:
        limit_mb = limits.MAX_SLOW_XML_BYTES // limits.MIB
        raise RefusedFile("FILE-ODS-TOO-BIG", size_mb=part.declared_bytes // limits.MIB, limit_mb=limit_mb)
    counter = _TableCounter()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = counter.start
    parser.EndElementHandler = counter.end
    parser.CharacterDataHandler = counter.text
    try:
        parser.Parse(head)
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise corrupt(f"XML: {part.name}: {error}") from error


def _repeat_of(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not text.isdecimal() or len(text) > 12:
        raise corrupt(f"ODS: {name}")
    return min(max(int(text), 1), _MAX_REPEAT)

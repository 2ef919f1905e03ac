"""Judge an XLSX workbook: macros, XML tricks and the size of every sheet."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import BinaryIO

from tuntas.sheets.opening import limits
from tuntas.sheets.opening.extent import Extent, refusal_of
from tuntas.sheets.opening.refusal import RefusedFile
from tuntas.sheets.opening.shared_texts import TextLengths, shown_bytes
from tuntas.sheets.opening.sheet_parse import parsed_extent
from tuntas.sheets.opening.sheet_scan import SheetScan, value_count
from tuntas.sheets.opening.xml_guard import first_chunk, root_element
from tuntas.sheets.opening.zip_guard import Budget, Part, chunks

_MEDIA = ("xl/media/", "docprops/thumbnail")
_CONTENT_TYPES = "[content_types].xml"
_MACRO_PARTS = ("vbaproject.bin", "xl/macrosheets/")
_SHEET_DATA = b"sheetData"


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What is known of a sheet's part after the guard: how much XML, and which oddities to look for.

    `cells` is the size of its rectangle, an upper bound.
    """

    part: Part
    xml_bytes: int
    cells: int
    may_have_errors: bool
    may_have_formulas: bool


@dataclass(slots=True)
class _Found:
    sheets: dict[str, SheetFacts] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)
    texts: TextLengths = field(default_factory=TextLengths)


def check_xlsx(stream: BinaryIO, parts: dict[str, Part]) -> dict[str, SheetFacts]:
    """Facts of every sheet by part name; raises RefusedFile for a workbook that must not be read."""
    _check_macros(parts)
    budget, found = Budget(), _Found()
    for part in parts.values():
        if not part.name.lower().startswith(_MEDIA):
            _check_part(stream, part, budget, found)
    _check_texts(stream, found)
    return found.sheets


def _check_macros(parts: dict[str, Part]) -> None:
    names = [name.lower().replace("\\", "/") for name in parts]
    if any(mark in name for name in names for mark in _MACRO_PARTS):
        raise RefusedFile("FILE-MACRO")


def _check_part(stream: BinaryIO, part: Part, budget: Budget, found: _Found) -> None:
    pieces = chunks(stream, part, budget)
    head = first_chunk(pieces)
    name = part.name.lower()
    if name.endswith(".bin"):
        _drain(pieces)
        return
    root = root_element(head, part.name)
    if root.rpartition(":")[2] == "worksheet":
        _check_sheet(stream, part, _joined(head, pieces), root, found)
        return
    if part.declared_bytes > limits.MAX_HELD_PART_BYTES:
        limit_mb = limits.MAX_HELD_PART_BYTES // limits.MIB
        raise RefusedFile("FILE-TOO-BIG", size_mb=part.declared_bytes // limits.MIB, limit_mb=limit_mb)
    texts = found.texts if root.rpartition(":")[2] == "sst" else None
    _check_other(_joined(head, pieces), name, part, texts)


def _check_other(pieces: Iterator[bytes], name: str, part: Part, texts: TextLengths | None) -> None:
    rest = b""
    for piece in pieces:
        text = rest + piece
        # A reader finds cells in any part it is told to read, whatever the root element says.
        if _SHEET_DATA in text:
            raise RefusedFile("FILE-UNUSUAL", sheet=part.name)
        if name == _CONTENT_TYPES and b"macroEnabled" in text:
            raise RefusedFile("FILE-MACRO")
        # Pictures are not scanned, so the workbook may not name one as its sheet.
        if name.endswith("workbook.xml.rels") and b"media/" in text.lower():
            raise RefusedFile("FILE-UNUSUAL", sheet=part.name)
        if texts is not None:
            texts.feed(piece)
        rest = text[-16:]


def _check_sheet(stream: BinaryIO, part: Part, pieces: Iterator[bytes], root: str, found: _Found) -> None:
    scan = SheetScan(is_prefixed=":" in root)
    xml_bytes = _feed_while_unpacking(scan, pieces)
    extent = _judged_extent(stream, part, scan)
    found.values[part.name] = extent.values
    errors, formulas = scan.has_errors or scan.is_unusual, scan.has_formulas or scan.is_unusual
    found.sheets[part.name] = SheetFacts(part, xml_bytes, extent.cells, errors, formulas)


def _feed_while_unpacking(scan: SheetScan, pieces: Iterator[bytes]) -> int:
    """Scan each piece on a second core while the next one is unpacked; both release the interpreter."""
    xml_bytes = 0
    with ThreadPoolExecutor(1) as pool:
        scanning = pool.submit(scan.feed, b"")
        for piece in pieces:
            xml_bytes += len(piece)
            scanning.result()
            scanning = pool.submit(scan.feed, piece)
        scanning.result()
    scan.finish()
    return xml_bytes


def _judged_extent(stream: BinaryIO, part: Part, scan: SheetScan) -> Extent:
    """Extent of a sheet that may be read: the scan's bound, or the exact one where the bound is too large."""
    if scan.extent.rows > limits.MAX_EMPTY_ROWS:
        # So many rows may be empty ones: only then is it worth a second look to count what they hold.
        scan.extent.values = value_count(chunks(stream, part, Budget()), scan.is_prefixed)
    refused = refusal_of(scan.extent, part.name)
    if not scan.is_unusual:
        if refused is None:
            return scan.extent
        # The scan counts values from above, so rows without one are certain and need no second look.
        if refused.code == "FILE-EMPTY-ROWS" or part.declared_bytes > limits.MAX_SLOW_XML_BYTES:
            raise refused
    extent = parsed_extent(chunks(stream, part, Budget()), part.name)
    refused = refusal_of(extent, part.name)
    if refused is not None:
        raise refused
    return extent


def _check_texts(stream: BinaryIO, found: _Found) -> None:
    lengths = found.texts.lengths()
    if lengths.size == 0:
        return
    longest = int(lengths.max())
    for name, facts in found.sheets.items():
        if found.values[name] * longest <= limits.MAX_TEXT_BYTES:
            continue
        extent = Extent(text_bytes=shown_bytes(chunks(stream, facts.part, Budget()), lengths))
        refused = refusal_of(extent, name)
        if refused is not None:
            raise refused


def _joined(head: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from pieces


def _drain(pieces: Iterator[bytes]) -> None:
    for _ in pieces:
        pass

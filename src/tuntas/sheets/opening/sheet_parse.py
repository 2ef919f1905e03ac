"""Exact bounds of an XLSX sheet by parsing it: for sheets that the fast scan finds unusual or suspicious."""

from collections.abc import Iterable
from xml.parsers import expat

from tuntas.sheets.opening import limits
from tuntas.sheets.opening.cell_names import cell_position, row_number
from tuntas.sheets.opening.extent import Extent
from tuntas.sheets.opening.refusal import RefusedFile, corrupt

_CONTENT = {"v", "t", "f"}


class _CellCounter:
    """Follows cells as readers do: by their reference, or one to the right where there is none."""

    def __init__(self) -> None:
        self.extent = Extent()
        self._row, self._col = -1, -1
        self._in_content = False
        self._has_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._start_cell(attributes)
        elif local == "row":
            self.extent.rows += 1
            self._row, self._col = row_number(attributes.get("r"), self._row + 1), -1
        elif local in _CONTENT:
            self._in_content = True

    def text(self, text: str) -> None:
        if self._in_content and text:
            self._has_value = True

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in _CONTENT:
            self._in_content = False
        elif local == "c" and self._has_value:
            self.extent.include((self._row, self._row), (self._col, self._col))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._has_value = False
        reference = attributes.get("r")
        if reference is None:
            self._col += 1
            return
        position = cell_position(reference.upper())
        if position is None:
            raise corrupt(f"XLSX: cell {reference[:20]}")
        self._row, self._col = position


def parsed_extent(pieces: Iterable[bytes], sheet: str) -> Extent:
    """Exact extent of a sheet's XML. Refuses it when it is too long to be parsed in seconds."""
    counter = _CellCounter()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = counter.start
    parser.EndElementHandler = counter.end
    parser.CharacterDataHandler = counter.text
    seen_bytes = 0
    try:
        for piece in pieces:
            seen_bytes += len(piece)
            if seen_bytes > limits.MAX_SLOW_XML_BYTES:
                raise RefusedFile("FILE-UNUSUAL", sheet=sheet)
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise corrupt(f"XML: {sheet}: {error}") from error
    return counter.extent

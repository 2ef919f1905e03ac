"""Judge an XLS workbook (BIFF): password, macros, the size of each sheet, and where error cells are."""

import struct
from dataclasses import dataclass, field

from tuntas.sheets.opening.extent import Extent, refusal_of
from tuntas.sheets.opening.ole_guard import OleFile
from tuntas.sheets.opening.refusal import RefusedFile, corrupt

_BOF, _FILEPASS, _BOUNDSHEET, _DIMENSIONS = 0x0809, 0x002F, 0x0085, 0x0200
_FORMULA, _BOOLERR, _MULRK = 0x0006, 0x0205, 0x00BD
_SINGLE_CELLS = {_FORMULA, _BOOLERR, 0x0203, 0x0204, 0x00D6, 0x00FD, 0x027E}
_MACRO_SHEET = 1
_ERROR_NAMES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass(slots=True)
class _Sheet:
    extent: Extent = field(default_factory=Extent)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def check_xls(content: bytes) -> dict[int, dict[tuple[int, int], str]]:
    """Error cells of each sheet, by the sheet's index; raises RefusedFile for what must not be read."""
    ole = OleFile(content)
    names = {entry.name.lower() for entry in ole.entries}
    if "encryptedpackage" in names:
        raise RefusedFile("FILE-ENCRYPTED")
    if names & {"_vba_project_cur", "_vba_project", "vba"}:
        raise RefusedFile("FILE-MACRO")
    body = ole.stream("Workbook") or ole.stream("Book")
    if body is None:
        raise RefusedFile("FILE-IS-OTHER", what=_what_it_is(names))
    return _check_records(body)


def _what_it_is(names: set[str]) -> str:
    known = {"worddocument": "Word (DOC)", "powerpoint document": "PowerPoint (PPT)"}
    return next((what for name, what in known.items() if name in names), "OLE")


class _Records:
    """The records of the workbook stream, followed from sheet to sheet."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._sheet = _Sheet()
        self.starts: list[int] = []
        self.sheets: dict[int, _Sheet] = {}

    def take(self, kind: int, at: int, size: int) -> None:
        """Look at the record whose content of `size` bytes begins at `at`."""
        if kind in _SINGLE_CELLS or kind == _MULRK:
            _take_cell(self._sheet, kind, self._body, at, size)
        elif kind == _BOF:
            self._sheet = self.sheets.setdefault(at - 4, _Sheet())
        elif kind == _FILEPASS:
            raise RefusedFile("FILE-ENCRYPTED")
        elif kind == _BOUNDSHEET:
            self.starts.append(_sheet_start(self._body, at, size))
        elif kind == _DIMENSIONS:
            _check_dimensions(self._body, at, size)


def _check_records(body: bytes) -> dict[int, dict[tuple[int, int], str]]:
    records, at = _Records(body), 0
    while at + 4 <= len(body):
        kind, size = struct.unpack_from("<HH", body, at)
        records.take(kind, at + 4, size)
        at += 4 + size
    for number, sheet in enumerate(records.sheets.values()):
        refused = refusal_of(sheet.extent, str(number))
        if refused is not None:
            raise refused
    sheets = records.sheets
    return {index: sheets[start].errors for index, start in enumerate(records.starts) if start in sheets}


def _take_cell(sheet: _Sheet, kind: int, body: bytes, at: int, size: int) -> None:
    if size < 6 or at + size > len(body):
        raise corrupt("XLS: short record")
    row, col = struct.unpack_from("<HH", body, at)
    last = struct.unpack_from("<H", body, at + size - 2)[0] if kind == _MULRK else col
    sheet.extent.include((row, row), (col, max(col, last)))
    code = _error_code(kind, body, at, size)
    if code is not None:
        sheet.errors[row, col] = _ERROR_NAMES.get(code, "#ERR")


def _error_code(kind: int, body: bytes, at: int, size: int) -> int | None:
    if kind == _BOOLERR and size >= 8 and body[at + 7] == 1:
        return body[at + 6]
    # A formula whose result is no number has FFFF at its end and the type of the result in front.
    if kind == _FORMULA and size >= 14 and body[at + 12 : at + 14] == b"\xff\xff" and body[at + 6] == 2:
        return body[at + 8]
    return None


def _sheet_start(body: bytes, at: int, size: int) -> int:
    if size < 6 or at + size > len(body):
        raise corrupt("XLS: BOUNDSHEET")
    start, _, sheet_type = struct.unpack_from("<IBB", body, at)
    if sheet_type == _MACRO_SHEET:
        raise RefusedFile("FILE-MACRO")
    return int(start)


def _check_dimensions(body: bytes, at: int, size: int) -> None:
    # Readers reserve memory by this record before they have seen a cell.
    if size >= 14 and at + 14 <= len(body):
        first_row, end_row, first_col, end_col = struct.unpack_from("<IIHH", body, at)
        if end_row > 65_536 or end_col > 256 or first_row > end_row or first_col > end_col:
            raise corrupt("XLS: DIMENSIONS")

"""Open a workbook and take its sheets as raw grids, every cell at its own place.

Nothing is interpreted here: text stays text, numbers arrive as floats (an NIK of 16 digits survives
only as text), blanks are None, and cells that look blank to a reader but are not have values of their own.
"""

from dataclasses import dataclass, field
from pathlib import Path

from tuntas.sheets.opening import limits
from tuntas.sheets.opening.cells import Cell, ErrorCell, Grid, UncachedFormula, grown
from tuntas.sheets.opening.csv_table import csv_rows, found_delimiter
from tuntas.sheets.opening.guard import Examination, examine
from tuntas.sheets.opening.odd_cells import OddCells, odd_cells_in
from tuntas.sheets.opening.reader import reader_of_bytes, reader_of_path, sheet_grid, sheet_list
from tuntas.sheets.opening.refusal import FileKind, Note, RefusedFile
from tuntas.sheets.opening.sheet_parts import sheet_part_names
from tuntas.sheets.opening.xlsx_head import sheet_head, workbook_of
from tuntas.sheets.opening.zip_guard import Budget, chunks

# Below it, parsing the whole sheet is as fast as cutting off its head.
_HEAD_XML_BYTES = 4 * limits.MIB
_ODS_ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#N/A", "#NULL!", "Err:")


@dataclass(frozen=True, slots=True)
class SheetHandle:
    """A sheet that can be read. `cells` bounds its rectangle from above where the guard could tell (XLSX)."""

    name: str
    visible: bool
    index: int
    cells: int | None = None


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that passed the guard. `encoding` and `delimiter` are set for text tables only.

    `notes` say what was chosen for the user (encoding, delimiter, a name that does not fit).
    """

    path: Path
    kind: FileKind
    sheets: tuple[SheetHandle, ...]
    encoding: str | None = None
    delimiter: str | None = None
    notes: tuple[Note, ...] = ()
    known: Examination = field(default_factory=lambda: Examination(FileKind.CSV), repr=False)
    part_names: tuple[str, ...] = field(default=(), repr=False)

    def grid(self, sheet: SheetHandle, max_rows: int | None = None) -> Grid:
        """Cells of a sheet from its first used cell, at most `max_rows` rows.

        Raises RefusedFile when the sheet is too large for Python objects (see `columns.read_columns`).
        """
        try:
            if self.kind is FileKind.CSV:
                return _csv_grid(self, sheet, max_rows)
            return _workbook_grid(self, sheet, max_rows)
        except RefusedFile as refusal:
            refusal.params.setdefault("file", self.path.name)
            raise


def open_workbook(path: Path) -> Workbook:
    """Examine a file and list its sheets; raises RefusedFile when it must not or cannot be read."""
    known = examine(path)
    try:
        return _open_text(path, known) if known.kind is FileKind.CSV else _open_sheets(path, known)
    except RefusedFile as refusal:
        refusal.params.setdefault("file", path.name)
        raise


def odd_cells(book: Workbook, sheet: SheetHandle) -> OddCells:
    """Errors and uncalculated formulas of a whole sheet, which `read_columns` gives as blanks.

    ODS keeps errors as text and CSV has none: both give an empty answer.
    """
    if book.kind is FileKind.XLS:
        return OddCells(errors=book.known.xls_errors.get(sheet.index, {}))
    facts = book.known.sheet_parts.get(_part_name(book, sheet))
    if facts is None or not (facts.may_have_errors or facts.may_have_formulas):
        return OddCells()
    if facts.xml_bytes > limits.MAX_SLOW_XML_BYTES:
        return OddCells(is_complete=False)
    with book.path.open("rb") as stream:
        return odd_cells_in(chunks(stream, facts.part, Budget()), sheet.name)


def _open_text(path: Path, known: Examination) -> Workbook:
    encoding = known.encoding or "utf-8"
    delimiter = found_delimiter(path, encoding)
    notes = (
        *known.notes,
        Note("FILE-NOTE-ENCODING", {"file": path.name, "encoding": encoding}),
        Note("FILE-NOTE-DELIMITER", {"file": path.name, "delimiter": "TAB" if delimiter == "\t" else delimiter}),
    )
    sheet = SheetHandle(path.stem, visible=True, index=0)
    return Workbook(path, FileKind.CSV, (sheet,), encoding, delimiter, notes, known)


def _open_sheets(path: Path, known: Examination) -> Workbook:
    part_names = sheet_part_names(path, known) if known.kind is FileKind.XLSX else ()
    with reader_of_path(path) as reader:
        listed = sheet_list(reader)
    sheets = tuple(
        SheetHandle(name, visible, index, _cells_of(known, part_names, index)) for index, name, visible in listed
    )
    if not sheets:
        raise RefusedFile("FILE-NO-SHEET")
    return Workbook(path, known.kind, sheets, notes=known.notes, known=known, part_names=part_names)


def _cells_of(known: Examination, part_names: tuple[str, ...], index: int) -> int | None:
    facts = known.sheet_parts.get(part_names[index]) if index < len(part_names) else None
    return None if facts is None else facts.cells


def _csv_grid(book: Workbook, sheet: SheetHandle, max_rows: int | None) -> Grid:
    rows: list[list[Cell]] = []
    width = cells = 0
    for row in csv_rows(book.path, book.encoding or "utf-8", book.delimiter or ",", max_rows):
        rows.append(list(row))
        width, cells = max(width, len(row)), cells + len(row)
        _check_grid_cells(sheet, cells)
    for padded in rows:
        padded.extend([None] * (width - len(padded)))
    return Grid(sheet.name, rows)


def _workbook_grid(book: Workbook, sheet: SheetHandle, max_rows: int | None) -> Grid:
    head = _head_xml(book, sheet, max_rows)
    if head is not None:
        small = workbook_of(book.path, book.known, _part_name(book, sheet), head)
        with reader_of_bytes(small) as reader:
            grid = sheet_grid(reader, sheet.index, sheet.name, max_rows)
        return _with_odd_cells(grid, odd_cells_in([head], sheet.name), max_rows)
    if max_rows is None:
        _check_grid_cells(sheet, sheet.cells or 0)
    with reader_of_path(book.path) as reader:
        grid = sheet_grid(reader, sheet.index, sheet.name, max_rows)
    odd = _ods_errors(grid) if book.kind is FileKind.ODS else odd_cells(book, sheet)
    return _with_odd_cells(grid, odd, max_rows)


def _head_xml(book: Workbook, sheet: SheetHandle, max_rows: int | None) -> bytes | None:
    facts = book.known.sheet_parts.get(_part_name(book, sheet))
    if max_rows is None or facts is None or facts.xml_bytes < _HEAD_XML_BYTES:
        return None
    return sheet_head(book.path, book.known, facts.part.name, max_rows)


def _part_name(book: Workbook, sheet: SheetHandle) -> str:
    return book.part_names[sheet.index] if sheet.index < len(book.part_names) else ""


def _check_grid_cells(sheet: SheetHandle, cells: int) -> None:
    if cells > limits.MAX_GRID_CELLS:
        raise RefusedFile("FILE-TOO-MANY-CELLS", sheet=sheet.name, cells=cells, limit=limits.MAX_GRID_CELLS)


def _ods_errors(grid: Grid) -> OddCells:
    errors = {
        (grid.first_row + row, grid.first_col + col): cell
        for row, cells in enumerate(grid.rows)
        for col, cell in enumerate(cells)
        if isinstance(cell, str) and cell.startswith(_ODS_ERRORS)
    }
    return OddCells(errors=errors)


def _with_odd_cells(grid: Grid, odd: OddCells, max_rows: int | None) -> Grid:
    """Put errors and uncalculated formulas where the reader left blanks."""
    marks: dict[tuple[int, int], Cell] = {at: ErrorCell(text) for at, text in odd.errors.items()}
    marks |= {at: UncachedFormula(text) for at, text in odd.uncached.items()}
    if max_rows is not None:
        start = grid.first_row if grid.rows else 0
        marks = {at: cell for at, cell in marks.items() if at[0] < start + max_rows}
    if marks:
        for corner in (
            (min(r for r, _ in marks), min(c for _, c in marks)),
            (max(r for r, _ in marks), max(c for _, c in marks)),
        ):
            grid = grown(grid, *corner)
    for (row, col), cell in marks.items():
        grid.rows[row - grid.first_row][col - grid.first_col] = cell
    errors = {at: cell.text for at, cell in marks.items() if isinstance(cell, ErrorCell)}
    uncached = {at: cell.text for at, cell in marks.items() if isinstance(cell, UncachedFormula)}
    place = (grid.first_row, grid.first_col, grid.merged)
    return Grid(grid.sheet, grid.rows, *place, errors, uncached, has_unread_oddities=not odd.is_complete)

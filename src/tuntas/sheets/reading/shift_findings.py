"""A shifted row, told: from which column, by how much, and what it would mean when moved back."""

from collections.abc import Mapping

from tuntas.domain.problems import Problem, Severity
from tuntas.sheets.opening.cell_names import column_name
from tuntas.sheets.opening.cells import Cell
from tuntas.sheets.reading.cell_texts import is_blank, shown
from tuntas.sheets.reading.findings import Findings, Table
from tuntas.sheets.reading.header_rows import Column, Header
from tuntas.sheets.reading.shifts import Shift

#: So many cells are shown as they would read when moved back.
SHOWN_CELLS = 3


def note_shifts(shifts: Mapping[int, Shift], header: Header, found: Findings) -> None:
    """Give each shifted row its one finding; what else seemed wrong in it follows from the shift."""
    for index, shift in shifts.items():
        found.in_rows[index] = [_shift_problem(shift, index, header, found.table)]


def _shift_problem(shift: Shift, index: int, header: Header, table: Table) -> Problem:
    side = ("kanan", "right") if shift.by > 0 else ("kiri", "left")
    row = table.rows[index]
    params = {
        "row": table.numbers[index] + 1,
        "first": _named(shift.first),
        "last": _named(shift.last),
        "count": abs(shift.by),
        "side": side[0],
        "side_en": side[1],
        "meaning": "; ".join(_moved_back(shift, row, header, table)),
    }
    value = shown(row[shift.first.place - table.first_col])
    return Problem("R236", Severity.ERROR, params, table.place(shift.first, index), value)


def _moved_back(shift: Shift, row: list[Cell], header: Header, table: Table) -> list[str]:
    told = []
    if shift.total:
        at = shift.first.place if shift.by > 0 else shift.last.place
        told.append(f"{_header(shift.total)} = {shown(row[at - table.first_col])}")
    columns = sorted(header.columns, key=lambda column: column.place)
    for column in columns:
        inner = column.place + shift.by - table.first_col
        if shift.first.place <= column.place <= shift.last.place and 0 <= inner < len(row) and not is_blank(row[inner]):
            told.append(f"{_header(column)} = {shown(row[inner])}")
        if len(told) > SHOWN_CELLS:
            break
    return told


def _named(column: Column) -> str:
    return f"{column_name(column.place)} ({_header(column)})"


def _header(column: Column) -> str:
    return " ".join(column.header.split())

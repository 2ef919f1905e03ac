"""A cell as text: verbatim where it is text, and as a person would write it where it is not."""

import re
from datetime import date, datetime, time

from tuntas.sheets.opening.cells import Cell, ErrorCell, UncachedFormula

#: Values in findings are cut to this length; the cell itself can be opened.
LONGEST = 80
_PERSONAL_NUMBER = re.compile(r"(?<![\d.,])\d{16}(?!\d)")


def cell_text(cell: Cell) -> str:
    """The text of a cell; a blank is empty, 3.0 is `3`, a date is ISO."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, ErrorCell | UncachedFormula):
        return cell.text
    return _moment_text(cell) if isinstance(cell, datetime | date | time) else str(cell)


def shown(cell: Cell) -> str:
    """A cell's text for a finding, cut, with anything that may be a NIK hidden."""
    return _PERSONAL_NUMBER.sub("*" * 16, cell_text(cell))[:LONGEST]


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing, or spaces only."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _moment_text(cell: datetime | date | time) -> str:
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat()

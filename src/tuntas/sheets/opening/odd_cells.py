"""Cells that readers give as blanks though they are not: errors, and formulas nobody has calculated yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from tuntas.sheets.opening.cell_names import cell_position, row_number
from tuntas.sheets.opening.refusal import corrupt


@dataclass(frozen=True, slots=True)
class OddCells:
    """By position from 0: error texts (`#REF!`), and formulas whose result is not stored.

    `is_complete` is False when the sheet was too large to be searched.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncached: dict[tuple[int, int], str] = field(default_factory=dict)
    is_complete: bool = True


class _OddFinder:
    def __init__(self) -> None:
        self.found = OddCells()
        self._row, self._col = -1, -1
        self._type = ""
        self._element = ""
        self._formula: str | None = None
        self._value = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._element = local
        if local == "row":
            self._row, self._col = row_number(attributes.get("r"), self._row + 1), -1
        elif local == "c":
            position = cell_position(attributes.get("r", "").upper())
            self._row, self._col = position or (self._row, self._col + 1)
            self._type, self._formula, self._value = attributes.get("t", ""), None, ""
        elif local == "f":
            self._formula = ""

    def text(self, text: str) -> None:
        if self._element == "f" and self._formula is not None:
            self._formula += text
        elif self._element in {"v", "t"}:
            self._value += text

    def end(self, name: str) -> None:
        self._element = ""
        if name.rpartition(":")[2] != "c":
            return
        if self._type == "e":
            self.found.errors[self._row, self._col] = self._value
        # A formula with a stored empty text (t="str") was calculated: its result is a blank.
        elif self._formula is not None and not self._value and self._type != "str":
            self.found.uncached[self._row, self._col] = f"={self._formula}"


def odd_cells_in(pieces: Iterable[bytes], part: str) -> OddCells:
    """Errors and uncalculated formulas in the XML of one XLSX sheet. `part` names it in refusals."""
    finder = _OddFinder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = finder.start
    parser.EndElementHandler = finder.end
    parser.CharacterDataHandler = finder.text
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise corrupt(f"XML: {part}: {error}") from error
    return finder.found

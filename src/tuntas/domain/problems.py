"""Numbered problems: what is wrong, where, under which rule. The wording is in the catalogue, not here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tuntas.domain.wording import optional_text, text


class Severity(StrEnum):
    """ERROR blocks its row, WARNING asks for a look, INFO only says what was done."""

    ERROR = "ERROR"
    WARNING = "WARNING"
    INFO = "INFO"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where in a file: the sheet, the cell as the user sees it (`F41`), the row number from 1."""

    sheet: str = ""
    cell: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One numbered finding. `params` fill the wording; `rule` names the check or article behind it."""

    code: str
    severity: Severity
    params: Mapping[str, object] = field(default_factory=dict)
    place: CellPlace = CellPlace()
    value: str = ""

    def wording(self, lang: str = "id") -> str:
        """What is wrong, in `lang`."""
        return text(self.code, lang, **self.params)

    def advice(self, lang: str = "id") -> str:
        """What to do about it, in `lang`; empty where the catalogue gives none."""
        return optional_text(f"{self.code}-TODO", lang, **self.params)

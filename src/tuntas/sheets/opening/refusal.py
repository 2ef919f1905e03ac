"""What the opening layer says: the kinds of file it accepts, refusals and notes."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

Param: TypeAlias = str | int


class FileKind(Enum):
    """Kinds of file that can be opened, decided by content."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


class RefusedFile(Exception):
    """A file that is hostile, broken or not a table. `code` and `params` are worded by `domain.wording`."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: dict[str, Param] = params

    def __str__(self) -> str:
        return f"{self.code} {self.params}"


@dataclass(frozen=True, slots=True)
class Note:
    """Something we chose for the user while opening, to be told and not to be hidden."""

    code: str
    params: dict[str, Param] = field(default_factory=dict)


def corrupt(reason: str) -> RefusedFile:
    """The refusal for a broken file; `reason` is a technical hint for whoever repairs it."""
    return RefusedFile("FILE-CORRUPT", reason=reason)

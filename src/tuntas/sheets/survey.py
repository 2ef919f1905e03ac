"""What a survey file says, row by row, whatever its layout: the meeting point of readers and writers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.rules.facts import UnitFacts


class Layout(StrEnum):
    """FLAT is our template, KOTAKU the flat `1av, 1ap, 1an` sheet, BUILDINGS one row a building."""

    FLAT = "FLAT"
    KOTAKU = "KOTAKU"
    BUILDINGS = "BUILDINGS"


@dataclass(frozen=True, slots=True)
class Printed:
    """Results that the file itself prints; None where it prints none. Never used for scoring, only compared.

    `shares` and `scores` by criterion id; shares 0–1. `grade` is the class text as printed.
    """

    shares: Mapping[str, Decimal] = field(default_factory=dict)
    scores: Mapping[str, Decimal] = field(default_factory=dict)
    total: Decimal | None = None
    grade: str = ""
    sectoral_average: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One unit as the file gives it.

    `number`: row number as the user sees it (from 1). `identity`: canonical column → text copied verbatim
    (`kecamatan`, `kelurahan`, `rt_rw`, `kawasan`, `tahun`, …) in column order. `rt`, `rw`: normalised keys
    (`001`, `006A`) or empty. `places`: field name → cell, for every value taken.
    """

    number: int
    identity: Mapping[str, str]
    rt: str
    rw: str
    facts: UnitFacts
    printed: Printed | None = None
    problems: tuple[Problem, ...] = ()
    places: Mapping[str, CellPlace] = field(default_factory=dict)

    @property
    def is_blocked(self) -> bool:
        """Whether an error keeps this row from being scored."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Survey:
    """A whole file: its rows in input order, and the problems that belong to no single row."""

    file_name: str
    sheet: str
    layout: Layout
    identity_columns: tuple[str, ...]
    rows: tuple[SurveyRow, ...]
    problems: tuple[Problem, ...] = ()

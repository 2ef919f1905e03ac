"""The matrix of mandates: seven aspects by four stages, with its gaps and doubles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tuntas.city.people.agencies import Stage, cells_of
from tuntas.city.people.models import Agency, City
from tuntas.city.surveys.rule_sets import law_on_shelf, regulation_of
from tuntas.rules.regulation import Aspect
from tuntas.web.city_page.loading import load_campaigns
from tuntas.web.shared.formats import language

MARK = "|"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """An aspect at a stage and the short names of who answers for it; `key` is what a checkbox sends."""

    key: str
    stage: str
    agencies: Sequence[str]
    is_own: bool = False

    @property
    def is_gap(self) -> bool:
        """Nobody answers for it."""
        return not self.agencies

    @property
    def is_double(self) -> bool:
        """Several answer for it: nobody is sure whose turn it is."""
        return len(self.agencies) > 1


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An aspect with its four stages."""

    number: int
    name: str
    cells: Sequence[MatrixCell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole matrix; how many cells are gaps and doubles, and which in words, one phrase for each aspect."""

    stages: Sequence[str]
    rows: Sequence[MatrixRow]
    gap_count: int
    gaps: Sequence[str]
    double_count: int
    doubles: Sequence[str]


def aspects_of(city: City) -> tuple[Aspect, ...]:
    """The aspects of the rule set of the newest survey; before the first survey of the current rule set."""
    campaigns = load_campaigns(city)
    rules = regulation_of(campaigns[0]) if campaigns else law_on_shelf().regulation
    return rules.aspects


def matrix(agencies: Iterable[Agency], aspects: Sequence[Aspect], own: Agency | None = None) -> Matrix:
    """The matrix of some agencies, their mandates loaded; `own`: whose cells are marked as chosen."""
    ids = [aspect.id for aspect in aspects]
    held = {agency.code: cells_of(agency.mandates.all(), ids) for agency in agencies}
    mine = held.get(own.code, set()) if own else set()
    rows = [_row(number, aspect, held, mine) for number, aspect in enumerate(aspects, 1)]
    cells = [cell for row in rows for cell in row.cells]
    return Matrix(
        [str(label) for label in Stage.labels], rows,
        sum(cell.is_gap for cell in cells), [said for row in rows for said in _phrases(row, is_gap=True)],
        sum(cell.is_double for cell in cells), [said for row in rows for said in _phrases(row, is_gap=False)],
    )  # fmt: skip


def cells_sent(values: Iterable[str], aspects: Sequence[Aspect]) -> set[tuple[str, str]]:
    """The cells that a form sent; anything that is no cell of the matrix is left out."""
    known = {_key(aspect.id, stage): (aspect.id, stage) for aspect in aspects for stage in Stage.values}
    return {known[value] for value in values if value in known}


def _row(number: int, aspect: Aspect, held: dict[str, set[tuple[str, str]]], mine: set[tuple[str, str]]) -> MatrixRow:
    cells = [
        MatrixCell(_key(aspect.id, stage), str(Stage(stage).label),
                   sorted(code for code, cells in held.items() if (aspect.id, stage) in cells),
                   (aspect.id, stage) in mine)
        for stage in Stage.values
    ]  # fmt: skip
    return MatrixRow(number, aspect.name.in_(language()), cells)


def _phrases(row: MatrixRow, *, is_gap: bool) -> list[str]:
    """The gaps of an aspect, or its doubles by who shares them: `Jalan: pemanfaatan, pengendalian`."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for cell in row.cells:
        if cell.is_gap if is_gap else cell.is_double:
            groups.setdefault(tuple(cell.agencies), []).append(cell.stage)
    return [_phrase(row.name, stages, agencies) for agencies, stages in groups.items()]


def _phrase(aspect: str, stages: Sequence[str], agencies: Sequence[str]) -> str:
    where = _("semua tahap") if len(stages) == len(Stage) else ", ".join(stages).lower()
    return f"{aspect}: {where} ({', '.join(agencies)})" if agencies else f"{aspect}: {where}"


def _key(aspect: str, stage: str) -> str:
    return f"{aspect}{MARK}{stage}"

"""A survey scored: each row, and each larger area as the sum of its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.rules.aggregating import CannotAggregate, sum_facts
from tuntas.rules.priorities import UnknownAnswer
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment, assess
from tuntas.sheets.printed import printed_differences
from tuntas.sheets.survey import Survey, SurveyRow


class Level(StrEnum):
    """How far rows are summed before scoring."""

    RT = "rt"
    KELURAHAN = "kelurahan"
    KECAMATAN = "kecamatan"
    CITY = "kota"


IDENTITY_OF = {
    Level.KELURAHAN: ("kecamatan", "kelurahan"),
    Level.KECAMATAN: ("kecamatan",),
    Level.CITY: (),
}


@dataclass(frozen=True, slots=True)
class AssessedRow:
    """A row with its assessment (None when an error blocks it) and all its problems, reader's and rules'."""

    row: SurveyRow
    assessment: Assessment | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class AssessedArea:
    """Rows summed and scored anew. `assessment` is None when nothing could be summed; `problems` says why."""

    identity: tuple[tuple[str, str], ...]
    members: tuple[AssessedRow, ...]
    assessment: Assessment | None
    problems: tuple[Problem, ...]

    def area_of(self, grade_id: str, field: str) -> "GradeArea":
        """Hectares of the member rows in that class, and how many of them have no area yet."""
        areas = [
            member.assessment.facts.quantities.get(field)
            for member in self.members
            if member.assessment and member.assessment.grade and member.assessment.grade.id == grade_id
        ]
        known = [area for area in areas if area is not None]
        return GradeArea(len(areas), len(areas) - len(known), sum(known) if known else None)


@dataclass(frozen=True, slots=True)
class GradeArea:
    """Rows of a class in an area: how many, how many without area, and the sum of the known areas (10⁻⁶ ha)."""

    rows: int
    without_area: int
    micro_ha: int | None


def assess_survey(survey: Survey, regulation: Regulation, *, profile: str | None = None) -> tuple[AssessedRow, ...]:
    """Every row of the survey, scored where no error blocks it, in input order."""
    return tuple(_assess_row(row, regulation, profile) for row in survey.rows)


def sum_rows(rows: Sequence[AssessedRow], level: Level, regulation: Regulation) -> tuple[AssessedArea, ...]:
    """The areas of `level` that the rows make up, in order of first appearance. Blocked rows are named, not summed."""
    groups: dict[tuple[tuple[str, str], ...], list[AssessedRow]] = {}
    for row in rows:
        identity = tuple((name, row.row.identity.get(name, "").strip()) for name in IDENTITY_OF[level])
        groups.setdefault(identity, []).append(row)
    return tuple(_sum_group(identity, members, regulation) for identity, members in groups.items())


def _assess_row(row: SurveyRow, regulation: Regulation, profile: str | None) -> AssessedRow:
    if row.is_blocked:
        return AssessedRow(row, None, row.problems)
    try:
        assessment = assess(row.facts, regulation, profile=profile)
    except UnknownAnswer as error:
        problem = Problem("R240", Severity.ERROR, {"item": error.item, "answer": error.answer},
                          row.places.get(error.item, CellPlace(row=row.number)), error.answer)  # fmt: skip
        return AssessedRow(row, None, (*row.problems, problem))
    found = (*row.problems, *_placed(assessment.problems, row, regulation), *printed_differences(row, assessment))
    return AssessedRow(row, assessment, found)


def _placed(problems: Iterable[Problem], row: SurveyRow, regulation: Regulation) -> list[Problem]:
    field_of = {criterion.id: criterion.field for criterion in regulation.criteria}
    placed = []
    for problem in problems:
        name = field_of.get(str(problem.params.get("criterion", "")), str(problem.params.get("field", "")))
        place = row.places.get(name, CellPlace(row=row.number))
        placed.append(replace(problem, place=place))
    return placed


def _sum_group(
    identity: tuple[tuple[str, str], ...], members: list[AssessedRow], regulation: Regulation
) -> AssessedArea:
    scored = [member for member in members if member.assessment]
    problems = [] if len(scored) == len(members) else [
        Problem("R241", Severity.WARNING, {"blocked": len(members) - len(scored), "rows": len(members)})
    ]  # fmt: skip
    if not scored:
        return AssessedArea(identity, tuple(members), None, tuple(problems))
    try:
        facts = sum_facts([member.row.facts for member in scored], regulation)
    except CannotAggregate as error:
        problem = Problem("R242", Severity.ERROR, {"rows": len(error.members)})
        return AssessedArea(identity, tuple(members), None, (*problems, problem))
    assessment = assess(facts, regulation)
    return AssessedArea(identity, tuple(members), assessment, (*problems, *assessment.problems))

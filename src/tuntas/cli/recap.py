"""The recap that several commands print: areas, classes, and how far the rule set can be trusted."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tuntas.cli.choices import shelf
from tuntas.cli.home import verifications_file
from tuntas.cli.screen import Screen
from tuntas.domain.numbers import micro
from tuntas.rules.checking import sourced_values
from tuntas.rules.loading import read_instrument
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment
from tuntas.rules.verifying import read_verifications, valid_verifications
from tuntas.sheets.assessed import AssessedArea, AssessedRow, GradeArea


def class_text(assessment: Assessment | None, lang: str) -> str:
    """The class in words, or the classes an incomplete assessment may have."""
    if assessment is None:
        return "–"
    low, high = assessment.grade_min.name.in_(lang), assessment.grade_max.name.in_(lang)
    return low if low == high else f"{low} – {high}"


def show_recap(screen: Screen, areas: Sequence[AssessedArea], rule: Regulation) -> None:
    """One line an area: rows and hectares per class, total and class of the whole."""
    grades = rule.grades
    columns = [screen.text("CLI-COL-AREA"), screen.text("CLI-COL-RT")]
    columns += [screen.text("CLI-COL-CLASS", name=grade.name.in_(screen.lang)) for grade in grades]
    columns += [screen.text("CLI-COL-UNDECIDED"), screen.text("CLI-COL-TOTAL"), screen.text("CLI-COL-GRADE")]
    rows = [_line(screen, area, rule) for area in areas]
    screen.table(screen.text("CLI-RECAP"), columns, rows, right=1)


def row_counts(rows: Sequence[AssessedRow]) -> Counter[str]:
    """Rows per class id, with `undecided` for intervals that span classes and `blocked` for rows with errors."""
    return Counter(_kind(row) for row in rows)


def rule_notes(screen: Screen, rule: Regulation) -> None:
    """Which rule set this was, its status, and how much of it was compared with the printed annex."""
    screen.say("CLI-RULE", rule=rule.short.in_(screen.lang), id=rule.id, hash=rule.content_hash[:12])
    screen.say("E540", status=rule.status.in_(screen.lang))
    done, whole = verified_share(rule)
    screen.say("E542" if done else "E541", done=done, all=whole)


def rule_record(rule: Regulation) -> dict[str, Any]:
    """The rule set for programs."""
    done, whole = verified_share(rule)
    return {"id": rule.id, "hash": rule.content_hash, "status": rule.status.id, "confidence": rule.confidence,
            "overlays": list(rule.overlays), "values_verified": done, "values": whole}  # fmt: skip


def verified_share(rule: Regulation) -> tuple[int, int]:
    """How many of the rule set's values were compared with the printed annex, and how many there are."""
    raw = read_instrument(shelf().folders[rule.id])
    records = read_verifications(verifications_file())
    return len(valid_verifications(raw, records)), sum(1 for _ in sourced_values(raw))


def _line(screen: Screen, area: AssessedArea, rule: Regulation) -> list[str]:
    counts = row_counts(area.members)
    cells = [area.identity[-1][1] if area.identity else screen.text("CLI-WHOLE"), str(len(area.members))]
    for grade in rule.grades:
        cells.append(_class_cell(screen, area.area_of(grade.id, rule.area_field)))
    undecided = counts["undecided"] + counts["blocked"]
    assessment = area.assessment
    total = "–" if assessment is None else _range(assessment)
    return [*cells, str(undecided or ""), total, class_text(assessment, screen.lang)]


def _class_cell(screen: Screen, found: GradeArea) -> str:
    if not found.rows:
        return ""
    if found.micro_ha is None:
        return screen.text("CLI-CELL-CLASS-NONE", rows=found.rows)
    code = "CLI-CELL-CLASS-PART" if found.without_area else "CLI-CELL-CLASS"
    area = micro(found.micro_ha, screen.lang, 2)
    return screen.text(code, rows=found.rows, area=area, without=found.without_area)


def _kind(row: AssessedRow) -> str:
    if row.assessment is None:
        return "blocked"
    return row.assessment.grade.id if row.assessment.grade else "undecided"


def _range(assessment: Assessment) -> str:
    low, high = assessment.total_min, assessment.total_max
    return str(low) if low == high else f"{low}–{high}"


def hectares(micro: int | None) -> Decimal | None:
    """Hectares of an area in 10⁻⁶ ha."""
    return None if micro is None else Decimal(micro) / 1_000_000

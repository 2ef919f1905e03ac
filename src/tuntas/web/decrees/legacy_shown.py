"""The preview of an old decree: its rows as they would be entered, and what is wrong."""

from dataclasses import dataclass

from tuntas.city.decrees.legacy import LegacyPlan
from tuntas.city.surveys.rule_sets import law_on_shelf
from tuntas.domain.problems import Severity
from tuntas.web.shared.components import Finding, FindingGroup
from tuntas.web.shared.findings import TITLES
from tuntas.web.shared.formats import language

MOST_ROWS, MOST_FINDINGS = 500, 100


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the old decree."""

    position: int
    name: str
    place: str
    printed: str
    grade: str | None


def shown_rows(plan: LegacyPlan) -> list[ShownRow]:
    """The first rows."""
    grades = {rule.id: rule.grade.value for rule in law_on_shelf().regulation.grades}
    return [ShownRow(position, line.name, line.place.name, line.printed,
                     grades.get((line.columns or {}).get("grade", "")))
            for position, line in enumerate(plan.lines[:MOST_ROWS], start=1)]  # fmt: skip


def finding_groups(plan: LegacyPlan) -> list[FindingGroup]:
    """What has to be mended first, then what is only said."""
    lang, groups = language(), []
    for severity, (title, css) in TITLES.items():
        found = [problem for problem in plan.problems if problem.severity is severity]
        if found:
            shown = [Finding(one.wording(lang), one.advice(lang)) for one in found[:MOST_FINDINGS]]
            title = title if severity is not Severity.WARNING else TITLES[Severity.INFO][0]
            groups.append(FindingGroup(str(title), css, shown, len(found), is_open=True))
    return groups

"""The preview of a list of houses: each row and what becomes of it, and what is wrong."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tuntas.city.surveys.house_lists import ListLine, ListPlan
from tuntas.domain.problems import Severity
from tuntas.web.shared.components import Finding, FindingGroup
from tuntas.web.shared.formats import language

MOST_LINES, MOST_FINDINGS = 200, 100
MARKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One row of the list; `mark` is `error`, `warning` or empty."""

    row: int
    place: str
    head_name: str
    address: str
    aid: str
    has_nik: bool
    deed: str
    mark: str


def shown_lines(plan: ListPlan) -> list[ShownLine]:
    """The first rows, wrong ones before all others."""
    wrong = {problem.place.row for problem in plan.problems if problem.severity is Severity.ERROR}
    doubtful = {problem.place.row for problem in plan.problems if problem.severity is Severity.WARNING}
    ordered = sorted(plan.lines, key=lambda line: (line.row.row not in wrong, line.row.row not in doubtful))
    return [_line(line, wrong, doubtful) for line in ordered[:MOST_LINES]]


def finding_groups(plan: ListPlan) -> list[FindingGroup]:
    """What is wrong first, then what asks for a look."""
    titles = {Severity.ERROR: _("Harus diperbaiki"), Severity.WARNING: _("Perlu ditinjau"), Severity.INFO: _("Catatan")}
    groups = []
    for severity, title in titles.items():
        found = [problem for problem in plan.problems if problem.severity is severity]
        if found:
            lang = language()
            words = [Finding(one.wording(lang), one.advice(lang)) for one in found[:MOST_FINDINGS]]
            groups.append(FindingGroup(title, MARKS[severity], words, len(found), severity is Severity.ERROR))
    return groups


def _line(line: ListLine, wrong: set[int | None], doubtful: set[int | None]) -> ShownLine:
    row = line.row
    place = " / ".join(part for part in (row.text("rt"), row.text("rw"), row.text("kelurahan")) if part)
    aid = " ".join(row.text(name) for name in ("source", "programme", "year", "value_idr") if row.text(name))
    mark = "error" if row.row in wrong else "warning" if row.row in doubtful else ""
    deed = _("salah") if mark == "error" else _("sudah di daftar") if line.is_known else _("baru")
    return ShownLine(row.row, place, row.text("head_name"), row.text("address"), aid, bool(row.text("nik")), deed, mark)

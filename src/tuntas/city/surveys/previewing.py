"""What a person sees before they accept a file: counts, findings with cells, differences, new places, each line."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tuntas.city.places.models import Level
from tuntas.city.surveys.addresses import STOREYS, missing
from tuntas.city.surveys.facts import Json, problem_json, unit_facts
from tuntas.city.surveys.plans import Deed, Line, Plan
from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.rules.facts import UnitFacts

#: Codes of differences between printed and computed results.
DIFFERENCE = "D3"
UNDECIDED = "undecided"


def preview_json(plan: Plan) -> Json:
    """The preview of a plan, as the upload keeps it; areas and quantities in millionths."""
    new_places = list(_new_places(plan))
    problems = [*plan.survey.problems, *_of_places(plan, new_places), *_of_lines(plan.lines)]
    is_difference = [problem.code.startswith(DIFFERENCE) for problem in problems]
    return {
        "sheet": plan.survey.sheet,
        "layout": plan.survey.layout.value,
        "rows": len(plan.lines),
        "counts": {deed.value: sum(line.deed is deed for line in plan.lines) for deed in Deed},
        "grades": Counter(_grade(line) for line in plan.lines if line.deed is not Deed.BLOCKED),
        "severities": Counter(problem.severity.value for problem in problems),
        "findings": [problem_json(one) for one, differs in zip(problems, is_difference, strict=True) if not differs],
        "differences": [problem_json(one) for one, differs in zip(problems, is_difference, strict=True) if differs],
        "new_places": new_places,
        "similar": list(_similar(plan, new_places)),
        "lines": [_line_json(line) for line in plan.lines],
        "fingerprint": plan.fingerprint,
    }


#: After a field's name: its open end, and a mere share.
MORE, SHARE = "+", "%"


def changes_of(before: UnitFacts, after: UnitFacts) -> dict[str, list[Any]]:
    """Field → [old, new] for every fact that differs; None where there was or is none.

    A share stands under a name of its own: it often ends where the volume becomes known.
    """
    changed = {}
    for part, mark in (("quantities", ""), ("open_ended", MORE), ("shares", SHARE), ("answers", "")):
        old, new = getattr(before, part), getattr(after, part)
        for name in sorted(old.keys() | new.keys()):
            if old.get(name) != new.get(name):
                changed[f"{name}{mark}"] = [old.get(name), new.get(name)]
    return changed


def _of_lines(lines: Iterable[Line]) -> Iterator[Problem]:
    for line in lines:
        yield from line.row.problems
        yield from line.problems


def _new_places(plan: Plan) -> Iterator[Json]:
    """Places that accepting would create, storey by storey."""
    addresses = [line.address for line in plan.posted]
    for level in STOREYS:
        for address in missing(addresses, plan.book, level):
            yield {"level": level.value, "name": address.name(level), "kelurahan": address.kelurahan,
                   "kecamatan": address.kecamatan}  # fmt: skip


def _of_places(plan: Plan, new_places: list[Json]) -> Iterator[Problem]:
    counts = Counter(place["level"] for place in new_places)
    sheet = CellPlace(plan.survey.sheet)
    for place in new_places:
        if place["level"] in (Level.KECAMATAN, Level.KELURAHAN):
            told = {"name": place["name"], "kecamatan": place["kecamatan"] or "–"}
            yield Problem("S410" if place["level"] == Level.KECAMATAN else "S411", Severity.WARNING, told, sheet)
    if counts[Level.RT]:
        yield Problem("S412", Severity.INFO, {"rt": counts[Level.RT], "rw": counts[Level.RW]}, sheet)


def _similar(plan: Plan, new_places: list[Json]) -> Iterator[Json]:
    for place in new_places:
        if place["level"] in (Level.KECAMATAN, Level.KELURAHAN):
            for known in plan.book.alike(place["name"], Level(place["level"])):
                yield {"level": place["level"], "new": place["name"], "known": known}
        if place["level"] == Level.KELURAHAN:
            for kecamatan in plan.book.elsewhere(place["name"]):
                yield {"level": place["level"], "new": place["name"], "known": f"{place['name']} ({kecamatan})"}


def _line_json(line: Line) -> Json:
    assessment, row = line.row.assessment, line.row.row
    changed = line.deed is Deed.CHANGED and line.record is not None
    return {
        "row": row.number,
        "kelurahan": row.identity.get("kelurahan", ""),
        "rt_rw": row.identity.get("rt_rw", ""),
        "what": line.deed.value,
        "changes": changes_of(unit_facts(line.record.facts), row.facts) if changed and line.record else {},
        "total": [assessment.total_min, assessment.total_max] if assessment else None,
        "grade": [assessment.grade_min.id, assessment.grade_max.id] if assessment else None,
    }


def _grade(line: Line) -> str:
    grade = line.row.assessment.grade if line.row.assessment else None
    return grade.id if grade else UNDECIDED

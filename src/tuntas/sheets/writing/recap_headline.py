"""The result of a survey in a few sentences."""

from collections.abc import Sequence

from tuntas.rules.regulation import GradeRule, Regulation
from tuntas.sheets.assessed import AssessedRow
from tuntas.sheets.writing.figures import spoken
from tuntas.sheets.writing.recap_figures import Sum, certain_grade, known_sum, slum_members
from tuntas.sheets.writing.words import Words


def headline(rows: Sequence[AssessedRow], areas: int, regulation: Regulation, words: Words) -> str:
    """Slum rows and hectares by class, who lives there, and what is not yet certain; silent about what is unknown."""
    slum, field = slum_members(rows, regulation), regulation.area_field
    counts = {"rows": _count(rows, words), "areas": areas, "slum": _count(slum, words)}
    total = known_sum(rows, field)
    if rows and total.micro is not None:
        hectares = known_sum(slum, field).said(2, words)
        sentences = [words("headline-rows", **counts, hectares=hectares, total=total.said(2, words))]
    else:
        sentences = [words("headline-rows-only", **counts)]
    classes = [part for rule in (*regulation.grades, None) if (part := _class_part(rule, rows, regulation, words))]
    if classes:
        sentences.append(words("headline-classes", classes="; ".join(classes)))
    return " ".join([*sentences, *_people(slum, regulation, words), *_open_ends(rows, words)])


def _class_part(rule: GradeRule | None, rows: Sequence[AssessedRow], regulation: Regulation, words: Words) -> str:
    members = [row for row in rows if certain_grade(row) == rule]
    if not members:
        return ""
    hectares, named = (
        known_sum(members, regulation.area_field),
        (words.of(rule.name) if rule else words("column-uncertain")).lower(),
    )
    if hectares.micro is None:
        return words("headline-class-only", name=named, rows=_count(members, words))
    return words("headline-class", name=named, rows=_count(members, words), hectares=hectares.said(2, words))


def _people(slum: Sequence[AssessedRow], regulation: Regulation, words: Words) -> list[str]:
    sums: dict[str, Sum] = {}
    if slum and regulation.considerations:
        sums["headline-people"] = known_sum(slum, regulation.considerations.population_field)
    if slum and "kk" in regulation.denominators:
        sums["headline-households"] = known_sum(slum, regulation.denominators["kk"].field)
    known = [words(key, count=found.said(0, words)) for key, found in sums.items() if found.micro is not None]
    return [words("headline-live", who=words("headline-in").join(known))] if known else []


def _open_ends(rows: Sequence[AssessedRow], words: Words) -> list[str]:
    incomplete = [row for row in rows if row.assessment and not row.assessment.is_complete]
    blocked = [row for row in rows if row.assessment is None]
    found = {"headline-incomplete": incomplete, "headline-blocked": blocked}
    return [words(key, count=_count(members, words)) for key, members in found.items() if members]


def _count(members: Sequence[AssessedRow], words: Words) -> str:
    return spoken(len(members), 0, words.lang)

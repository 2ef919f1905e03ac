"""The figures of the recap: rows, hectares and people per class, each saying whether anything is missing in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tuntas.domain.quantity import from_micro
from tuntas.rules.aggregating import sum_facts
from tuntas.rules.priorities import authority_for
from tuntas.rules.regulation import AuthorityRule, GradeRule, Regulation
from tuntas.rules.scoring import assess
from tuntas.sheets.assessed import AssessedArea, AssessedRow
from tuntas.sheets.writing.figures import spoken
from tuntas.sheets.writing.words import Words


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of what is known: None when nothing is, `is_least` when part of it is missing."""

    micro: int | None
    is_least: bool = False

    @property
    def value(self) -> Decimal | None:
        """The sum in whole units."""
        return None if self.micro is None else from_micro(self.micro)

    def said(self, decimals: int, words: Words) -> str:
        """The sum inside a sentence."""
        if self.value is None:
            return words.absent
        figure = spoken(self.value, decimals, words.lang)
        return words("at-least", figure=figure) if self.is_least else figure


@dataclass(frozen=True, slots=True)
class RecapLine:
    """One area. Hectares per class in the order of the rule set's classes, then of rows without a certain class."""

    area: AssessedArea
    counts: tuple[int, ...]
    hectares: tuple[Sum, ...]
    total_ha: Sum
    sizes: tuple[Sum, ...]
    incomplete: int
    blocked: int
    authority: AuthorityRule | None


@dataclass(frozen=True, slots=True)
class AspectLine:
    """The average share of an aspect (0–1) of all rows together, `without` those that lack the data for it."""

    name: str
    share: Fraction | None
    without: int


def recap_line(area: AssessedArea, regulation: Regulation, size_fields: Sequence[str]) -> RecapLine:
    """The figures of one area; `size_fields` are the further quantities summed (households, people, buildings)."""
    members, field = area.members, regulation.area_field
    groups = [[m for m in members if certain_grade(m) == rule] for rule in (*regulation.grades, None)]
    total_ha = known_sum(members, field)
    known = None if total_ha.micro is None or total_ha.is_least else total_ha.micro
    return RecapLine(
        area=area,
        counts=tuple(len(group) for group in groups),
        # Where no area is known at all, an empty class is as unknown as the others: not 0.
        hectares=tuple(Sum(None) if total_ha.micro is None else known_sum(group, field) for group in groups),
        total_ha=total_ha,
        sizes=tuple(known_sum(members, name) for name in size_fields),
        incomplete=sum(1 for m in members if m.assessment and not m.assessment.is_complete),
        blocked=sum(1 for m in members if m.assessment is None),
        authority=None if known is None else authority_for(known, regulation),
    )


def known_sum(members: Iterable[AssessedRow], field: str) -> Sum:
    """The exact sum of `field`; of no members it is 0, of members without data it is unknown."""
    values = [member.row.facts.quantities.get(field) for member in members]
    known = [value for value in values if value is not None]
    if values and not known:
        return Sum(None)
    return Sum(sum(known), len(known) < len(values))


def slum_members(rows: Iterable[AssessedRow], regulation: Regulation) -> list[AssessedRow]:
    """Rows certain to be slum: the whole interval of their total lies at or above the threshold."""
    return [row for row in rows if row.assessment and row.assessment.is_slum]


def aspect_lines(rows: Sequence[AssessedRow], regulation: Regulation, words: Words) -> list[AspectLine]:
    """The aspects' averages of all rows together, each from the rows whose data it needs are there."""
    scored = [row.row.facts for row in rows if row.assessment]
    lines = []
    for aspect in regulation.aspects:
        criteria = regulation.criteria_of(aspect.id)
        needed = {field for c in criteria for field in (c.field, regulation.denominator_of(c).field)}
        members = [facts for facts in scored if not facts.shares and needed <= facts.quantities.keys()]
        share = None
        if members:
            summed = assess(sum_facts(members, regulation), regulation)
            share = summed.aspect_average(aspect.id)
        lines.append(AspectLine(words.of(aspect.name), share, len(rows) - len(members)))
    return lines


def certain_grade(row: AssessedRow) -> GradeRule | None:
    """The row's class; None while blocked, or while its interval spans several."""
    return row.assessment.grade if row.assessment else None

"""What the figures typed so far give: percent and score of each criterion, total and class, and what is amiss."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tuntas.city.dossiers.unit import field_names
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.city.surveys.typed import Texts, typed_facts
from tuntas.domain.problems import Problem, Severity
from tuntas.rules.explaining import Reason, explain, percent_text
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment, assess
from tuntas.web.city_page.shown import interval
from tuntas.web.entry.texts import form_fields
from tuntas.web.shared.drawing import coordinate
from tuntas.web.shared.formats import language

#: What merely says that something is missing; the line of the criterion says so already.
MISSING = frozenset({"F101", "F102"})


@dataclass(frozen=True, slots=True)
class Note:
    """A finding beside its field."""

    wording: str
    advice: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One criterion under its field: `percent` None while something is missing; `score` may be an interval."""

    code: str
    name: str
    percent: str | None
    bar: str
    marks: tuple[str, ...]
    score: str
    css: str
    trace: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """The result of what was typed so far. `grade` None: the class is not certain yet."""

    total: str
    most: int
    slum_from: int
    grade: str | None
    grade_range: str
    fields: tuple[str, ...] = ()
    lines: Mapping[str, ScoreLine] = field(default_factory=dict)
    notes: Mapping[str, list[Note]] = field(default_factory=dict)
    open_criteria: int = 0

    @property
    def swaps(self) -> list[tuple[str, ScoreLine | None, list[Note]]]:
        """Every field with its line and its findings, also where there is nothing to say any more."""
        return [(name, self.lines.get(name), self.notes.get(name, [])) for name in self.fields]

    @property
    def errors(self) -> int:
        """How many fields cannot be read."""
        return sum(any(note.is_error for note in notes) for notes in self.notes.values())


def outlook(base: UnitFacts, changes: Texts, campaign: Campaign) -> Outlook:
    """The result of `changes` typed over `base`."""
    rule = regulation_of(campaign)
    facts, unreadable = typed_facts(base, changes, rule)
    found = assess(facts, rule, profile=campaign.profile or None)
    grade = found.grade
    return Outlook(
        total=interval((found.total_min, found.total_max)) or "",
        most=rule.max_total,
        slum_from=rule.slum_from_total,
        grade=grade.grade.value if grade else None,
        grade_range="" if grade else f"{found.grade_min.name.in_(language())} – {found.grade_max.name.in_(language())}",
        fields=tuple(form_fields(rule)),
        lines={reason.result.criterion.field: _line(reason) for reason in explain(found)},
        notes=_notes(_known(found, unreadable), rule),
        open_criteria=sum(result.percent is None for result in found.criteria),
    )


def _known(found: Assessment, unreadable: list[Problem]) -> list[Problem]:
    return [*unreadable, *(problem for problem in found.problems if problem.code not in MISSING)]


def _line(reason: Reason) -> ScoreLine:
    result, bands, lang = reason.result, reason.regulation.bands, language()
    scale = 10**bands.decimals
    percent = result.percent
    return ScoreLine(
        code=result.criterion.id,
        name=result.criterion.name.in_(lang),
        percent=None if percent is None else percent_text(percent, bands, lang),
        bar=coordinate(Fraction(percent or 0, scale)),
        marks=tuple(coordinate(Fraction(step.from_percent, scale)) for step in bands.steps if step.from_percent),
        score=interval((result.score_min, result.score_max)) or "",
        css="is-worst" if result.score == bands.highest else "is-middle" if result.score else "",
        trace=reason.formula(lang),
    )


def _notes(problems: Iterable[Problem], rule: Regulation) -> dict[str, list[Note]]:
    """Findings by the field that they are about, named as the form names it."""
    names = field_names(rule)
    notes: dict[str, list[Note]] = {}
    fields = {criterion.id: criterion.field for criterion in rule.criteria}
    for problem in problems:
        name = str(problem.params.get("field", "")) or fields.get(str(problem.params.get("criterion", "")), "")
        label = names[name].in_(language()) if name in names else name
        told = replace(problem, params={**problem.params, "field": label})
        note = Note(told.wording(language()), told.advice(language()), problem.severity is Severity.ERROR)
        notes.setdefault(name, []).append(note)
    return notes

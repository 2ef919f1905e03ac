"""Other considerations, legality, code, priority and handling: what comes after the class."""

from collections.abc import Mapping
from dataclasses import dataclass

from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import (
    AnswerKind,
    AuthorityRule,
    Code,
    ConsiderationClass,
    ConsiderationItem,
    Considerations,
    GradeRule,
    Regulation,
)

POSITIVE, NEGATIVE = "positif", "negatif"
MICRO_HA_PER_HA = 1_000_000


class UnknownAnswer(ValueError):
    """An item was answered with an option that the rule set does not have. `item`, `answer` say which."""

    def __init__(self, item: str, answer: str) -> None:
        super().__init__(f"{item}: {answer}")
        self.item, self.answer = item, answer


@dataclass(frozen=True, slots=True)
class Priority:
    """Consideration class, legality, code (A1–C6), priority (1–9) and handling; None where an answer is missing.

    `item_scores` keeps each item's score, `is_mixed` says that the legality items disagree.
    """

    item_scores: Mapping[str, int]
    consideration: ConsiderationClass | None = None
    is_legal: bool | None = None
    is_mixed: bool = False
    code: Code | None = None
    handling: str = ""


def prioritise(facts: UnitFacts, grade: GradeRule | None, regulation: Regulation, profile: str | None) -> Priority:
    """Everything after the class that the answers allow. Raises `UnknownAnswer`."""
    scores = _item_scores(facts, regulation.considerations, profile)
    consideration = _class_of(scores, regulation.considerations, profile)
    legal, mixed = _legality(facts, regulation)
    pattern = next((p.id for p in regulation.handling if grade and (p.class_id, p.legal) == (grade.id, legal)), "")
    code = None
    if grade and consideration:
        wanted = (grade.id, consideration.id, legal)
        code = next((c for c in regulation.codes if (c.class_id, c.consideration, c.legal) == wanted), None)
    return Priority(scores, consideration, legal, mixed, code, pattern)


def authority_for(area_micro_ha: int, regulation: Regulation) -> AuthorityRule | None:
    """Who leads the handling of a whole location of that area (10⁻⁶ ha); a limit itself goes upward."""
    for rule in regulation.authority:
        if rule.below_ha is None or area_micro_ha < rule.below_ha * MICRO_HA_PER_HA:
            return rule
    return None


def _item_scores(facts: UnitFacts, considerations: Considerations | None, profile: str | None) -> dict[str, int]:
    if considerations is None:
        return {}
    score_of_rank = considerations.profiles[profile or considerations.default].score_of_rank
    scores = {}
    for item in considerations.items:
        rank = _rank(item, facts, considerations)
        if rank is not None:
            scores[item.id] = score_of_rank[rank]
    return scores


def _rank(item: ConsiderationItem, facts: UnitFacts, considerations: Considerations) -> int | None:
    if item.kind is AnswerKind.RECORDED:
        return None
    if item.kind is AnswerKind.DENSITY:
        return _density_rank(item, facts, considerations)
    answer = facts.answers.get(item.id)
    if answer is None:
        return None
    for option in item.options:
        if option.id == answer:
            return option.rank
    raise UnknownAnswer(item.id, answer)


def _density_rank(item: ConsiderationItem, facts: UnitFacts, considerations: Considerations) -> int | None:
    people = facts.quantities.get(considerations.population_field)
    area = facts.quantities.get(considerations.area_field)
    steps = next((step for step in item.density if facts.city_size in step.city_sizes), None)
    if people is None or area is None or area <= 0 or steps is None:
        return None
    for limit, rank in zip(steps.above, steps.ranks, strict=False):
        if people > limit * area:
            return rank
    return steps.ranks[-1]


def _class_of(
    scores: Mapping[str, int], considerations: Considerations | None, profile: str | None
) -> ConsiderationClass | None:
    if considerations is None:
        return None
    counted = [item for item in considerations.items if item.kind is not AnswerKind.RECORDED]
    if len(scores) < len(counted):
        return None
    total = sum(scores.values())
    classes = considerations.profiles[profile or considerations.default].classes
    return next((c for c in classes if c.minimum <= total <= c.maximum), None)


def _legality(facts: UnitFacts, regulation: Regulation) -> tuple[bool | None, bool]:
    answers = [facts.answers.get(item.id) for item in regulation.legality]
    for item, answer in zip(regulation.legality, answers, strict=True):
        if answer not in (None, POSITIVE, NEGATIVE):
            raise UnknownAnswer(item.id, str(answer))
    if not answers or None in answers:
        return None, False
    return all(answer == POSITIVE for answer in answers), len(set(answers)) > 1

"""What was measured in a unit (RT, or a sum of RT): exact quantities by field name, missing ones simply absent."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tuntas.domain.problems import Problem, Severity
from tuntas.rules.regulation import Criterion, Regulation


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """Facts of one unit.

    `quantities`: field name → micro-units (10⁻⁶ of the field's unit); an absent field is missing, not zero.
    `open_ended`: field name → micro-units by which a volume may be larger than recorded (members or marks missing).
    `shares`: field name → share of the denominator in 10⁻¹², for sheets that print shares without denominators.
    `answers`: item id (8a, 9b, …) → option id; legality items answer `positif` or `negatif`.
    `city_size`: id of the city size, for density items.
    """

    quantities: Mapping[str, int] = field(default_factory=dict)
    open_ended: Mapping[str, int] = field(default_factory=dict)
    shares: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    city_size: str = ""


def check_facts(facts: UnitFacts, regulation: Regulation) -> list[Problem]:
    """Every numbered problem in the facts, in the order of the form; an empty list means nothing to say."""
    problems = [_problem("F106", field=denominator.field, name=denominator.name.id, name_en=denominator.name.en)
                for denominator in regulation.denominators.values()
                if facts.quantities.get(denominator.field, 0) < 0]  # fmt: skip
    for criterion in regulation.criteria:
        problems += _criterion_problems(criterion, facts, regulation)
    return problems


def _criterion_problems(criterion: Criterion, facts: UnitFacts, regulation: Regulation) -> list[Problem]:
    if criterion.field in facts.shares:
        return _share_problems(criterion, facts)
    denominator = regulation.denominator_of(criterion)
    volume, whole = facts.quantities.get(criterion.field), facts.quantities.get(denominator.field)
    named = {"criterion": criterion.id, "name": denominator.name.id, "name_en": denominator.name.en}
    found = []
    if volume is None:
        found.append(_problem("F101", **named))
    if whole is None:
        found.append(_problem("F102", **named))
    if whole == 0:
        found.append(_problem("F103", **named))
    if volume is not None and volume < 0:
        found.append(_problem("F104", **named))
    if volume is not None and whole is not None and volume > max(whole, 0):
        found.append(_problem("F105", **named))
    if facts.open_ended.get(criterion.field):
        found.append(_problem("F107", **named))
    return found


def _share_problems(criterion: Criterion, facts: UnitFacts) -> list[Problem]:
    share = facts.shares[criterion.field]
    if share < 0:
        return [_problem("F104", criterion=criterion.id, name="", name_en="")]
    if share > 10**12:
        return [_problem("F105", criterion=criterion.id, name="", name_en="")]
    return []


def _problem(code: str, **params: object) -> Problem:
    return Problem(code, Severity.WARNING, params)

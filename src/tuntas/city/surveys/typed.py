"""What a person types for an RT: texts by field, read as exact facts, with a problem for each that is none."""

from collections.abc import Mapping
from dataclasses import replace

from tuntas.domain.problems import Problem, Severity
from tuntas.domain.quantity import NotAQuantity, to_micro
from tuntas.rules.facts import UnitFacts
from tuntas.rules.priorities import NEGATIVE, POSITIVE
from tuntas.rules.regulation import AnswerKind, Regulation
from tuntas.sheets.reading.numerals import Mark, evidence, is_ambiguous, numeral_of, value_of

Texts = Mapping[str, str | None]


def field_units(regulation: Regulation) -> dict[str, str]:
    """Every fact that a form asks, in its order, with its unit (empty: a plain count)."""
    wholes = {denominator.field: denominator.unit for denominator in regulation.denominators.values()}
    people = {regulation.considerations.population_field: ""} if regulation.considerations else {}
    volumes = {criterion.field: criterion.unit for criterion in regulation.criteria}
    return {regulation.area_field: wholes.get(regulation.area_field, "ha"), **people, **wholes, **volumes}


def answer_options(regulation: Regulation) -> dict[str, tuple[str, ...]]:
    """Every item that a form asks, with the answers there are."""
    considered = regulation.considerations.items if regulation.considerations else ()
    chosen = {item.id: tuple(option.id for option in item.options) for item in considered
              if item.kind is not AnswerKind.DENSITY}  # fmt: skip
    return chosen | {item.id: (POSITIVE, NEGATIVE) for item in regulation.legality}


def typed_facts(base: UnitFacts, texts: Texts, regulation: Regulation) -> tuple[UnitFacts, list[Problem]]:
    """The facts of `base` with what was typed put over them; an empty text or None makes a fact unknown.

    A figure that cannot be read in one way only leaves the old one and gives an ERROR. A typed volume is the whole
    volume: what was open-ended or a mere share in that field ends.
    """
    units, options = field_units(regulation), answer_options(regulation)
    quantities, answers = dict(base.quantities), dict(base.answers)
    problems: list[Problem] = []
    for name, given in texts.items():
        text = (given or "").strip()
        if name in units:
            _put_quantity(quantities, name, text, problems)
        elif name in options:
            _put_answer(answers, name, (text, options[name]), problems)
        else:
            problems.append(_problem("S423", name, text))
    more, shares = ({name: value for name, value in part.items() if name not in texts}
                    for part in (base.open_ended, base.shares))  # fmt: skip
    return replace(base, quantities=quantities, answers=answers, open_ended=more, shares=shares), problems


def _put_quantity(quantities: dict[str, int], name: str, text: str, problems: list[Problem]) -> None:
    if not text:
        quantities.pop(name, None)
        return
    micro = _micro(name, text, problems)
    if micro is not None:
        quantities[name] = micro


def _micro(name: str, text: str, problems: list[Problem]) -> int | None:
    numeral = numeral_of(text)
    if numeral is None or numeral.unit:
        problems.append(_problem("S420", name, text))
        return None
    if is_ambiguous(numeral):
        problems.append(_problem("S421", name, text))
        return None
    value = value_of(numeral, evidence(numeral) or Mark.COMMA)
    try:
        return to_micro(value) if value is not None else None
    except NotAQuantity:
        problems.append(_problem("S424", name, text))
        return None


def _put_answer(answers: dict[str, str], name: str, said: tuple[str, tuple[str, ...]], problems: list[Problem]) -> None:
    text, options = said
    if not text:
        answers.pop(name, None)
    elif text in options:
        answers[name] = text
    else:
        problems.append(_problem("S422", name, text, options=", ".join(options)))


def _problem(code: str, name: str, text: str, **params: object) -> Problem:
    return Problem(code, Severity.ERROR, {"field": name, "value": text, **params}, value=text)

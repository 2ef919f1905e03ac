"""What a printed form asks: every fact of a rule set, grouped by aspect, in the order of the law's own form."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tuntas.city.dossiers.unit import field_names
from tuntas.city.surveys.typed import answer_options, field_units
from tuntas.domain.wording import optional_text
from tuntas.reports.words import language
from tuntas.rules.priorities import NEGATIVE, POSITIVE
from tuntas.rules.regulation import Regulation

#: Unit → digits before and after the comma that a hand may have to write.
DIGITS = {"ha": (4, 4), "m": (5, 1)}
COUNTED = (5, 0)


@dataclass(frozen=True, slots=True)
class Question:
    """One line: a figure with its unit and room for its digits, or a choice of `options` (id, words)."""

    field: str
    code: str
    words: str
    hint: str = ""
    unit: str = ""
    digits: tuple[int, int] = COUNTED
    options: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one aspect, or of the RT as a whole."""

    title: str
    questions: Sequence[Question]


def form_groups(rule: Regulation) -> list[Group]:
    """Every question of a rule set."""
    criteria = {criterion.field for criterion in rule.criteria}
    names, units = field_names(rule), field_units(rule)
    general = [Question(field, "", names[field].in_(language()) if field in names else _other_name(field), "",
                        unit or _("jiwa"), DIGITS.get(unit, COUNTED))
               for field, unit in units.items() if field not in criteria]  # fmt: skip
    aspects = [
        Group(f"{aspect.no}. {aspect.name.in_(language())}", [
            Question(one.field, one.id, one.field_name.in_(language()), one.indicator.in_(language()), one.unit,
                     DIGITS.get(one.unit, COUNTED))
            for one in rule.criteria_of(aspect.id)])
        for aspect in rule.aspects
    ]  # fmt: skip
    return [Group(_("Data umum RT"), general), *aspects, *_answers(rule)]


def _answers(rule: Regulation) -> list[Group]:
    options = answer_options(rule)
    considered = rule.considerations.items if rule.considerations else ()
    chosen = [Question(item.id, item.id, item.name.in_(language()),
                       options=[(option.id, option.text.in_(language())) for option in item.options])
              for item in considered if item.id in options and item.options]  # fmt: skip
    legal = [Question(item.id, item.id, item.name.in_(language()), options=[
        (POSITIVE, item.positive.in_(language())), (NEGATIVE, item.negative.in_(language()))])
        for item in rule.legality]  # fmt: skip
    groups = [Group(_("Pertimbangan lain"), chosen), Group(_("Legalitas lahan"), legal)]
    return [group for group in groups if group.questions]


def _other_name(field: str) -> str:
    return optional_text(f"writing-field-{field}", language()) or field

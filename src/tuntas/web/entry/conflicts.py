"""Two people on one record: what each changed, in words, and which fields both changed to different values."""

from collections.abc import Mapping
from dataclasses import dataclass

from tuntas.city.dossiers.unit import field_names
from tuntas.city.surveys.editing import Difference
from tuntas.city.surveys.typed import Texts, field_units, typed_facts
from tuntas.domain.wording import optional_text
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.web.entry.loading import Entry
from tuntas.web.shared.components import FieldChange
from tuntas.web.shared.formats import language
from tuntas.web.units import fact_lines
from tuntas.web.units.fact_lines import answer_words

Value = int | str | None


@dataclass(frozen=True, slots=True)
class Contest:
    """`clashes`: fields to choose for, one by one. `mine`, `theirs`: what only one of the two changed."""

    clashes: list[FieldChange]
    mine: list[FieldChange]
    theirs: list[FieldChange]


def contest(differences: Mapping[str, Difference], rule: Regulation, shares: Mapping[str, int]) -> Contest:
    """The differences in words. `shares`: fields of which only a share is known."""
    found = Contest([], [], [])
    for field, one in differences.items():
        base, theirs, yours = (value_words(field, value, rule, shares) for value in (one.base, one.theirs, one.yours))
        label = field_label(field, rule)
        if one.is_conflict:
            found.clashes.append(FieldChange(label, base, theirs, yours, field))
        elif one.yours != one.base:
            found.mine.append(FieldChange(label, base, yours, name=field))
        else:
            found.theirs.append(FieldChange(label, base, theirs, name=field))
    return found


def draft_contest(entry: Entry, texts: Texts) -> Contest:
    """What a person typed over the version that they saw, against the version that stands now."""
    now = entry.facts_at(entry.version)
    yours, _problems = typed_facts(entry.base, texts, entry.rule)
    before, theirs, mine = flat(entry.base), flat(now), flat(yours)
    differences = {name: Difference(before.get(name), theirs.get(name), mine.get(name))
                   for name in {**before, **theirs, **mine}
                   if not before.get(name) == theirs.get(name) == mine.get(name)}  # fmt: skip
    return contest(differences, entry.rule, {**entry.base.shares, **now.shares})


def typed_changes(base: UnitFacts, texts: Texts, rule: Regulation) -> list[FieldChange]:
    """What was typed, against what stood there; unreadable texts as they are."""
    before = flat(base)
    names = dict.fromkeys([*field_units(rule), *texts])
    return [FieldChange(field_label(name, rule), value_words(name, before.get(name), rule, base.shares),
                        text_words(name, texts[name] or "", rule), name=name)
            for name in names if name in texts]  # fmt: skip


def flat(facts: UnitFacts) -> dict[str, int | str]:
    """Every fact by its field."""
    return {**facts.shares, **facts.quantities, **facts.answers}


def field_label(field: str, rule: Regulation) -> str:
    """The field as its form names it."""
    names = field_names(rule)
    return names[field].in_(language()) if field in names else _other_label(field)


def value_words(field: str, value: Value, rule: Regulation, shares: Mapping[str, int]) -> str | None:
    """A value for reading; None: no data."""
    return fact_lines.value_words(field, value, rule, is_share=shares.get(field) == value)


def text_words(field: str, text: str, rule: Regulation) -> str | None:
    """What was typed, for reading."""
    if not text:
        return None
    if (field, text) in answer_words(rule):
        return answer_words(rule)[field, text]
    facts, problems = typed_facts(UnitFacts(), {field: text}, rule)
    return text if problems else value_words(field, facts.quantities.get(field), rule, {})


def _other_label(field: str) -> str:
    return optional_text(f"writing-field-{field}", language()) or field

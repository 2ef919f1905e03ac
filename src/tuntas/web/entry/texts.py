"""Between facts and the texts of a form: what stands in each field, and which fields a person changed."""

from collections.abc import Mapping

from django.http import QueryDict

from tuntas.city.surveys.typed import answer_options, field_units
from tuntas.domain.quantity import from_micro
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.sheets.reading.numerals import is_ambiguous, numeral_of

#: Before each fact's name in the form.
PREFIX = "f-"


def typed_text(value_micro: int) -> str:
    """A quantity as one would type it, so that it is read back as the same: `1234`, `0,25`, `1,2340`."""
    text = f"{from_micro(value_micro).normalize():f}".replace(".", ",")
    numeral = numeral_of(text)
    return f"{text}0" if numeral and is_ambiguous(numeral) else text


def texts_of(facts: UnitFacts) -> dict[str, str]:
    """What stands in each field; what is missing, or known as a share only, has no text."""
    return {name: typed_text(value) for name, value in facts.quantities.items()} | dict(facts.answers)


def form_fields(rule: Regulation) -> list[str]:
    """The names of all facts that the form asks."""
    return [*field_units(rule), *answer_options(rule)]


def posted_texts(posted: QueryDict, rule: Regulation) -> dict[str, str]:
    """The fields that came with the form, as typed."""
    return {name: str(posted[PREFIX + name]).strip() for name in form_fields(rule) if PREFIX + name in posted}


def changed_texts(texts: Mapping[str, str], base: UnitFacts) -> dict[str, str]:
    """Those that differ from what stood there before."""
    before = texts_of(base)
    return {name: text for name, text in texts.items() if text != before.get(name, "")}

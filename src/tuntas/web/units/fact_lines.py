"""The facts of an RT, each with where its value comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.dossiers.unit import FactLine, Source
from tuntas.city.people.models import City
from tuntas.city.surveys.typed import field_units
from tuntas.domain.numbers import micro
from tuntas.domain.quantity import SHARE_ONE
from tuntas.rules.regulation import Regulation
from tuntas.web.shared.formats import language, moment, percent


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact for reading; `value` None: no data. `source_url` leads to the file's page."""

    name: str
    value: str | None
    more: str
    source: str
    source_url: str


def fact_rows(facts: Iterable[FactLine], regulation: Regulation, city: City) -> list[FactRow]:
    """Every fact that the form asks, in its order."""
    answers = answer_words(regulation)
    return [
        FactRow(line.name.in_(language()), _value(line, answers), _more(line), source_words(line.source),
                _address(line.source, city))
        for line in facts
    ]  # fmt: skip


def source_words(source: Source | None) -> str:
    """`survei.xlsx, Lembar1!F41`, or who typed it and when."""
    if source is None:
        return ""
    if source.upload_id is not None:
        sheet = f"{source.sheet}!" if source.sheet else ""
        return f"{source.file_name}, {sheet}{source.cell}" if source.cell else source.file_name
    return f"{source.person}, {moment(datetime.fromisoformat(source.at))}" if source.at else source.person


def _value(line: FactLine, answers: dict[tuple[str, str], str]) -> str | None:
    if line.micro is not None:
        return f"{micro(line.micro, language())} {line.unit}".strip()
    return answers.get((line.field, line.answer), line.answer) if line.answer else None


def _more(line: FactLine) -> str:
    if not line.more:
        return ""
    return _("mungkin lebih besar sampai %(more)s") % {"more": f"{micro(line.more, language())} {line.unit}".strip()}


def _address(source: Source | None, city: City) -> str:
    return reverse("upload", args=[city.code, source.upload_id]) if source and source.upload_id else ""


def value_words(field: str, value: int | str | None, rule: Regulation, *, is_share: bool = False) -> str | None:
    """A figure in millionths with its unit, a share in percent, an answer in words; None: no data."""
    if value is None:
        return None
    if isinstance(value, str):
        return answer_words(rule).get((field, value), value)
    if is_share:
        return percent(Fraction(value, SHARE_ONE), 2)
    return f"{micro(value, language())} {field_units(rule).get(field, '')}".strip()


def answer_words(regulation: Regulation) -> dict[tuple[str, str], str]:
    """(item, answer) → its words."""
    items = regulation.considerations.items if regulation.considerations else ()
    said = {(item.id, option.id): option.text.in_(language()) for item in items for option in item.options}
    for item in regulation.legality:
        said[item.id, "positif"], said[item.id, "negatif"] = (
            item.positive.in_(language()),
            item.negative.in_(language()),
        )
    return said

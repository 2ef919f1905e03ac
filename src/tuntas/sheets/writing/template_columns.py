"""The columns of our flat template: the reader's headers, their names for people, and what may stand in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from tuntas.domain.text import Text
from tuntas.rules.priorities import NEGATIVE, POSITIVE
from tuntas.rules.regulation import AnswerKind, Regulation
from tuntas.sheets.writing.unit_table import fact_fields, field_unit
from tuntas.sheets.writing.words import Words

#: Beginning of the column *keterangan* that marks a row as an example: the reader leaves such rows out.
EXAMPLE_MARK = "CONTOH"
NOTE_COLUMN = "keterangan"
#: Headers of the live checks begin with this: the reader leaves such columns out.
CHECK_PREFIX = "cek_"
#: Headers of results that a file may print beside its facts.
TOTAL_COLUMN, GRADE_COLUMN = "total_nilai", "tingkat_kekumuhan"


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One input column.

    `name` is longer than any header that the reader knows, so that its row is not taken for the header row. `field`
    is the name of the fact or answer, `whole` the header of a criterion's denominator. `options` are the only texts
    allowed; a column with a `unit` takes numbers from 0; others take any text.
    """

    header: str
    field: str
    name: str
    unit: str = ""
    note: str = ""
    group: str = ""
    look: str = "band"
    whole: str = ""
    options: tuple[str, ...] = ()
    width: float = 12


def template_columns(regulation: Regulation, words: Words) -> tuple[TemplateColumn, ...]:
    """All input columns in order: place, denominators, criteria, optional answers, remark."""
    place = words("group-place")
    identity = [
        TemplateColumn(name, name, words(f"name-{name}"), note=words(f"note-{name}"), group=place, width=18)
        for name in ("kecamatan", "kelurahan", "rt_rw")
    ]
    remark = TemplateColumn(NOTE_COLUMN, NOTE_COLUMN, words("name-keterangan"), note=words("note-keterangan"),
                            group=words("group-remark"), width=26)  # fmt: skip
    return (*identity, *_facts(regulation, words), *_criteria(regulation, words), *_answers(regulation, words), remark)


def _facts(regulation: Regulation, words: Words) -> list[TemplateColumn]:
    names = {d.field: words.of(d.name) for d in regulation.denominators.values()}
    columns = []
    for field in fact_fields(regulation):
        name = words("name-fact", name=names.get(field) or words(f"name-{field}"))
        unit = field_unit(field, regulation) or words("people")
        columns.append(TemplateColumn(field, field, name, unit, words("note-fact"), words("group-facts"), width=18))
    return columns


def _criteria(regulation: Regulation, words: Words) -> list[TemplateColumn]:
    columns = []
    for number, aspect in enumerate(regulation.aspects):
        for criterion in regulation.criteria_of(aspect.id):
            measured, rule = words.of(criterion.field_name), words.of(criterion.indicator)
            columns.append(TemplateColumn(
                header=criterion.id,
                field=criterion.field,
                name=words("name-criterion", name=words.of(criterion.name), measured=_lower(measured)),
                unit=criterion.unit,
                note=words("note-criterion", measured=measured, indicator=rule),
                group=f"{aspect.no}. {words.of(aspect.name)}",
                look=f"aspect_{number % 7}",
                whole=regulation.denominator_of(criterion).field,
                width=15,
            ))  # fmt: skip
    return columns


def _answers(regulation: Regulation, words: Words) -> list[TemplateColumn]:
    columns = []
    for item in regulation.considerations.items if regulation.considerations else ():
        if item.kind is AnswerKind.CHOICE:
            meanings = {option.id: option.text for option in item.options}
            columns.append(_answer(item.id, item.name, meanings, words))
    for legal in regulation.legality:
        columns.append(_answer(legal.id, legal.name, {POSITIVE: legal.positive, NEGATIVE: legal.negative}, words))
    return columns


def _answer(header: str, name: Text, meanings: Mapping[str, Text], words: Words) -> TemplateColumn:
    return TemplateColumn(
        header,
        header,
        words("name-optional", name=words.of(name)),
        note="\n".join(f"{option} = {words.of(meaning)}" for option, meaning in meanings.items()),
        group=words("group-answers"),
        options=tuple(meanings),
        width=17,
    )


def _lower(sentence: str) -> str:
    # "KK" and "KDB/KLB" keep their capitals.
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]

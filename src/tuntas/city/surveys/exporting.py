"""A campaign as a survey file in our flat layout: what the reader reads again is what the campaign holds."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tuntas.domain.quantity import MICRO, SHARE_ONE, from_micro
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.sheets.reading.numerals import is_ambiguous, numeral_of
from tuntas.sheets.survey import Survey, SurveyRow
from tuntas.sheets.writing.book import open_book
from tuntas.sheets.writing.frame import BookOptions, Frame
from tuntas.sheets.writing.looks import Looks
from tuntas.sheets.writing.template_columns import TemplateColumn, template_columns
from tuntas.sheets.writing.template_sheet import TemplateSheet
from tuntas.sheets.writing.words import Words

FORMATS = (".csv", ".xlsx")
Cell = str | int | float | None


class MixedLayouts(Exception):
    """Some records hold shares without denominators, others volumes: one sheet cannot say both."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. `open_cells`: volumes known only from below; they stay blank, since a sheet cannot say so."""

    rows: int
    open_cells: int


def write_survey(path: Path, survey: Survey, regulation: Regulation, *, lang: str = "id") -> Written:
    """Write all rows in their order, as `.csv` or `.xlsx` by the name. Raises `MixedLayouts`."""
    has_shares = [bool(row.facts.shares) for row in survey.rows]
    if any(has_shares) and not all(has_shares):
        raise MixedLayouts
    if path.suffix.lower() == ".csv":
        _write_csv(path, survey, regulation)
    else:
        _write_book(path, survey, regulation, lang)
    return Written(len(survey.rows), sum(len(_open(row)) for row in survey.rows))


def _write_csv(path: Path, survey: Survey, regulation: Regulation) -> None:
    columns = _columns(survey, regulation)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.values())
        for row in survey.rows:
            values = _values(row)
            writer.writerow([_text(values.get(name)) for name in columns])


def _write_book(path: Path, survey: Survey, regulation: Regulation, lang: str) -> None:
    words = Words(lang, "template")
    book = open_book(path, words("title"), None)
    frame = Frame(book, Looks(book), words, regulation, BookOptions(lang), survey.file_name)
    known = {column.field: column for column in template_columns(regulation, words)}
    headers = _columns(survey, regulation)
    columns = [known.get(name) or TemplateColumn(header, name, words("name-fact", name=name))
               for name, header in headers.items()]  # fmt: skip
    sheet = TemplateSheet(frame, words("sheet-data"), columns)
    sheet.head(survey.file_name, words("hint", rule=words.of(regulation.short)), notes=False)
    sheet.rows([{headers[name]: _cell(value) for name, value in _values(row).items()} for row in survey.rows])
    book.close()


def _columns(survey: Survey, regulation: Regulation) -> dict[str, str]:
    """Field → header: identity as it came, then the facts that any row has, in the order of the form."""
    facts = [row.facts for row in survey.rows]
    have = {name for one in facts for name in (*one.quantities, *one.answers)}
    shared = {name for one in facts for name in one.shares}
    volumes = {criterion.field: criterion.id for criterion in regulation.criteria}
    wholes = [regulation.area_field, *(denominator.field for denominator in regulation.denominators.values())]
    others = sorted(have - volumes.keys() - set(wholes))
    columns = {name: name for name in survey.identity_columns}
    columns |= {name: name for name in dict.fromkeys(wholes) if name in have or not shared}
    columns |= {name: name for name in others if not _is_item(name, regulation)}
    for field, criterion in volumes.items():
        if field in have or field not in shared:
            columns[field] = criterion
        if field in shared:
            columns[f"{field}/share"] = f"{criterion}p"
    return columns | {name: name for name in others if _is_item(name, regulation)}


def _values(row: SurveyRow) -> Mapping[str, str | int]:
    """Field → text of the identity and the answers, exact micro-units, or shares as exact text."""
    facts, unsaid = row.facts, _open(row)
    shares = {f"{name}/share": f"{Decimal(value) / SHARE_ONE:f}" for name, value in facts.shares.items()}
    known = {name: value for name, value in facts.quantities.items() if name not in unsaid}
    return {**row.identity, **known, **shares, **facts.answers}


def _text(value: str | int | None) -> str:
    """Decimal point; never a text that could be thousands or decimals (`1.234` is written `1.2340`)."""
    if value is None or isinstance(value, str):
        return value or ""
    text = f"{from_micro(value):f}"
    numeral = numeral_of(text)
    return f"{text}0" if numeral and is_ambiguous(numeral) else text


def _cell(value: str | int) -> Cell:
    if isinstance(value, str):
        return value
    return value // MICRO if value % MICRO == 0 else float(from_micro(value))


def _open(row: SurveyRow) -> frozenset[str]:
    facts: UnitFacts = row.facts
    return frozenset(name for name, more in facts.open_ended.items() if more and name in facts.quantities)


def _is_item(name: str, regulation: Regulation) -> bool:
    items: Sequence[str] = [item.id for item in regulation.considerations.items] if regulation.considerations else []
    return name in items or name in {item.id for item in regulation.legality}

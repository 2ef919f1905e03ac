"""An official sheet as a workbook: figures with their definitions, sources and gaps, on one page of A4."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tuntas.domain.area import m2_to_hectares
from tuntas.ledger.official_forms import PRESENT, FormFigure, OfficialForm, Unit, Value
from tuntas.sheets.writing.book import NO_MOMENT, SAFE, footer, on_a4, wrapped_height
from tuntas.sheets.writing.looks import Looks
from tuntas.sheets.writing.words import Words

WIDTHS = (5, 40, 16, 12, 56, 22, 34)
PREFIX, UNIT = "official", 3
#: Units of a value that is no area: hundredths of a percent.
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class SheetHead:
    """Whose sheet it is and how it was read; texts come ready for reading. `decree` empty: none is in force.

    `vague`: figures that rest on a line whose source tells only a year.
    """

    city: str
    period: str
    known: str
    decree: str
    vague: frozenset[str] = frozenset()
    is_example: bool = False
    made_at: datetime | None = None


def official_book(form: OfficialForm, values: Mapping[str, Value], head: SheetHead, lang: str = "id") -> bytes:
    """The workbook's bytes; the same for the same figures."""
    target, words = io.BytesIO(), Words(lang, PREFIX)
    book = Workbook(target, {**SAFE, "in_memory": True})
    created = head.made_at.replace(tzinfo=None) if head.made_at else NO_MOMENT
    book.set_properties({"title": words.of(form.name), "author": "Tuntas", "created": created})
    looks, sheet = Looks(book), book.add_worksheet(words("sheet"))
    foot = footer(words("foot-source", source=head.city), words("foot-pages"), words("foot", mark=form.hash[:12]))
    on_a4(sheet, landscape=True, foot=foot)
    sheet.hide_gridlines(2)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    row = _head(sheet, looks, words, form, head)
    row = _figures(sheet, looks, words, form, (values, head.vague), row)
    _sources(sheet, looks, words, form, row + 1)
    book.close()
    return target.getvalue()


def printed_value(figure: FormFigure, form: OfficialForm, value: Value, words: Words) -> str | Decimal | None:
    """A value as it stands in a cell: a number, a word, None where nothing is known."""
    if isinstance(value, int):
        return m2_to_hectares(value) if figure.unit is Unit.AREA else Decimal(value) / HUNDREDTHS
    if value is None:
        return None
    grade = form.grade_named(value)
    return words.of(grade.name) if grade else words("yes") if value == PRESENT else value


def _head(sheet: Worksheet, looks: Looks, words: Words, form: OfficialForm, head: SheetHead) -> int:
    title = words.of(form.name)
    sheet.write_string(0, 0, f"{words('example-mark')} · {title}" if head.is_example else title, looks("title"))
    lines = (
        (words("city"), head.city),
        (words("period"), head.period),
        (words("decree"), head.decree or words.absent),
        (words("known"), head.known),
    )
    for row, (label, value) in enumerate(lines, start=1):
        sheet.write_string(row, 0, f"{label}: {value}", looks("plain"))
    note = words.of(form.note)
    last = len(WIDTHS) - 1
    sheet.merge_range(5, 0, 5, last, note, looks("sentence"))
    sheet.set_row(5, wrapped_height([note], [sum(WIDTHS) * 0.85]))
    return 7


def _figures(sheet: Worksheet, looks: Looks, words: Words, form: OfficialForm,
             filled: tuple[Mapping[str, Value], frozenset[str]], row: int) -> int:  # fmt: skip
    values, vague = filled
    for column, key in enumerate(("number", "name", "value", "unit", "definition", "confidence", "lacks")):
        sheet.write_string(row, column, words(f"head-{key}"), looks("head"))
    sheet.repeat_rows(row)
    for number, figure in enumerate(form.figures, start=1):
        row += 1
        texts = _texts(figure, values.get(figure.key), figure.key in vague, words)
        sheet.set_row(row, wrapped_height([texts[0], *texts[2:]], [WIDTHS[1], WIDTHS[4], WIDTHS[5], WIDTHS[6]]))
        sheet.write_number(row, 0, number, looks("cell", "top", "center"))
        _value(sheet, looks, words, (row, printed_value(figure, form, values.get(figure.key), words)))
        for column, text in zip((1, 3, 4, 5, 6), texts, strict=True):
            sheet.write_string(row, column, text, looks("cell", "wrap", "center" if column == UNIT else "left"))
    return row + 1


def _texts(figure: FormFigure, value: Value, is_vague: bool, words: Words) -> Sequence[str]:
    lacks = words("vague") if is_vague else ""
    if value is None:
        lacks = words.of(figure.lacks) if figure.lacks else words("no-line")
    sure = f"{figure.confidence}: {words(f'confidence-{figure.confidence}')}"
    return words.of(figure.name), words.of(figure.unit_name), words.of(figure.definition), sure, lacks


def _value(sheet: Worksheet, looks: Looks, words: Words, placed: tuple[int, str | Decimal | None]) -> None:
    row, value = placed
    if isinstance(value, Decimal):
        sheet.write_number(row, 2, value, looks("cell", "top", "bold", "exact"))
    else:
        look = ("cell", "wrap", "right", "bold") if value else ("cell", "wrap", "right", "faint", "italic")
        sheet.write_string(row, 2, value or words.absent, looks(*look))


def _sources(sheet: Worksheet, looks: Looks, words: Words, form: OfficialForm, row: int) -> None:
    sheet.write_string(row, 0, words("sources"), looks("bold"))
    for number, source in enumerate(form.sources, start=1):
        name, last = f"{words.of(source.name)} [{source.confidence}]", len(WIDTHS) - 1
        line = f"{number}. {name} · {words('seen', day=f'{source.seen_on:%d-%m-%Y}')}"
        told = f"{line} · {source.url}" if source.url else line
        sheet.merge_range(row + number, 0, row + number, last, told, looks("wrap", "faint"))
        sheet.set_row(row + number, wrapped_height([told], [sum(WIDTHS) * 0.9]))
    row += len(form.sources) + 1
    sheet.write_string(row, 0, words("definition-line", from_on=f"{form.from_on:%d-%m-%Y}", mark=form.hash[:12]),
                       looks("faint"))  # fmt: skip

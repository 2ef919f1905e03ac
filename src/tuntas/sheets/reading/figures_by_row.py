"""All figures of a sheet, column by column: quantities and shares for the facts, printed results beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tuntas.domain.problems import Severity
from tuntas.domain.quantity import LARGEST
from tuntas.rules.regulation import Regulation
from tuntas.sheets.printed import AVERAGE_PLACE, GRADE_PLACE, SCORE_PLACE, SHARE_PLACE, TOTAL_PLACE
from tuntas.sheets.reading.answers import answer_words, read_answers
from tuntas.sheets.reading.cell_texts import cell_text
from tuntas.sheets.reading.findings import Findings
from tuntas.sheets.reading.header_rows import Column, Header
from tuntas.sheets.reading.marks import decide_marks, written_numbers
from tuntas.sheets.reading.number_cells import Figures, Number, read_figures
from tuntas.sheets.reading.quantities import decimal_of, micro_of, share_of
from tuntas.sheets.reading.shares import as_fractions
from tuntas.sheets.reading.vocabulary import Kind
from tuntas.sheets.survey import Layout

_NUMERIC = (Kind.QUANTITY, Kind.VOLUME, Kind.SHARE, Kind.SCORE, Kind.TOTAL, Kind.AVERAGE)


@dataclass(slots=True)
class SheetFigures:
    """Values by name, one list a column, one value a row (None: missing).

    `quantities` and `shares` by field; `printed_*` by criterion id; `answers` by item; `places` name → column.
    """

    quantities: dict[str, list[int | None]] = field(default_factory=dict)
    shares: dict[str, list[int | None]] = field(default_factory=dict)
    answers: dict[str, list[str | None]] = field(default_factory=dict)
    printed_shares: dict[str, list[Decimal | None]] = field(default_factory=dict)
    printed_scores: dict[str, list[Decimal | None]] = field(default_factory=dict)
    total: list[Decimal | None] | None = None
    average: list[Decimal | None] | None = None
    grade: list[str] | None = None
    places: dict[str, int] = field(default_factory=dict)


def read_sheet_figures(
    header: Header, layout: Layout, regulation: Regulation, found: Findings, passed: set[int]
) -> SheetFigures:
    """Every figure of the sheet. `passed` rows (shifted) take no part in decisions on whole columns."""
    columns = header.of_kind(*_NUMERIC)
    written = [written_numbers(column, found.table.cells(column)) for column in columns]
    marks = decide_marks(written, found)
    figures = {
        one.column.place: read_figures(
            one, found.table.cells(one.column), marks[one.column.place], found, _severity(one.column, layout)
        )
        for one in written
    }
    shares = [figures[column.place] for column in columns if column.meaning.kind in (Kind.SHARE, Kind.AVERAGE)]
    fractions = as_fractions([one for one in shares if one.column.meaning.kind is Kind.SHARE], found, passed)
    fractions |= as_fractions([one for one in shares if one.column.meaning.kind is Kind.AVERAGE], found, passed)
    result = SheetFigures()
    _take_facts(result, figures, header, regulation, found)
    _take_shares(result, fractions, header, layout, (regulation, found))
    _take_printed(result, figures, fractions, header)
    _take_answers(result, header, regulation, found)
    return result


def _severity(column: Column, layout: Layout) -> Severity:
    """Whether a cell that is no number keeps its row from being scored: only figures that make the score do."""
    inputs = (Kind.SHARE,) if layout is Layout.KOTAKU else (Kind.VOLUME, Kind.QUANTITY)
    return Severity.ERROR if column.meaning.kind in inputs else Severity.WARNING


def _take_facts(
    result: SheetFigures, figures: Mapping[int, Figures], header: Header, regulation: Regulation, found: Findings
) -> None:
    field_of = {criterion.id: criterion.field for criterion in regulation.criteria}
    for column in header.of_kind(Kind.QUANTITY, Kind.VOLUME):
        name = field_of.get(column.meaning.key, column.meaning.key)
        one = figures[column.place]
        plain: list[Number | None] = [
            None if index in one.percent_rows else number for index, number in enumerate(one.numbers)
        ]
        result.quantities[name] = _exact(column, plain, found, False)
        result.places[name] = column.place
        if one.percent_rows:
            _take_percent_cells(result, one, name, found)


def _take_percent_cells(result: SheetFigures, one: Figures, name: str, found: Findings) -> None:
    """Percents typed into a volume column: a share of the denominator, and no volume."""
    shares: list[int | None] = [None] * len(one.numbers)
    is_volume = one.column.meaning.kind is Kind.VOLUME
    for index in sorted(one.percent_rows):
        number = decimal_of(one.numbers[index] or 0)
        if is_volume and number is not None:
            shares[index] = share_of(number / 100)
            found.at(one.column, index, "R228", Severity.WARNING)
        else:
            found.at(one.column, index, "R229", Severity.ERROR)
    if is_volume:
        result.shares[name] = shares


def _exact(column: Column, numbers: Iterable[Number | None], found: Findings, as_share: bool) -> list[int | None]:
    scaled = share_of if as_share else micro_of
    values: list[int | None] = []
    for index, number in enumerate(numbers):
        value = None if number is None else scaled(number)
        if number is not None and value is None:
            found.at(
                column, index, "R216", Severity.ERROR, limit=f"{LARGEST:,}".replace(",", "."), limit_en=f"{LARGEST:,}"
            )
        values.append(value)
    return values


def _take_shares(
    result: SheetFigures,
    fractions: Mapping[int, Sequence[Number | None]],
    header: Header,
    layout: Layout,
    context: tuple[Regulation, Findings],
) -> None:
    regulation, found = context
    for column in header.of_kind(Kind.SHARE):
        criterion = regulation.criterion(column.meaning.key)
        is_input = layout is Layout.KOTAKU or not header.has(Kind.VOLUME, criterion.id)
        if is_input:
            result.shares[criterion.field] = _exact(column, fractions[column.place], found, True)
            result.places[criterion.field] = column.place
        else:
            result.printed_shares[criterion.id] = _decimals(fractions[column.place])
        result.places[SHARE_PLACE.format(criterion.id)] = column.place


def _take_printed(
    result: SheetFigures,
    figures: Mapping[int, Figures],
    fractions: Mapping[int, Sequence[Number | None]],
    header: Header,
) -> None:
    for column in header.of_kind(Kind.SCORE):
        result.printed_scores[column.meaning.key] = _decimals(figures[column.place].numbers)
        result.places[SCORE_PLACE.format(column.meaning.key)] = column.place
    for column in header.of_kind(Kind.TOTAL):
        result.total = _decimals(figures[column.place].numbers)
        result.places[TOTAL_PLACE] = column.place
    for column in header.of_kind(Kind.AVERAGE):
        result.average = _decimals(fractions[column.place])
        result.places[AVERAGE_PLACE] = column.place


def _decimals(numbers: Iterable[Number | None]) -> list[Decimal | None]:
    return [None if number is None else decimal_of(number) for number in numbers]


def _take_answers(result: SheetFigures, header: Header, regulation: Regulation, found: Findings) -> None:
    known = answer_words(regulation)
    for column in header.of_kind(Kind.ANSWER):
        if column.meaning.key in known:
            result.answers[column.meaning.key] = read_answers(found.table.cells(column), known[column.meaning.key])
            result.places[column.meaning.key] = column.place
        else:
            found.of_column(column, "R253", Severity.INFO, item=column.meaning.key)
    for column in header.of_kind(Kind.GRADE):
        result.grade = [cell_text(cell).strip() for cell in found.table.cells(column)]
        result.places[GRADE_PLACE] = column.place

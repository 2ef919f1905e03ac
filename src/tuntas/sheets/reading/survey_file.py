"""From a file to a survey: open it, find the sheet and its layout by the headers, read every row with its findings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from tuntas.domain.places import RtKey
from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.sheets.buildings.reading import read_buildings
from tuntas.sheets.opening.cells import Grid
from tuntas.sheets.opening.grids import Workbook, open_workbook
from tuntas.sheets.reading.body_rows import body_table
from tuntas.sheets.reading.column_notes import note_columns
from tuntas.sheets.reading.figures_by_row import SheetFigures, read_sheet_figures
from tuntas.sheets.reading.findings import Findings
from tuntas.sheets.reading.header_rows import Header
from tuntas.sheets.reading.identity import Identity, read_identity
from tuntas.sheets.reading.layouts import choose_sheet
from tuntas.sheets.reading.repeats import check_repeats
from tuntas.sheets.reading.row_places import RowPlaces
from tuntas.sheets.reading.shift_findings import note_shifts
from tuntas.sheets.reading.shifts import find_shifts
from tuntas.sheets.reading.vocabulary import Kind, vocabulary_of
from tuntas.sheets.survey import Layout, Printed, Survey, SurveyRow

_Value = TypeVar("_Value")


def read_survey(
    path: Path, regulation: Regulation, *, sheet: str | None = None, city_size: str = "", rt_table: Path | None = None
) -> Survey:
    """The survey in a workbook or text table, under the names that `regulation` gives its facts.

    `sheet` names the sheet where it is not to be found by its headers; `city_size` is the id that density items
    need; `rt_table` is the file of the RT table where a building list has none beside it. Raises `RefusedFile` where a
    file must not or cannot be read, or holds no survey.
    """
    book = open_workbook(path)
    vocabulary = vocabulary_of(regulation)
    chosen, told = choose_sheet(book, vocabulary, regulation, sheet)
    if chosen.header is None or chosen.layout is None:
        survey = read_buildings(book, regulation, city_size=city_size, sheet=sheet, rt_table=rt_table)
        return replace(survey, problems=(*_notes(book), *told, *survey.problems))
    return _read_sheet(book, chosen.grid, (chosen.header, chosen.layout, regulation, city_size), told)


_Setting = tuple[Header, Layout, Regulation, str]


def _read_sheet(book: Workbook, grid: Grid, setting: _Setting, told: list[Problem]) -> Survey:
    header, layout, regulation, city_size = setting
    table, passed = body_table(grid, header)
    found = Findings(table)
    if grid.has_unread_oddities:
        found.of_sheet("R225", Severity.WARNING)
    if not table.rows:
        found.of_sheet("R208", Severity.ERROR, row=header.row + 1)
    note_columns(header, layout, regulation, found)
    shifts = find_shifts(table, header, regulation)
    identity = read_identity(grid, header, layout, found)
    check_repeats(identity, header, found, set(shifts))
    figures = read_sheet_figures(header, layout, regulation, found, set(shifts))
    note_shifts(shifts, header, found)
    figures.places |= _identity_places(header)
    return Survey(
        file_name=book.path.name,
        sheet=grid.sheet,
        layout=layout,
        identity_columns=identity.columns,
        rows=tuple(_rows(figures, identity, found, city_size)),
        problems=(*_notes(book), *told, *passed, *found.in_sheet),
    )


def _rows(figures: SheetFigures, identity: Identity, found: Findings, city_size: str) -> Iterator[SurveyRow]:
    has_printed = figures.printed_scores or figures.printed_shares or figures.total or figures.grade or figures.average
    for index, number in enumerate(found.table.numbers):
        key = identity.keys[index] or RtKey("", "")
        yield SurveyRow(
            number=number + 1,
            identity=identity.texts[index],
            rt=key.rt,
            rw=key.rw,
            facts=UnitFacts(
                quantities=_known(figures.quantities, index),
                shares=_known(figures.shares, index),
                answers=_known(figures.answers, index),
                city_size=city_size,
            ),
            printed=_printed(figures, index) if has_printed else None,
            problems=tuple(found.in_rows.get(index, ())),
            places=RowPlaces(found.table.sheet, number, figures.places),
        )


def _printed(figures: SheetFigures, index: int) -> Printed:
    return Printed(
        shares=_known(figures.printed_shares, index),
        scores=_known(figures.printed_scores, index),
        total=_at(figures.total, index),
        grade=figures.grade[index] if figures.grade else "",
        sectoral_average=_at(figures.average, index),
    )


def _known(columns: Mapping[str, Sequence[_Value | None]], index: int) -> dict[str, _Value]:
    return {name: value for name, values in columns.items() if (value := values[index]) is not None}


def _at(values: Sequence[Decimal | None] | None, index: int) -> Decimal | None:
    return values[index] if values else None


def _identity_places(header: Header) -> dict[str, int]:
    places = {column.meaning.key: column.place for column in header.of_kind(Kind.IDENTITY)}
    if "rt" in places:
        places.setdefault("rt_rw", places["rt"])
    if "kawasan" in places:
        places.setdefault("kelurahan", places["kawasan"])
    return places


def _notes(book: Workbook) -> Iterable[Problem]:
    return (Problem(note.code, Severity.INFO, note.params, CellPlace()) for note in book.notes)

"""The RT table beside a building list: areas, lengths and answers that no single building can give."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.domain.quantity import NotAQuantity, to_micro
from tuntas.rules.regulation import AnswerKind, Regulation
from tuntas.sheets.buildings.findings import cell_at, shown
from tuntas.sheets.buildings.headers import COUNTED, IDENTITY, UNREAD, criterion_names, folded, looks_like_buildings
from tuntas.sheets.buildings.listing import HeaderRow, find_header
from tuntas.sheets.buildings.places import UnitKey, unit_key
from tuntas.sheets.opening.cells import Cell, ErrorCell, Grid, UncachedFormula
from tuntas.sheets.opening.grids import Workbook
from tuntas.sheets.reading.answers import answer_words, read_answers

# In a text, 1.234 and 1,234 may be a thousand or a unit and a bit: only what has one reading is read.
_ONE_READING = re.compile(r"[+-]?\d+(?:[.,](?:\d{1,2}|\d{4,}))?")


@dataclass(slots=True)
class GivenRow:
    """What the table gives for one RT: quantities in micro-units by field, answers by item, their cells."""

    key: UnitKey
    place: CellPlace
    quantities: dict[str, int] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    places: dict[str, CellPlace] = field(default_factory=dict)


@dataclass(slots=True)
class RtTable:
    """The rows of an RT table, and the problems of its cells."""

    sheet: str
    rows: list[GivenRow]
    problems: list[Problem]


def read_rt_table(book: Workbook, regulation: Regulation) -> RtTable | None:
    """The first sheet that gives facts per RT; None where there is none."""
    fields, items = field_names(regulation), answer_names(regulation)

    def fits(headers: Sequence[str]) -> bool:
        names = {folded(header) for header in headers}
        has_place = all(names & {one, *IDENTITY[one]} for one in ("kelurahan", "rt_rw"))
        return has_place and bool(names & fields.keys()) and not looks_like_buildings(headers)

    header = find_header(book, fits)
    if header is None:
        return None
    grid = book.grid(header.sheet)
    table = RtTable(header.sheet.name, [], [])
    columns = _columns(header, fields, items)
    _name_ignored(header, columns, table)
    for row in range(header.row + 1, grid.first_row + len(grid.rows)):
        _read_row(grid, row, columns, table)
    known = answer_words(regulation)
    for given in table.rows:
        worded = {item: read_answers([text], known[item])[0] for item, text in given.answers.items()}
        given.answers = {item: answer for item, answer in worded.items() if answer is not None}
    return table


def field_names(regulation: Regulation) -> dict[str, str]:
    """Folded header → fact, for every quantity of the rule set."""
    names: dict[str, str] = {}
    for criterion in regulation.criteria:
        names |= dict.fromkeys(criterion_names(criterion), criterion.field)
    for denominator in regulation.denominators.values():
        texts = (denominator.field, denominator.name.id, denominator.name.en)
        names |= dict.fromkeys((folded(text) for text in texts), denominator.field)
    for others in ("jumlah_kk", "jumlah_penduduk"):
        names |= dict.fromkeys((others, *COUNTED[others]), others)
    return names


def answer_names(regulation: Regulation) -> dict[str, str]:
    """Folded header → item id, for the considerations and the legality items."""
    considerations = regulation.considerations.items if regulation.considerations else ()
    named = [(item.id, item.name) for item in considerations if item.kind is not AnswerKind.DENSITY]
    named += [(item.id, item.name) for item in regulation.legality]
    return {text: one for one, name in named for text in (one, folded(name.id), folded(name.en))}


def _columns(header: HeaderRow, fields: Mapping[str, str], items: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    known = {name: canonical for canonical, others in IDENTITY.items() for name in (canonical, *others)}
    columns: dict[str, tuple[str, int]] = {}
    for place, text in header.texts:
        name = folded(text)
        for kind, names in (("identity", known), ("answer", items), ("quantity", fields)):
            if name in names:
                columns.setdefault(names[name], (kind, place))
                break
    return columns


def _name_ignored(header: HeaderRow, columns: Mapping[str, tuple[str, int]], table: RtTable) -> None:
    used = {place for _, place in columns.values()}
    ignored = [text for place, text in header.texts if place not in used and folded(text) not in UNREAD]
    if ignored:
        params = {"columns": shown(", ".join(ignored)), "sheet": table.sheet}
        table.problems.append(Problem("B404", Severity.INFO, params, CellPlace(table.sheet)))


def _read_row(grid: Grid, row: int, columns: Mapping[str, tuple[str, int]], table: RtTable) -> None:
    cells = {name: grid.at(row, place) for name, (_, place) in columns.items()}
    if all(_is_blank(cell) for cell in cells.values()):
        return
    identity = {name: _text(cell) for name, cell in cells.items() if columns[name][0] == "identity"}
    place = CellPlace(table.sheet, "", row + 1)
    if not identity["kelurahan"].strip() or not identity["rt_rw"].strip():
        table.problems.append(Problem("B441", Severity.ERROR, {}, place))
        return
    given = GivenRow(unit_key(identity), place)
    for name, cell in cells.items():
        kind, column = columns[name]
        if kind != "identity" and not _is_blank(cell):
            given.places[name] = cell_at(table.sheet, row + 1, column)
            _take(given, name, kind, cell, table)
    table.rows.append(given)


def _take(given: GivenRow, name: str, kind: str, cell: Cell, table: RtTable) -> None:
    if kind == "answer":
        given.answers[name] = _text(cell).strip()
        return
    try:
        given.quantities[name] = _quantity(cell)
    except NotAQuantity:
        problem = Problem("B442", Severity.ERROR, {"field": name}, given.places[name], shown(_text(cell)))
        table.problems.append(problem)


def _quantity(cell: Cell) -> int:
    if isinstance(cell, str):
        text = cell.strip()
        if not _ONE_READING.fullmatch(text):
            raise NotAQuantity(text)
        return to_micro(text.replace(",", "."))
    if cell is None or isinstance(cell, ErrorCell | UncachedFormula | datetime | date | time | timedelta):
        raise NotAQuantity(_text(cell))
    return to_micro(cell)


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.text if isinstance(cell, ErrorCell | UncachedFormula) else str(cell)

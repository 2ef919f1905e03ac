"""Sheets that print: all forms on continuous sheets, one page each, and on demand a tab a unit."""

from collections.abc import Iterator, Sequence

from tuntas.domain.wording import text
from tuntas.sheets.writing.form_cells import FormCells
from tuntas.sheets.writing.form_lines import set_form_columns
from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.streamed import StreamedSheet, row_xml, text_cell
from tuntas.sheets.writing.unit_table import UnitTable
from tuntas.sheets.writing.units import ShownUnit

#: A spreadsheet keeps at most 1,023 manual page breaks a sheet; the forms go on in another sheet after these.
FORMS_A_SHEET = 1_000
MOST_TABS = 50
MOST_TAB_CHARACTERS = 31
TITLE_ROWS = 3
NOT_IN_TAB_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))


class TooManyTabs(ValueError):
    """A tab a unit was asked for more units than a spreadsheet opens in reasonable time. `code` W701."""

    code = "W701"

    def __init__(self, units: int) -> None:
        super().__init__(text(self.code, "id", units=units, most=MOST_TABS))
        self.units = units


def write_prints(frame: Frame, table: UnitTable) -> None:
    """Adds *Cetak Formulir* (and further ones beyond `FORMS_A_SHEET` units)."""
    forms, name = FormCells(frame, table.identity), frame.words("sheet-prints")
    for start in range(0, max(len(table.units), 1), FORMS_A_SHEET):
        number = start // FORMS_A_SHEET + 1
        part = table.units[start : start + FORMS_A_SHEET]
        _print_sheet(frame, forms, name if number == 1 else f"{name} ({number})", part)


def write_tabs(frame: Frame, table: UnitTable) -> None:
    """Adds a sheet a unit. Raises `TooManyTabs`."""
    if len(table.units) > MOST_TABS:
        raise TooManyTabs(len(table.units))
    forms, taken = FormCells(frame, table.identity), {sheet.get_name().casefold() for sheet in frame.book.worksheets()}
    for unit in table.units:
        name = _tab_name(unit.key, taken)
        taken.add(name.casefold())
        _print_sheet(frame, forms, name, [unit])


def _print_sheet(frame: Frame, forms: FormCells, name: str, units: Sequence[ShownUnit]) -> None:
    sheet = frame.add_sheet(name, StreamedSheet, landscape=False, wide=False)
    set_form_columns(sheet)
    last_row = TITLE_ROWS + forms.height * max(len(units), 1) - 1
    sheet.stream(_rows(frame, forms, units), last_row, 5)
    sheet.repeat_rows(0, TITLE_ROWS - 1)
    sheet.print_area(0, 0, last_row, 5)
    sheet.set_h_pagebreaks([TITLE_ROWS + forms.height * number for number in range(1, len(units))])


def _rows(frame: Frame, forms: FormCells, units: Sequence[ShownUnit]) -> Iterator[str]:
    style = frame.looks.number_of
    yield row_xml(1, [text_cell(style("title"), frame.title(frame.words("title-form")))], 24)
    yield row_xml(2, [text_cell(style("subtitle"), frame.rule_line)], 15)
    yield row_xml(3, [], 8)
    for position, unit in enumerate(units):
        yield from forms.rows(unit, TITLE_ROWS + 1 + position * forms.height)


def _tab_name(key: str, taken: set[str]) -> str:
    stem = key.translate(NOT_IN_TAB_NAMES).strip() or "RT"
    name, number = stem[:MOST_TAB_CHARACTERS], 2
    while name.casefold() in taken:
        ending = f" ({number})"
        name, number = stem[: MOST_TAB_CHARACTERS - len(ending)] + ending, number + 1
    return name

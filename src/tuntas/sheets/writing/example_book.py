"""The example survey workbook of the demonstration, with the defects that real sheets have."""

from collections.abc import Mapping
from pathlib import Path

from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import assess
from tuntas.sheets.writing.book import open_book
from tuntas.sheets.writing.example_city import Cell, InventedRow, invented_rows
from tuntas.sheets.writing.frame import BookOptions, Frame
from tuntas.sheets.writing.looks import Looks
from tuntas.sheets.writing.template_columns import (
    NOTE_COLUMN,
    TOTAL_COLUMN,
    TemplateColumn,
    template_columns,
)
from tuntas.sheets.writing.template_guide import write_guide
from tuntas.sheets.writing.template_sheet import TemplateSheet
from tuntas.sheets.writing.words import Words

#: Position of the row (from 0) → header → what is written instead of the true figure.
DEFECTS: Mapping[int, Mapping[str, Cell]] = {
    7: {"4a": -0.35},
    18: {"3b": None, TOTAL_COLUMN: None},
    26: {"panjang_jalan_ideal_m": "1.234,5", "2a": 310, "2b": 480, TOTAL_COLUMN: None},
    33: {"2b": 1480, TOTAL_COLUMN: None},
}
#: Row whose printed total is too high by as much, as after a formula copied one row too far.
WRONG_TOTAL = (41, 4)


def write_example(path: Path, regulation: Regulation, *, seed: int = 9901, lang: str = "id") -> None:
    """Writes the survey of Kota Contoh (99.01): 60 invented RT of every class, five deliberate defects.

    A negative flooded area, a blank volume, a length kept as the text `1.234,5`, a volume above its denominator, and
    a wrong printed total. Title, places and remarks say that nothing in it is real.
    """
    words = Words(lang, "template")
    book = open_book(path, words("title-example"), None)
    options = BookOptions(lang, is_example=True)
    frame = Frame(book, Looks(book), words, regulation, options, words("title-example"))
    columns = template_columns(regulation, words)
    printed = TemplateColumn(TOTAL_COLUMN, TOTAL_COLUMN, words("name-total_nilai"), words("score"), width=12)
    data = TemplateSheet(frame, words("sheet-data"), (*columns[:-1], printed, columns[-1]))
    data.head(words("title-example"), words("hint-example"), notes=False)
    rows = invented_rows(regulation, seed)
    data.rows([_cells(number, row, regulation, words) for number, row in enumerate(rows)])
    write_guide(frame, columns)
    book.close()


def _cells(number: int, row: InventedRow, regulation: Regulation, words: Words) -> dict[str, Cell]:
    total: Cell = assess(row.facts, regulation).total
    if number == WRONG_TOTAL[0] and isinstance(total, int):
        total += WRONG_TOTAL[1]
    return {**row.cells, TOTAL_COLUMN: total, NOTE_COLUMN: words("invented"), **DEFECTS.get(number, {})}

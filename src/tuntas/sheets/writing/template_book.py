"""The template that an officer fills: *Isian RT*, *Contoh*, *Petunjuk*, *Aturan*."""

from pathlib import Path

from tuntas.rules.regulation import Regulation
from tuntas.sheets.writing.book import open_book
from tuntas.sheets.writing.example_city import invented_rows
from tuntas.sheets.writing.frame import BookOptions, Frame
from tuntas.sheets.writing.looks import Looks
from tuntas.sheets.writing.rule_sheet import write_rules
from tuntas.sheets.writing.template_checks import check_columns
from tuntas.sheets.writing.template_columns import EXAMPLE_MARK, NOTE_COLUMN, template_columns
from tuntas.sheets.writing.template_guide import write_guide
from tuntas.sheets.writing.template_sheet import TemplateSheet
from tuntas.sheets.writing.words import Words

ROWS_TO_FILL = 1_000
EXAMPLE_ROWS = 2
EXAMPLE_SEED = 9901


def write_template(path: Path, regulation: Regulation, *, lang: str = "id") -> None:
    """Writes an empty template for `regulation`; the headers are the reader's in every language.

    The two example rows stand on a sheet of their own and are marked in *keterangan*, so that none is ever scored.
    """
    words = Words(lang, "template")
    book = open_book(path, words("title"), None)
    frame = Frame(book, Looks(book), words, regulation, BookOptions(lang), words("source"))
    columns = template_columns(regulation, words)
    data = TemplateSheet(frame, words("sheet-data"), columns)
    data.head(words("title"), words("hint", rule=words.of(regulation.short)), notes=True)
    data.fill(check_columns(columns, len(columns), regulation, words), ROWS_TO_FILL)
    data.sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
    sample = TemplateSheet(frame, words("sheet-sample"), columns)
    sample.head(words("title-sample"), words("hint-sample"), notes=False)
    marked = {NOTE_COLUMN: f"{EXAMPLE_MARK} – {words('delete-me')}"}
    rows = invented_rows(regulation, EXAMPLE_SEED)[:EXAMPLE_ROWS]
    sample.rows([{**row.cells, **marked} for row in rows])
    write_guide(frame, columns)
    write_rules(frame)
    book.close()

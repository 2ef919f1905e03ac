"""The result workbook that an officer hands in."""

from collections.abc import Sequence
from pathlib import Path

from tuntas.rules.regulation import Regulation
from tuntas.sheets.assessed import AssessedRow
from tuntas.sheets.survey import Survey
from tuntas.sheets.writing.book import open_book
from tuntas.sheets.writing.form_prints import MOST_TABS, TooManyTabs, write_prints, write_tabs
from tuntas.sheets.writing.form_sheet import write_form
from tuntas.sheets.writing.frame import BookOptions, Frame
from tuntas.sheets.writing.looks import Looks
from tuntas.sheets.writing.problem_sheet import write_problems
from tuntas.sheets.writing.recap_sheet import write_recap
from tuntas.sheets.writing.rule_sheet import write_rules
from tuntas.sheets.writing.unit_sheet import write_units
from tuntas.sheets.writing.unit_table import unit_table
from tuntas.sheets.writing.words import Words

DEFAULT = BookOptions()


def write_result_workbook(
    path: Path,
    survey: Survey,
    rows: Sequence[AssessedRow],
    regulation: Regulation,
    options: BookOptions = DEFAULT,
) -> None:
    """Writes recap, all RT, the form to fill, forms to print, data problems and rules to `path`.

    `rows` are the survey's rows assessed under `regulation`, in input order. The same arguments give the same bytes.
    Raises `TooManyTabs` before anything is written, and `OSError` when the file cannot be.
    """
    if options.tab_per_unit and len(rows) > MOST_TABS:
        raise TooManyTabs(len(rows))
    words = Words(options.lang)
    book = open_book(path, words("title-recap"), options.made_at)
    source = options.source_note or survey.file_name
    frame = Frame(book, Looks(book), words, regulation, options, source)
    table = unit_table(rows, survey.identity_columns, regulation, words)
    write_recap(frame, rows)
    write_units(frame, table)
    write_form(frame, table)
    write_prints(frame, table)
    if options.tab_per_unit:
        write_tabs(frame, table)
    write_problems(frame, survey, rows)
    write_rules(frame)
    # Not a `with` block: that would leave half a workbook behind an error.
    book.close()

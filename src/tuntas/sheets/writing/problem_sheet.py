"""The sheet *Catatan Data*: every problem found in the file, where it stands, and what to do."""

from collections.abc import Iterator, Sequence

from tuntas.domain.problems import Problem
from tuntas.sheets.assessed import AssessedRow
from tuntas.sheets.survey import Survey
from tuntas.sheets.writing.book import wrapped_height
from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.streamed import StreamedSheet, number_cell, row_xml, text_cell
from tuntas.sheets.writing.units import unit_name

COLUMNS = {"number": 6, "code": 8, "severity": 13, "tab": 16, "cell": 9, "row": 8, "unit": 28, "value": 18,
           "what": 70, "todo": 60}  # fmt: skip
WRAPPED = tuple(COLUMNS[name] for name in ("value", "what", "todo"))
HEAD_ROW = 4


def write_problems(frame: Frame, survey: Survey, rows: Sequence[AssessedRow]) -> None:
    """Adds the sheet: first what concerns the whole file, then row by row."""
    found: list[tuple[Problem, str, int | None]] = [(problem, "", None) for problem in survey.problems]
    found += [(problem, unit_name(row), row.row.number) for row in rows for problem in row.problems]
    sheet = frame.add_sheet(frame.words("sheet-problems"), StreamedSheet, landscape=True)
    for place, width in enumerate(COLUMNS.values()):
        sheet.set_column(place, place, width)
    last = HEAD_ROW + max(len(found), 1) - 1
    sheet.stream(_rows(frame, found), last, len(COLUMNS) - 1)
    sheet.autofilter(HEAD_ROW - 1, 0, last, len(COLUMNS) - 1)
    sheet.freeze_panes(HEAD_ROW, 2)
    sheet.repeat_rows(HEAD_ROW - 1)
    area = (HEAD_ROW, 2, last, 2)
    rule = {"type": "cell", "criteria": "==", "value": f'"{frame.words("severity-ERROR")}"',
            "format": frame.looks.mark("alarm")}  # fmt: skip
    sheet.conditional_format(*area, rule)


def _rows(frame: Frame, found: Sequence[tuple[Problem, str, int | None]]) -> Iterator[str]:
    style, words = frame.looks.number_of, frame.words
    yield row_xml(1, [text_cell(style("title"), frame.title(words("title-problems")))], 22)
    yield row_xml(2, [text_cell(style("subtitle"), words("problems-note"))])
    yield row_xml(3, [text_cell(style("subtitle"), frame.made_line)])
    yield row_xml(HEAD_ROW, [text_cell(style("head"), words(f"problem-{name}")) for name in COLUMNS], 30)
    if not found:
        yield row_xml(HEAD_ROW + 1, [text_cell(style("plain"), words("no-problems"))])
    for number, (problem, unit, row) in enumerate(found, 1):
        long = [problem.value, problem.wording(words.lang), problem.advice(words.lang)]
        height = wrapped_height(long, WRAPPED)
        yield row_xml(HEAD_ROW + number, _cells(frame, long, problem, (number, unit, row)), height)


def _cells(frame: Frame, long: list[str], problem: Problem, place: tuple[int, str, int | None]) -> list[str]:
    number, unit, row = place
    plain, wrap = frame.looks.number_of("cell", "top"), frame.looks.number_of("cell", "wrap")
    words = frame.words
    shown_row = problem.place.row if problem.place.row is not None else row
    return [
        number_cell(plain, number),
        text_cell(plain, problem.code),
        text_cell(plain, words(f"severity-{problem.severity.value}")),
        text_cell(plain, problem.place.sheet),
        text_cell(plain, problem.place.cell),
        text_cell(plain, "") if shown_row is None else number_cell(plain, shown_row),
        text_cell(plain, unit),
        *(text_cell(wrap, value) for value in long),
    ]

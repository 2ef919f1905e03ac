"""The sheet *Rekap*: the headline in words, a line a kelurahan, the total, the seven aspects, and charts."""

from collections.abc import Sequence
from typing import Any

from tuntas.sheets.assessed import AssessedRow, Level, sum_rows
from tuntas.sheets.writing.figures import percent_of_share
from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.recap_charts import Block, aspect_chart, class_chart
from tuntas.sheets.writing.recap_columns import recap_columns
from tuntas.sheets.writing.recap_figures import AspectLine, aspect_lines, recap_line
from tuntas.sheets.writing.recap_headline import headline
from tuntas.sheets.writing.recap_table import FIRST_ROW, write_table, write_value

#: First and last column of the aspects' name, average and note; the chart of classes begins beside them.
ASPECT_PLACES = ((1, 2), (3, 4), (5, 8))
CHART_COLUMN = 9
#: Width of the page in characters, for the height of the headline.
CHARACTERS_A_LINE = 175
#: More lines than this leave no room for the charts on the first printed page.
LINES_BESIDE_CHARTS = 14
#: A4 across between margins, in pixels, some of it to spare.
PRINTABLE_PX = 940


def write_recap(frame: Frame, rows: Sequence[AssessedRow]) -> None:
    """Adds the sheet."""
    regulation, words = frame.regulation, frame.words
    columns = recap_columns(regulation, words)
    fields = [column.field for column in columns if column.field]
    lines = [recap_line(area, regulation, fields) for area in sum_rows(rows, Level.KELURAHAN, regulation)]
    sheet = frame.add_sheet(words("sheet-recap"), landscape=True, wide=False)
    # A fixed scale, for shrinking to the page's width would void the page break before the charts.
    sheet.set_print_scale(int(100 * PRINTABLE_PX / sum(7 * column.width + 5 for column in columns)))
    _top(frame, sheet, headline(rows, len(lines), regulation, words), len(columns))
    row = _notes(frame, sheet, write_table(frame, sheet, columns, lines))
    if len(lines) > LINES_BESIDE_CHARTS:
        sheet.set_h_pagebreaks([row])
    aspects = [line for line in aspect_lines(rows, regulation, words) if line.share is not None]
    if aspects:
        _aspects(frame, sheet, aspects, row)
        sheet.insert_chart(row + len(aspects) + 3, 1, aspect_chart(frame, Block(row + 2, len(aspects))))
    if lines:
        has_area = any(line.total_ha.micro is not None for line in lines)
        chart = class_chart(frame, columns, Block(FIRST_ROW, len(lines)), "hectares" if has_area else "counts")
        sheet.insert_chart(row, CHART_COLUMN if aspects else 1, chart)


def _top(frame: Frame, sheet: Any, sentence: str, width: int) -> None:
    looks = frame.looks
    sheet.write_string(0, 0, frame.title(frame.words("title-recap")), looks("title"))
    sheet.write_string(1, 0, frame.rule_line, looks("subtitle"))
    sheet.write_string(2, 0, frame.made_line, looks("subtitle"))
    sheet.merge_range(3, 0, 3, width - 1, "", looks("sentence"))
    sheet.write_string(3, 0, sentence, looks("sentence"))
    sheet.set_row(0, 24)
    sheet.set_row(3, 16 * (len(sentence) // CHARACTERS_A_LINE + 1) + 8)


def _notes(frame: Frame, sheet: Any, row: int) -> int:
    for key in ("recap-note-least", "recap-note-score", "recap-note-authority"):
        sheet.write_string(row, 0, frame.words(key), frame.looks("faint", "small"))
        row += 1
    return row + 1


def _aspects(frame: Frame, sheet: Any, aspects: Sequence[AspectLine], row: int) -> None:
    words, head = frame.words, frame.looks("head")
    sheet.write_string(row, 1, words("aspects-title"), frame.looks("bold"))
    for (first, last), key in zip(ASPECT_PLACES, ("name", "average", "note"), strict=True):
        sheet.merge_range(row + 1, first, row + 1, last, "", head)
        sheet.write_string(row + 1, first, words(f"aspects-{key}"), head)
    for number, line in enumerate(aspects, row + 2):
        share = None if line.share is None else float(percent_of_share(line.share, 2))
        note = words("aspects-without", count=line.without) if line.without else ""
        for (first, last), value, look in zip(ASPECT_PLACES, (line.name, share, note), ASPECT_LOOKS, strict=True):
            sheet.merge_range(number, first, number, last, "", frame.looks("cell"))
            write_value(frame, sheet, (number, first), value, look)


ASPECT_LOOKS: tuple[tuple[str, ...], ...] = ((), ("two",), ("faint",))

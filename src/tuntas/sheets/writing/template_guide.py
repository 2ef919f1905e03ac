"""The sheet *Petunjuk*: how to fill the template, and what every column means."""

from collections.abc import Sequence

from tuntas.sheets.writing.book import wrapped_height
from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.template_columns import TemplateColumn

WIDTHS = (26, 44, 10, 96)
STEPS = 9


def write_guide(frame: Frame, columns: Sequence[TemplateColumn]) -> None:
    """Adds the sheet."""
    words, looks = frame.words, frame.looks
    sheet = frame.add_sheet(words("sheet-guide"), landscape=True)
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, words("title-guide"), looks("title"))
    sheet.set_row(0, 24)
    for number in range(1, STEPS + 1):
        step = words(f"guide-{number}", limit=frame.regulation.slum_from_total)
        sheet.merge_range(number, 0, number, 3, "", looks("wrap"))
        sheet.write_string(number, 0, f"{number}. {step}", looks("wrap"))
        sheet.set_row(number, wrapped_height([step], [sum(WIDTHS)]) + 2)
    row = STEPS + 2
    for place, key in enumerate(("column", "name", "unit", "meaning")):
        sheet.write_string(row, place, words(f"guide-{key}"), looks("head"))
    for number, column in enumerate(columns, row + 1):
        values = (column.header, column.name, column.unit, column.note.strip())
        for place, value in enumerate(values):
            sheet.write_string(number, place, value, looks("cell", "wrap", *(("bold",) if place == 0 else ())))
        notes = [wrapped_height([line], [WIDTHS[3]]) - 3 for line in column.note.split("\n")]
        sheet.set_row(number, max(wrapped_height(values[:3], WIDTHS), sum(notes) + 3))

"""Charts of the recap, in the colours of the classes."""

from collections.abc import Sequence
from typing import Any

from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.looks import ACCENT, FONT, GRADE_COLOURS
from tuntas.sheets.writing.recap_columns import RecapColumn

LINE_PX = 24
MOST_PX = 2_000


def add_charts(
    frame: Frame, sheet: Any, columns: Sequence[RecapColumn], lines: tuple[int, int], aspects: tuple[int, int]
) -> None:
    """Hectares per class and kelurahan, and the aspects' averages; `lines`, `aspects`: first row, number of rows."""
    row = aspects[0] - 2
    sheet.insert_chart(row + aspects[1] + 3, 1, _aspect_chart(frame, aspects))
    if lines[1]:
        sheet.insert_chart(row, 9, _hectare_chart(frame, columns, lines))


def _hectare_chart(frame: Frame, columns: Sequence[RecapColumn], lines: tuple[int, int]) -> Any:
    chart = frame.book.add_chart({"type": "bar", "subtype": "stacked"})
    name, first, last = frame.words("sheet-recap"), lines[0], lines[0] + lines[1] - 1
    colours = {rule.id: GRADE_COLOURS[rule.grade][0] for rule in frame.regulation.grades}
    for place, column in enumerate(columns):
        if column.class_id:
            chart.add_series({
                "name": column.title,
                "categories": [name, first, 2, last, 2],
                "values": [name, first, place, last, place],
                "fill": {"color": colours[column.class_id]},
                "border": {"color": "#FFFFFF", "width": 0.5},
                "gap": 40,
            })  # fmt: skip
    _dress(chart, frame.words("chart-hectares"), min(150 + LINE_PX * lines[1], MOST_PX), 880)
    chart.set_x_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D9E0E4"}}})
    chart.set_legend({"position": "bottom", "font": {"name": FONT, "size": 9}})
    return chart


def _aspect_chart(frame: Frame, aspects: tuple[int, int]) -> Any:
    chart = frame.book.add_chart({"type": "bar"})
    name, first, last = frame.words("sheet-recap"), aspects[0], aspects[0] + aspects[1] - 1
    chart.add_series({
        "name": frame.words("aspects-average"),
        "categories": [name, first, 1, last, 1],
        "values": [name, first, 3, last, 3],
        "fill": {"color": ACCENT},
        "data_labels": {"value": True, "num_format": "#,##0.00", "font": {"name": FONT, "size": 9}},
        "gap": 50,
    })  # fmt: skip
    _dress(chart, frame.words("chart-aspects"), 300, 540)
    grid = {"visible": True, "line": {"color": "#D9E0E4"}}
    chart.set_x_axis({"min": 0, "max": 100, "num_format": "0", "major_gridlines": grid})
    chart.set_legend({"none": True})
    return chart


def _dress(chart: Any, title: str, height: int, width: int) -> None:
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12, "color": ACCENT}, "overlay": False})
    chart.set_size({"width": width, "height": height})
    chart.set_y_axis({"reverse": True, "crossing": "max", "num_font": {"name": FONT, "size": 9}})
    chart.set_chartarea({"border": {"color": "#B8C4CA"}})

"""Charts of the recap, in the colours of the classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tuntas.sheets.writing.frame import Frame
from tuntas.sheets.writing.looks import ACCENT, FONT, GRADE_COLOURS
from tuntas.sheets.writing.recap_columns import RecapColumn

LINE_PX = 24
#: What fits on one printed page.
MOST_PX = 1_000
GRID = {"visible": True, "line": {"color": "#D9E0E4"}}
SMALL = {"name": FONT, "size": 9}


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of the sheet that a chart shows: the first (from 0) and how many."""

    first: int
    count: int

    @property
    def last(self) -> int:
        """The last row."""
        return self.first + self.count - 1


def class_chart(frame: Frame, columns: Sequence[RecapColumn], lines: Block, measure: str) -> Any:
    """Classes stacked per kelurahan; `measure` is `hectares`, or `counts` (rows) where no area is known."""
    chart = frame.book.add_chart({"type": "bar", "subtype": "stacked"})
    sheet, group = frame.words("sheet-recap"), frame.words(f"group-{measure}")
    colours = {rule.id: GRADE_COLOURS[rule.grade][0] for rule in frame.regulation.grades}
    for place, column in enumerate(columns):
        if column.class_id and column.group == group:
            chart.add_series({
                "name": column.title,
                "categories": [sheet, lines.first, 2, lines.last, 2],
                "values": [sheet, lines.first, place, lines.last, place],
                "fill": {"color": colours[column.class_id]},
                "border": {"color": "#FFFFFF", "width": 0.5},
                "gap": 40,
            })  # fmt: skip
    _dress(chart, frame.words(f"chart-{measure}"), min(150 + LINE_PX * lines.count, MOST_PX), 880)
    chart.set_x_axis({"num_format": "#,##0", "num_font": SMALL, "major_gridlines": GRID})
    chart.set_legend({"position": "bottom", "font": SMALL})
    return chart


def aspect_chart(frame: Frame, aspects: Block) -> Any:
    """The aspects' averages from 0 to 100 percent."""
    chart = frame.book.add_chart({"type": "bar"})
    sheet = frame.words("sheet-recap")
    chart.add_series({
        "name": frame.words("aspects-average"),
        "categories": [sheet, aspects.first, 1, aspects.last, 1],
        "values": [sheet, aspects.first, 3, aspects.last, 3],
        "fill": {"color": ACCENT},
        "data_labels": {"value": True, "num_format": "#,##0.00", "font": SMALL},
        "gap": 50,
    })  # fmt: skip
    _dress(chart, frame.words("chart-aspects"), 300, 575)
    chart.set_x_axis({"min": 0, "max": 100, "num_format": "0", "num_font": SMALL, "major_gridlines": GRID})
    chart.set_legend({"none": True})
    return chart


def _dress(chart: Any, title: str, height: int, width: int) -> None:
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12, "color": ACCENT}, "overlay": False})
    chart.set_size({"width": width, "height": height})
    # Reversed, the first kelurahan stands on top; the figures would go there too but for the crossing.
    chart.set_y_axis({"reverse": True, "crossing": "max", "num_font": SMALL})
    chart.set_chartarea({"border": {"color": "#B8C4CA"}})

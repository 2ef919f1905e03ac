"""Native charts of a brief: editable, with their numbers inside, each bar in its class's colour."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from tuntas.domain.quantity import MICRO
from tuntas.reports.brief.content import Brief, Chart
from tuntas.reports.brief.slide_parts import FACE, Box, colour_of, sides
from tuntas.reports.looks import ACCENT, EARLIER, INK, LINE
from tuntas.reports.words import PPM

#: The library says nothing of its types here.
ChartData: Any = CategoryChartData
DECIMALS = {"ha": "0.00"}


def bars(slide: Any, box: Box, told: Chart) -> None:
    """Horizontal bars, the first on top."""
    _one_series(slide, box, told, XL_CHART_TYPE.BAR_CLUSTERED, gap=45)


def columns(slide: Any, box: Box, told: Chart) -> None:
    """Columns over years."""
    _one_series(slide, box, told, XL_CHART_TYPE.COLUMN_CLUSTERED, gap=80)


def aspects(slide: Any, box: Box, brief: Brief) -> None:
    """Seven aspects, with where they stood before beside them."""
    data = ChartData(number_format="0.0%")
    data.categories = [one.label for one in brief.aspects]
    if brief.year_before:
        data.add_series(brief.year_before, [_ratio(one.before, PPM) for one in brief.aspects])
    data.add_series(brief.year, [_ratio(one.now, PPM) for one in brief.aspects])
    chart = _chart(slide, box, XL_CHART_TYPE.BAR_CLUSTERED, data, most=1.0)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 0
    told = [("before_text", EARLIER), ("now_text", ACCENT)] if brief.year_before else [("now_text", ACCENT)]
    for series, (words, colour) in zip(plot.series, told, strict=True):
        _fill(series, colour)
        _label(series, [getattr(one, words) for one in brief.aspects], 11)
    if brief.year_before:
        chart.has_legend = True
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size, chart.legend.font.name = Pt(12), FACE


def _one_series(slide: Any, box: Box, told: Chart, kind: Any, gap: int) -> None:
    form = DECIMALS.get(told.unit, "0")
    data = ChartData(number_format=form)
    data.categories = [bar.label for bar in told.bars]
    data.add_series(f"{told.title} ({told.unit})", [_ratio(bar.micro, MICRO) for bar in told.bars])
    chart = _chart(slide, box, kind, data, most=_ratio(told.most, MICRO))
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = gap, False
    for number, bar in enumerate(told.bars):
        _fill(plot.series[0].points[number], bar.colour)
    _label(plot.series[0], [bar.text for bar in told.bars], 13)


def _chart(slide: Any, box: Box, kind: Any, data: Any, most: float | None) -> Any:
    chart = slide.shapes.add_chart(kind, *sides(box), data).chart
    chart.has_legend, chart.has_title = False, False
    chart.font.name, chart.font.size, chart.font.color.rgb = FACE, Pt(12), colour_of(INK)
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.has_major_gridlines, values.visible = 0, False, False
    if most:
        values.maximum_scale = most
    names.format.line.color.rgb = colour_of(LINE)
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.reverse_order = kind == XL_CHART_TYPE.BAR_CLUSTERED
    return chart


def _label(series: Any, texts: Sequence[str], size: int) -> None:
    """Each bar's figure as our own words write it: a number format would follow the reader's computer."""
    for number, words in enumerate(texts):
        label = series.points[number].data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        run = label.text_frame.paragraphs[0].add_run()
        run.text = words
        run.font.size, run.font.name, run.font.bold = Pt(size), FACE, True


def _fill(part: Any, colour: str) -> None:
    part.format.fill.solid()
    part.format.fill.fore_color.rgb = colour_of(colour)


def _ratio(amount: int | None, unit: int) -> float | None:
    """What a chart draws; the exact figure stands in words beside it."""
    return None if amount is None else amount / unit

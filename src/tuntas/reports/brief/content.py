"""What a brief says, before it becomes slides, a page or a picture. Texts come ready for reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tuntas.reports.maps import Map


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure with its word; `note` bounds or explains it."""

    label: str
    value: str
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: `micro` in millionths of the chart's unit, None: no data; `text` in words."""

    label: str
    micro: int | None
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one unit; `most` in millionths where the scale has an end of its own."""

    title: str
    unit: str
    bars: Sequence[Bar]
    most: int | None = None


@dataclass(frozen=True, slots=True)
class AspectLine:
    """One of the seven aspects: its mean share now and before, in millionths and in words."""

    label: str
    now: int | None
    now_text: str
    before: int | None = None
    before_text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `colour` marks the cell that names a class."""

    cells: Sequence[str]
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first `text_columns` hold words, the others figures. `class_column`: where a row's colour stands."""

    title: str
    head: Sequence[str]
    rows: Sequence[Row]
    text_columns: int = 1
    class_column: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """One place in one campaign.

    `year_before` empty: nothing earlier under the same rules; `at`: when its data last changed; `changes`: what became
    different, or what would change it; `missing`: what is not known; `sources`: where it all is from.
    """

    slug: str
    title: str
    place_line: str
    headline: str
    figures: Sequence[KeyFigure]
    chart: Chart
    classes: Table
    aspects: Sequence[AspectLine]
    year: str
    year_before: str
    ranking: Table
    trend: Chart
    changes: Sequence[str]
    missing: Sequence[str]
    sources: Sequence[str]
    map: Map | None
    is_example: bool
    is_unit: bool
    at: datetime

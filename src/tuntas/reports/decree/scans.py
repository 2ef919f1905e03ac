"""What a signed scan prints, compared with the data: the hectares of each row, and the total.

A scan is read as far as it holds text. One that is only a picture says so, and the officer types its figures
(`compare_typed`). A figure counts as found where it stands between its location's name and the next one's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tuntas.domain.area import NotAnArea, read_hectares
from tuntas.reports.decree.content import AnnexContent
from tuntas.reports.decree.phrases import printed_m2

#: A decree has tens of pages; a file of thousands is something else.
MOST_PAGES = 600
#: How far behind a name or the word for the total its figure may stand, in letters.
NEAR, TOTAL_NEAR = 300, 120
#: Fewer letters than this on all pages are stamps and page numbers, not an annex.
LEAST_TEXT = 40
FIGURE = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})*[.,]\d{1,4}(?![\d.,]*\d)(?!\s*[°º′″'\"”])")
TOTAL = re.compile(r"\b(?:jumlah|total)\b", re.IGNORECASE)


class ScanFlaw(StrEnum):
    """How a printed figure fails its row."""

    NO_TEXT = "NO_TEXT"
    NOT_FOUND = "NOT_FOUND"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """The hectares that stand at a location's name, as printed; none: its name or its figure was not found."""

    number: int
    name: str
    figures: Sequence[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the paper says otherwise than the data. `number` None: the total, or the whole scan."""

    flaw: ScanFlaw
    number: int | None
    what: str
    expected: str
    found: str = ""


class UnreadableScan(ValueError):
    """The file is no PDF that can be read, is locked, or is far too long."""


def scan_text(pdf: bytes) -> str:
    """All the text of a PDF; hardly any where it is only a picture."""
    try:
        reader = PdfReader(BytesIO(pdf))
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableScan("too many pages")
        return "\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise UnreadableScan(str(error)) from error


def has_text(text: str) -> bool:
    """Whether there is anything to compare."""
    return len(re.sub(r"\W", "", text)) >= LEAST_TEXT


def printed_figures(text: str, content: AnnexContent) -> list[PrintedFigure]:
    """For each row the figures that stand behind its name, up to the next row's."""
    places = _places(text, [row.name for row in content.rows])
    starts = sorted({place for place in places if place is not None})
    return [PrintedFigure(row.number, row.name, _figures_between(text, place, row.name, starts))
            for row, place in zip(content.rows, places, strict=True)]  # fmt: skip


def compare_scan(text: str, content: AnnexContent) -> list[Difference]:
    """Every row whose hectares the text does not print, and the total; empty where all agree."""
    if not has_text(text):
        return [Difference(ScanFlaw.NO_TEXT, None, "", content.printed_total)]
    found = {one.number: one.figures for one in printed_figures(text, content)}
    return [*_row_differences(content, found), *_total_difference(content, _totals(text))]


def compare_typed(typed: Mapping[int, str], total: str, content: AnnexContent) -> list[Difference]:
    """The same for figures that somebody typed from a picture, by the number of their row."""
    found = {number: [figure] if figure.strip() else [] for number, figure in typed.items()}
    return [*_row_differences(content, found), *_total_difference(content, [total] if total.strip() else [])]


def _row_differences(content: AnnexContent, found: Mapping[int, Sequence[str]]) -> list[Difference]:
    rows = ((row, found.get(row.number, ())) for row in content.rows)
    differences = (_difference(row.number, row.name, row.printed_area, figures) for row, figures in rows)
    return [one for one in differences if one]


def _total_difference(content: AnnexContent, figures: Sequence[str]) -> list[Difference]:
    one = _difference(None, "", content.printed_total, figures)
    return [one] if one else []


def _difference(number: int | None, what: str, expected: str, figures: Sequence[str]) -> Difference | None:
    if not figures:
        return Difference(ScanFlaw.NOT_FOUND, number, what, expected)
    if printed_m2(expected) in [_m2(figure) for figure in figures]:
        return None
    return Difference(ScanFlaw.OTHER, number, what, expected, figures[0])


def _places(text: str, names: Sequence[str]) -> list[int | None]:
    """Where each name stands: behind the one before it, as the rows do, else anywhere."""
    found: list[int | None] = []
    behind = 0
    for name in names:
        pattern = _pattern(name)
        match = pattern and (pattern.search(text, behind) or pattern.search(text))
        found.append(match.start() if match else None)
        behind = match.end() if match else behind
    return found


def _pattern(name: str) -> re.Pattern[str] | None:
    """The name however its words are spaced or broken over lines, and not as the beginning of a longer one."""
    letters = re.sub(r"\s", "", name)
    return re.compile(r"\s*".join(map(re.escape, letters)) + r"(?!\w)", re.IGNORECASE) if letters else None


def _figures_between(text: str, place: int | None, name: str, starts: Sequence[int]) -> list[str]:
    if place is None:
        return []
    begin = place + len(name)
    end = min([start for start in starts if start > place] + [begin + NEAR, len(text)])
    return FIGURE.findall(text[begin:end])


def _totals(text: str) -> list[str]:
    """The figures that stand at a word for the sum; the largest first, as sums of parts are smaller."""
    figures = [figure for found in TOTAL.finditer(text)
               for figure in FIGURE.findall(text[found.end() : found.end() + TOTAL_NEAR])]  # fmt: skip
    return sorted(figures, key=lambda figure: _m2(figure) or 0, reverse=True)


def _m2(figure: str) -> int | None:
    """Square metres of hectares as any office prints them, with a comma or with a point."""
    try:
        return read_hectares(figure)
    except NotAnArea:
        return read_hectares(figure, ",") if figure.count(",") else printed_m2(figure.replace(".", ","))

"""Opening a workbook to write: safe against text that would become a formula, and the same bytes every time."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from math import ceil
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

#: A row is never drawn higher than this; Excel allows 409 points.
MOST_LINES = 30
SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    # Column widths count in digits of this font; Arial has stand-ins of the same measure everywhere.
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}
#: Stands in the file's properties where no moment was given, so that the bytes do not depend on the clock.
NO_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001  # the format stores no zone


def open_book(path: Path, title: str, made_at: datetime | None) -> Workbook:
    """A workbook to fill; nothing is on disk before `close`."""
    book = Workbook(str(path), deepcopy(SAFE))  # it writes into its options
    created = made_at.replace(tzinfo=None) if made_at else NO_MOMENT
    book.set_properties({"title": title, "author": "Tuntas", "created": created})
    book.set_calc_mode("auto")
    return book


def wrapped_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Points that a row of wrapped texts needs in columns of those widths (characters)."""
    lines = max(ceil(len(text) / width) for text, width in zip(texts, widths, strict=False))
    return 3 + 12.5 * min(max(lines, 1), MOST_LINES)


def footer(left: str, center: str, right: str) -> str:
    """A page footer of three parts, within the 255 characters a spreadsheet keeps."""
    parts = [part.replace("&", "&&").replace("\n", " ")[:most] for part, most in ((left, 80), (right, 80))]
    return f"&L&8{parts[0]}&C&8{center}&R&8{parts[1]}"


def on_a4(sheet: Worksheet, *, landscape: bool, foot: str, wide: bool = True) -> None:
    """Prints on A4; `wide` shrinks all columns onto one page (and then manual page breaks do not count)."""
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer(foot)
    if wide:
        sheet.fit_to_pages(1, 0)

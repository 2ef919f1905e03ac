"""Opening a workbook to write: safe against text that would become a formula, and the same bytes every time."""

from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    "default_date_format": "yyyy-mm-dd",
}
#: Stands in the file's properties where no moment was given, so that the bytes do not depend on the clock.
NO_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001  # the format stores no zone


def open_book(path: Path, title: str, made_at: datetime | None) -> Workbook:
    """A workbook to fill; nothing is on disk before `close`."""
    book = Workbook(str(path), SAFE)
    created = made_at.replace(tzinfo=None) if made_at else NO_MOMENT
    book.set_properties({"title": title, "author": "Tuntas", "created": created})
    book.set_calc_mode("auto")
    return book


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

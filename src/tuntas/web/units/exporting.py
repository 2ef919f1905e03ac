"""The list of RT as a file: exactly the rows that were filtered, in their order."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from tuntas.city.dossiers.units import UnitRow
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.domain.quantity import from_micro
from tuntas.web.shared.formats import language

Value = str | int | Decimal | date | None
#: A text beginning with one of these would be run by a spreadsheet.
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def head() -> list[str]:
    """Names of the columns."""
    return [_("Kecamatan"), _("Kelurahan"), _("RW"), _("RT"), _("Kelas"), _("Nilai terendah"), _("Nilai tertinggi"),
            _("Lengkap"), _("Luas (ha)"), _("Jumlah bangunan"), _("Jumlah KK"), _("Jumlah jiwa"), _("RTLH"),
            _("Kode prioritas"), _("Tahun survei"), _("Dinilai pada"), _("Aturan")]  # fmt: skip


def lines(rows: Sequence[UnitRow], campaign: Campaign) -> Iterator[list[Value]]:
    """A line per RT; what is not known stays empty."""
    regulation = regulation_of(campaign)
    words = {rule.id: rule.name.in_(language()) for rule in regulation.grades}
    rules = regulation.short.in_(language())
    for row in rows:
        stored, place = row.stored, row.place
        yield [
            place.kecamatan.name if place.kecamatan else "", place.kelurahan.name if place.kelurahan else "",
            stored.record.rw, stored.record.rt, words.get(stored.grade, _("belum dapat ditentukan")),
            stored.total_min, stored.total_max, _("ya") if stored.is_complete else _("tidak"),
            _exact(row.area), _exact(row.buildings), _exact(row.households), _exact(row.people),
            _exact(row.unfit_houses), stored.priority_code, campaign.year, stored.assessed_on, rules,
        ]  # fmt: skip


def csv_file(rows: Sequence[UnitRow], campaign: Campaign) -> bytes:
    """Text with commas and points, UTF-8 with its mark, as spreadsheets open it."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(head())
    writer.writerows([_plain(value) for value in line] for line in lines(rows, campaign))
    return target.getvalue().encode("utf-8-sig")


def xlsx_file(rows: Sequence[UnitRow], campaign: Campaign) -> bytes:
    """A workbook of one sheet; texts are written as texts, never as formulas."""
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, day = book.add_worksheet("RT"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, head(), book.add_format({"bold": True, "text_wrap": True}))
    sheet.freeze_panes(1, 4)
    for number, line in enumerate(lines(rows, campaign), 1):
        for column, value in enumerate(line):
            _write(sheet, (number, column), value, day)
    sheet.autofilter(0, 0, max(len(rows), 1), len(head()) - 1)
    sheet.autofit()
    book.close()
    return target.getvalue()


def _write(sheet, place: tuple[int, int], value: Value, day) -> None:  # type: ignore[no-untyped-def]
    if isinstance(value, date):
        sheet.write_datetime(*place, value, day)
    elif isinstance(value, int | Decimal):
        sheet.write_number(*place, value)
    elif value:
        sheet.write_string(*place, value)


def _exact(value_micro: int | None) -> Decimal | None:
    return None if value_micro is None else from_micro(value_micro)


def _plain(value: Value) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_MARKS) else text

"""The register as a workbook, marked with who took it out and when; and the empty list to fill in."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from tuntas.city.people.models import City, User
from tuntas.city.surveys.houses import LAND_STATUSES, SOURCES
from tuntas.city.surveys.models import HouseAid, UnfitHouse
from tuntas.sheets.house_list import MOST_ROWS, TEMPLATE_HEADS
from tuntas.web.houses.words import land_word, source_word
from tuntas.web.shared.formats import moment

Value = str | int | None


def mark(city: City, user: User, at: datetime) -> str:
    """The line that stands over every export: who, when, and that it holds personal data."""
    told = {"city": city.name, "name": user.name, "username": user.username, "at": moment(at)}
    return _("DATA PRIBADI. Daftar RTLH %(city)s, diunduh oleh %(name)s (%(username)s) pada %(at)s. "
             "Jangan diteruskan kepada yang tidak berhak.") % told  # fmt: skip


def register_file(rows: Sequence[tuple[UnfitHouse, str]], said: str, *, with_nik: bool) -> bytes:
    """A line per house and aid; a house without aid has one line, too."""
    nik_head = ["NIK"] if with_nik else []
    heads = [_("Kelurahan"), "RW", "RT", _("Alamat"), _("Nama kepala keluarga"), *nik_head, _("Status lahan"),
             _("Keadaan"), _("Sumber bantuan"), _("Program"), _("Tahun"), _("Nilai (rupiah)")]  # fmt: skip
    lines = [line for house, nik in rows for line in _lines(house, [nik] if with_nik else [])]
    target = io.BytesIO()
    book = _book(target)
    sheet = book.add_worksheet("RTLH")
    sheet.write_string(0, 0, said, book.add_format({"bold": True, "font_color": "#8f1d1d"}))
    sheet.write_row(2, 0, heads, book.add_format({"bold": True, "bottom": 1}))
    for number, line in enumerate(lines, 3):
        _write(sheet, number, line)
    sheet.freeze_panes(3, 0)
    sheet.autofilter(2, 0, max(2 + len(lines), 3), len(heads) - 1)
    sheet.set_column(0, 2, 14)
    sheet.set_column(3, len(heads) - 1, 24)
    sheet.set_footer(f"&L{said.replace('&', '&&')[:200]}&R&P/&N")
    book.close()
    return target.getvalue()


def template_file() -> bytes:
    """Heads, one text format for RT, RW and NIK, and lists to choose codes from."""
    target = io.BytesIO()
    book = _book(target)
    sheet = book.add_worksheet("RTLH")
    plain = book.add_format({"num_format": "@"})
    sheet.set_column(0, 9, 20, plain)  # as text: a spreadsheet would drop the sixteenth digit of a NIK
    sheet.set_column(10, 11, 20)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "num_format": "@"})
    sheet.write_row(0, 0, TEMPLATE_HEADS, bold)
    _choices(sheet, 7, [land_word(code) for code in LAND_STATUSES])
    _choices(sheet, 8, [source_word(code) for code in SOURCES])
    sheet.freeze_panes(1, 0)
    _guide(book)
    book.close()
    return target.getvalue()


def _guide(book: Any) -> None:
    sheet = book.add_worksheet(_("Petunjuk"))
    sheet.set_column(0, 0, 100, book.add_format({"text_wrap": True, "valign": "top"}))
    for number, words in enumerate([
        _("Satu baris untuk satu rumah. Kelurahan, RT, alamat, dan nama kepala keluarga wajib diisi."),
        _("Kecamatan hanya perlu bila ada dua kelurahan bernama sama. RW diisi bila RT berada di bawah RW."),
        _("NIK boleh kosong. Bila diisi, 16 angka sebagai teks; disimpan tersandi dan tidak ikut ekspor biasa."),
        _("Keempat kolom bantuan dikosongkan bila rumah belum dibantu. Nilai dalam rupiah penuh."),
        _("Bila satu baris salah, tidak ada yang disimpan; pratinjau menyebut baris dan perbaikannya."),
    ]):  # fmt: skip
        sheet.write_string(number, 0, words)


def _choices(sheet: Any, column: int, words: list[str]) -> None:
    sheet.data_validation(1, column, MOST_ROWS, column, {"validate": "list", "source": words})


def _book(target: io.BytesIO) -> Any:
    return Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})


def _lines(house: UnfitHouse, nik: list[str]) -> list[list[Value]]:
    place, aids = house.place, list(house.aids.all())
    above = place.parent.name if place.parent and place.parent_id != place.kelurahan_id else ""
    state = _("dicoret: %(reason)s") % {"reason": house.struck_off_reason} if house.struck_off_at else _("di daftar")
    head: list[Value] = [place.kelurahan.name if place.kelurahan else "", above, place.name, house.address,
                         house.head_name, *nik, land_word(house.land_status) if house.land_status else "",
                         state]  # fmt: skip
    return [[*head, *_aid(aid)] for aid in sorted(aids, key=lambda aid: aid.year)] or [head]


def _aid(aid: HouseAid) -> list[Value]:
    return [source_word(aid.source), aid.programme, aid.year, aid.value_idr]


def _write(sheet: Any, number: int, line: Sequence[Value]) -> None:
    for column, value in enumerate(line):
        if isinstance(value, int):
            sheet.write_number(number, column, value)
        elif value:
            sheet.write_string(number, column, value)

"""How the papers of a decree write numbers, days and places. A decree is in Indonesian, whoever prints it."""

from collections.abc import Iterable, Sequence
from datetime import date

from tuntas.domain.area import NotAnArea, printed_hectares, read_hectares
from tuntas.domain.numbers import number
from tuntas.reports.decree.content import AnnexContent, AnnexRow, DecreeHead
from tuntas.rules.regulation import Grade

ABSENT = "belum ada data"
DOTS = "…" * 8
EXAMPLE = "CONTOH — bukan dokumen resmi"
DRAFT = "DRAF"
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember")  # fmt: skip
TENTHS_A_DEGREE, TENTHS_A_MINUTE = 36_000, 600


def day_text(day: date | None) -> str:
    """`24 November 2026`; dots to be filled where there is none."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else DOTS


def count_text(value: int | None) -> str:
    """A whole number."""
    return ABSENT if value is None else number(value)


def known(text: str) -> str:
    """The text, or that there is none."""
    return text.strip() or ABSENT


def position_text(row: AnnexRow) -> str:
    """Latitude and longitude in two lines: `7° 33′ 20,5″ LS`, `110° 49′ 12,3″ BT`."""
    if row.latitude_udeg is None or row.longitude_udeg is None:
        return ABSENT
    return f"{_degrees(row.latitude_udeg, 'LU', 'LS')}\n{_degrees(row.longitude_udeg, 'BT', 'BB')}"


def _degrees(udeg: int, positive: str, negative: str) -> str:
    tenths = (abs(udeg) * 36 + 500) // 1000
    minutes, seconds = tenths % TENTHS_A_DEGREE // TENTHS_A_MINUTE, tenths % TENTHS_A_MINUTE
    side = negative if udeg < 0 else positive
    return f"{tenths // TENTHS_A_DEGREE}° {minutes:02}′ {seconds // 10:02},{seconds % 10}″ {side}"


def scope_text(row: AnnexRow) -> str:
    """The RT and RW of a location: as given, else of its RT together: `RW 001: RT 001, 003; RW 002: RT 001`."""
    if row.rt_rw or not row.units:
        return known(row.rt_rw)
    is_wide = len({unit.kelurahan for unit in row.units}) > 1
    groups: dict[str, list[str]] = {}
    for unit in sorted(row.units, key=lambda unit: (unit.kelurahan, unit.rw, unit.rt, unit.name)):
        where = [unit.kelurahan if is_wide else "", f"RW {unit.rw}" if unit.rw else ""]
        head = f"{', '.join(filter(None, where))}: " if any(where) else ""
        groups.setdefault(head + ("RT " if unit.rt else ""), []).append(unit.rt or known(unit.name))
    return "; ".join(head + ", ".join(names) for head, names in groups.items())


def class_text(content: AnnexContent, grade: Grade | None) -> str:
    """The class in the words of its rule set."""
    names = {one.grade: one.name for one in content.classes}
    return names.get(grade, ABSENT) if grade else ABSENT


def marks_of(head: DecreeHead) -> list[str]:
    """What has to stand on every page of a paper that is not the signed one."""
    return [*([EXAMPLE] if head.is_example else []), *([DRAFT] if head.is_draft else [])]


def printed_m2(text: str) -> int | None:
    """Square metres of hectares as printed; None where no number stands there."""
    try:
        return read_hectares(text, ",")
    except NotAnArea:
        return None


def printed_sum(rows: Iterable[AnnexRow]) -> str:
    """The printed hectares of some rows added."""
    return printed_hectares(sum(printed_m2(row.printed_area) or 0 for row in rows))


def missing_sum(content: AnnexContent) -> str:
    """By how many hectares the printed rows miss the printed total, with its sign; empty where they add to it."""
    total = printed_m2(content.printed_total)
    if total is None:
        return ""
    away = sum(printed_m2(row.printed_area) or 0 for row in content.rows) - total
    return f"{'+' if away > 0 else '−'}{printed_hectares(abs(away))}" if away else ""


def known_sum(values: Sequence[int | None]) -> str:
    """The known values added, with a star where some are missing."""
    found = [value for value in values if value is not None]
    if not found:
        return ABSENT if values else number(0)
    return number(sum(found)) + ("*" if len(found) < len(values) else "")

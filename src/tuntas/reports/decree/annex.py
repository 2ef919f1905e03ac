"""The annex of a decree as PDF/A: the locations, their RT, and the map of where they lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from tuntas.reports import typesetting
from tuntas.reports.decree.content import AnnexContent, AnnexRow, ClassName, DecreeHead, UnitRow
from tuntas.reports.decree.maps import map_sheets
from tuntas.reports.decree.phrases import (
    ABSENT,
    class_text,
    count_text,
    day_text,
    known,
    known_sum,
    marks_of,
    missing_sum,
    position_text,
    printed_sum,
    scope_text,
)
from tuntas.reports.looks import grade_colour
from tuntas.rules.regulation import Grade

TEMPLATE = Path(str(files("tuntas.reports.decree"))) / "annex.typ"
#: Millimetres, lying. F4 as sold in Indonesia (folio): 215 by 330.
PAPERS = {"A4": (297, 210), "F4": (330, 215)}
MARGIN, FOOT, ASIDE, TICKS = 12, 16, 66, 8


@dataclass(frozen=True, slots=True)
class ClassSum:
    """How much of the annex is of one class; `grade` None: no class is known."""

    name: str
    grade: Grade | None
    rows: Sequence[AnnexRow]

    @property
    def area(self) -> str:
        """Its printed hectares."""
        return printed_sum(self.rows)


def annex_pdf(content: AnnexContent, paper: str = "A4") -> bytes:
    """The annex on A4 or F4, lying; the same bytes for the same content."""
    width, height = PAPERS[paper]
    told = {
        "width": width,
        "height": height,
        "head": _head(content.head),
        "rows": [_row(content, row) for row in content.rows],
        "total": _total(content),
        "classes": [_class_line(one) for one in class_sums(content)],
        "unit_groups": [_units(content, row) for row in content.rows if row.units],
        "unit_count": sum(len(row.units) for row in content.rows),
        "notes": notes_of(content),
        "maps": _maps(content, width - 2 * MARGIN - ASIDE - TICKS, height - MARGIN - FOOT - TICKS),
        "map_source": content.map.source if content.map else "",
        "absent": ABSENT,
    }
    return typesetting.pdf(TEMPLATE, told, at=content.head.at)


def class_sums(content: AnnexContent) -> list[ClassSum]:
    """Each class that occurs, from severe to none, and last the locations whose class is not known."""
    named: list[ClassName | None] = [*content.classes, None]
    found = []
    for one in named:
        grade = one.grade if one else None
        rows = [row for row in content.rows if row.grade == grade]
        if rows:
            found.append(ClassSum(one.name if one else ABSENT, grade, rows))
    return found


def notes_of(content: AnnexContent) -> list[str]:
    """What a reader of the table has to know."""
    rows = content.rows
    columns = ("households", "people", "buildings")
    has_star = any(known_sum([getattr(row, name) for row in rows]).endswith("*") for name in columns)
    has_classes = any(row.consideration for row in rows)
    away = missing_sum(content)
    notes = [
        f"Penilaian kondisi kekumuhan menurut {content.rules}." if content.rules else "",
        f"Data: {content.survey}." if content.survey else "",
        "Prioritas 1 sampai dengan 9; dalam kurung: kelas pertimbangan lain." if has_classes else "",
        "* Jumlah lokasi yang datanya sudah ada; lokasi lain belum ada data." if has_star else "",
        f"Jumlah luas per baris berselisih {away} ha dari jumlah yang tercantum." if away else "",
    ]
    return [note for note in notes if note]


def _maps(content: AnnexContent, width: float, height: float) -> list[dict[str, Any]]:
    return map_sheets(content.map, width, height) if content.map else []


def _head(head: DecreeHead) -> dict[str, Any]:
    return {
        "issuer": head.issuer,
        "city": head.city,
        "subject": head.subject,
        "number": head.number,
        "signed_on": day_text(head.signed_on),
        "signer": head.signer,
        "is_draft": head.is_draft,
        "is_example": head.is_example,
        "marks": marks_of(head),
        "date": _day(head.at.date()),
    }


def _row(content: AnnexContent, row: AnnexRow) -> dict[str, Any]:
    where = "\n".join(text for text in (_named("Kel.", row.kelurahan), _named("Kec.", row.kecamatan)) if text)
    return {
        "number": str(row.number),
        "name": known(row.name),
        "area": known(row.printed_area),
        "where": known(where),
        "rt_rw": _unparted(scope_text(row)),
        "position": position_text(row),
        "grade": class_text(content, row.grade),
        "colour": grade_colour(row.grade),
        "land": known(row.land_status),
        "priority": ABSENT if row.priority is None else str(row.priority),
        "consideration": row.consideration,
        "figures": [count_text(row.households), count_text(row.people), count_text(row.buildings)],
    }


def _unparted(scope: str) -> str:
    """No line ends between RT or RW and its number."""
    return scope.replace("RW ", "RW\u00a0").replace("RT ", "RT\u00a0")


def _named(kind: str, name: str) -> str:
    """`Kel. Melati`; the name alone where it says its kind itself."""
    says = ("kel", "desa", "kec", "nagari", "gampong", "kampung", "distrik")
    return name if not name or name.lower().startswith(says) else f"{kind} {name}"


def _total(content: AnnexContent) -> dict[str, Any]:
    rows = content.rows
    sums = [known_sum([getattr(row, name) for row in rows]) for name in ("households", "people", "buildings")]
    return {"area": known(content.printed_total), "count": count_text(len(rows)), "figures": sums}


def _class_line(one: ClassSum) -> dict[str, Any]:
    sums = [known_sum([getattr(row, name) for row in one.rows]) for name in ("households", "people", "buildings")]
    return {"name": one.name, "colour": grade_colour(one.grade), "count": count_text(len(one.rows)),
            "area": one.area, "figures": sums}  # fmt: skip


def _units(content: AnnexContent, row: AnnexRow) -> dict[str, Any]:
    return {"number": str(row.number), "name": known(row.name), "area": known(row.printed_area),
            "rows": [_unit(content, row, unit) for unit in row.units]}  # fmt: skip


def _unit(content: AnnexContent, row: AnnexRow, unit: UnitRow) -> list[str]:
    where = unit.kelurahan or row.kelurahan
    numbers = [unit.name, ABSENT] if unit.name and not unit.rt else [known(unit.rt), known(unit.rw)]
    return [*numbers, known(where), known(unit.printed_area), count_text(unit.total), class_text(content, unit.grade),
            grade_colour(unit.grade)]  # fmt: skip


def _day(on: date) -> dict[str, int]:
    return {"year": on.year, "month": on.month, "day": on.day}

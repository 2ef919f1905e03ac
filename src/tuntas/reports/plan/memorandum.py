"""The memorandum of a plan as PDF/A, lying: the programme by aspect, then its money by source and its hectares."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from tuntas.domain.area import printed_hectares, printed_rows
from tuntas.domain.numbers import micro, number
from tuntas.reports import typesetting
from tuntas.reports.plan.content import ABSENT, MemorandumContent, MemorandumRow

TEMPLATE = Path(str(files("tuntas.reports.plan"))) / "memorandum.typ"
#: Millimetres, lying. F4 as sold in Indonesia (folio): 215 by 330.
PAPERS = {"A4": (297, 210), "F4": (330, 215)}
#: So many years fit beside one another; further ones stand in a table of their own.
YEARS_A_TABLE = 5


def memorandum_pdf(content: MemorandumContent, paper: str = "F4") -> bytes:
    """The memorandum on F4 or A4, lying; the same bytes for the same content."""
    width, height = PAPERS[paper]
    head = content.head
    told = {
        "width": width, "height": height, "absent": ABSENT, "marks": head.marks, "is_draft": head.is_draft,
        "issuer": head.issuer, "city": head.city, "years": head.years, "title": head.title, "number": head.number,
        "signed_on": head.signed_on,
        "date": {"year": head.at.year, "month": head.at.month, "day": head.at.day},
        "blocks": [_block(content, start) for start in range(0, len(content.years), YEARS_A_TABLE)],
        "sources": _sources(content), "hectares": _hectares(content), "notes": _notes(content),
        "total": number(content.cost_idr),
    }  # fmt: skip
    return typesetting.pdf(TEMPLATE, told, at=head.at)


def _block(content: MemorandumContent, start: int) -> dict[str, Any]:
    """The table for up to five years; rows by aspect."""
    span = slice(start, start + YEARS_A_TABLE)
    groups = [(aspect, list(rows)) for aspect, rows in groupby(content.rows, key=lambda row: row.aspect)]
    return {
        "years": [str(year) for year in content.years[span]],
        "groups": [{"name": aspect, "cost": number(sum(row.cost_idr for row in rows)),
                    "years": [number(_year_sum(rows, place)) for place in range(len(content.years))[span]],
                    "rows": [_row(content, row, span) for row in rows]} for aspect, rows in groups],
        "by_year": [number(one) for one in content.by_year[span]],
    }  # fmt: skip


def _row(content: MemorandumContent, row: MemorandumRow, span: slice) -> dict[str, Any]:
    return {
        "number": str(row.number), "activity": row.activity,
        "code": " · ".join(part for part in (row.code, row.criterion) if part), "location": row.location,
        "volume": "" if row.volume_micro is None else micro(row.volume_micro), "unit": row.unit,
        "cost": number(row.cost_idr), "is_indicative": row.is_indicative,
        "years": [None if cell is None else {"volume": _volume(cell.volume_micro, row.unit),
                                             "cost": number(cell.cost_idr)} for cell in row.cells[span]],
        "sources": list(_payers(content, row)), "agency": row.agency, "readiness": list(row.waits_for),
        "target": "" if row.target_m2 is None else printed_hectares(row.target_m2),
        "finished": str(row.finished_year or ""),
    }  # fmt: skip


def _payers(content: MemorandumContent, row: MemorandumRow) -> Iterator[list[str]]:
    """Source and amount; the amount stands only where several pay."""
    paid = [(name, cost) for (_, name), cost in zip(content.sources, row.sources, strict=True) if cost]
    if row.unsourced_idr:
        paid.append(("belum ditentukan", row.unsourced_idr))
    for name, cost in paid:
        yield [name, number(cost) if len(paid) > 1 else ""]


def _sources(content: MemorandumContent) -> dict[str, Any]:
    rows = [[name, *(number(one) for one in amounts), number(sum(amounts))]
            for (_, name), amounts in zip(content.sources, content.by_source, strict=True)]  # fmt: skip
    if any(content.unsourced):
        rows.append(["Belum ditentukan", *(number(one) for one in content.unsourced), number(sum(content.unsourced))])
    return {"years": [str(year) for year in content.years], "rows": rows,
            "total": [*(number(one) for one in content.by_year), number(content.cost_idr)]}  # fmt: skip


def _hectares(content: MemorandumContent) -> list[list[str]]:
    """Years and their sums; rows are rounded so that they add to the sum."""
    known = [area for area in content.targets if area is not None]
    targets, finished = iter(printed_rows(known)), printed_rows(content.finished)
    rows = [[str(year), ABSENT if target is None else number(next(targets), "id", 2), number(done, "id", 2)]
            for year, target, done in zip(content.years, content.targets, finished, strict=True)]  # fmt: skip
    return [*rows, ["Jumlah", printed_hectares(sum(known)) if known else ABSENT,
                    printed_hectares(sum(content.finished))]]  # fmt: skip


def _notes(content: MemorandumContent) -> list[str]:
    indicative = sum(row.is_indicative for row in content.rows)
    notes = ["Biaya dalam rupiah. Target: luas yang tuntas di setiap aspek yang kurang, dalam hektare."]
    if indicative:
        notes.append(f"{number(indicative)} dari {number(len(content.rows))} baris indikatif (i): "
                     "belum tercantum dalam DPA.")  # fmt: skip
    return notes


def _year_sum(rows: Sequence[MemorandumRow], place: int) -> int:
    cells = [row.cells[place] for row in rows]
    return sum(cell.cost_idr for cell in cells if cell)


def _volume(volume_micro: int | None, unit: str) -> str:
    return "" if volume_micro is None else f"{micro(volume_micro)} {unit}".strip()

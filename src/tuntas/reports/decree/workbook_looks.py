"""The columns of the annex's workbook and the looks of its cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in letters, and the look of its cells (`FORMATS`, or `class`)."""

    title: str
    width: float
    look: str = "text"


COLUMNS = (
    Column("No.", 6, "count"), Column("Nama lokasi", 34), Column("Luas (ha)", 11, "area"),
    Column("Kelurahan/desa", 22), Column("Kecamatan", 22), Column("RT/RW", 34),
    Column("Lintang (derajat)", 13, "degrees"), Column("Bujur (derajat)", 13, "degrees"),
    Column("Kondisi kekumuhan", 18, "class"), Column("Status tanah/lahan", 20),
    Column("Prioritas penanganan", 13, "count"), Column("Pertimbangan lain", 14),
    Column("Rumah tangga", 11, "count"), Column("Jiwa", 11, "count"), Column("Bangunan", 11, "count"),
)  # fmt: skip
UNIT_COLUMNS = (
    Column("No. lokasi", 8, "count"), Column("Nama lokasi", 34), Column("Kelurahan/desa", 22), Column("RW", 10),
    Column("RT", 10), Column("Luas (ha)", 11, "area"), Column("Nilai", 9, "count"),
    Column("Kondisi kekumuhan", 18, "class"),
)  # fmt: skip
CLASS_COLUMNS = (
    Column("Kondisi kekumuhan", 22, "class"), Column("Lokasi", 10, "count"), Column("Luas (ha)", 12, "area"),
    Column("Rumah tangga", 13, "count"), Column("Jiwa", 13, "count"), Column("Bangunan", 13, "count"),
)  # fmt: skip
#: Looks by their names; a class has the colours of its grade besides.
FORMATS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 12},
    "plain": {},
    "mark": {"bold": True, "font_color": "#8A5200"},
    "head": {"bold": True, "bg_color": "#EEF0F5", "border": 1, "align": "center", "valign": "vcenter",
             "text_wrap": True},
    "text": {"border": 1, "valign": "top", "text_wrap": True, "align": "left", "indent": 1},
    "count": {"border": 1, "valign": "top", "num_format": "#,##0"},
    "area": {"border": 1, "valign": "top", "num_format": "#,##0.00"},
    "degrees": {"border": 1, "valign": "top", "num_format": "0.000000"},
    "absent": {"border": 1, "valign": "top", "italic": True, "font_color": "#545F75", "text_wrap": True,
               "align": "left", "indent": 1},
    "total": {"border": 1, "bold": True, "bg_color": "#EEF0F5"},
    "total-count": {"border": 1, "bold": True, "bg_color": "#EEF0F5", "num_format": "#,##0", "align": "right"},
    "total-area": {"border": 1, "bold": True, "bg_color": "#EEF0F5", "num_format": "#,##0.00"},
}  # fmt: skip

"""Small building lists for the tests: written to files as an office would have them."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from tuntas.rules.loading import load_regulation, shipped_law
from tuntas.rules.regulation import Count, Regulation
from tuntas.sheets.buildings import read_buildings
from tuntas.sheets.buildings.headers import building_criteria
from tuntas.sheets.opening.grids import open_workbook
from tuntas.sheets.survey import Survey

MARKS = ("1a", "1c", "3a", "3b", "5a", "5b", "6a", "6b", "7a", "7b")
HEADERS = ("kecamatan", "kelurahan", "rt_rw", "id_bangunan", "jumlah_kk", *MARKS)
RT_HEADERS = (
    "kecamatan", "kelurahan", "rt_rw", "luas_verifikasi_ha", "panjang_jalan_ideal_m", "panjang_drainase_ideal_m",
    "1b", "2a", "2b", "4a", "4b", "4c",
)  # fmt: skip
Row = Sequence[Any]


def law() -> Regulation:
    """The rule set of 2018."""
    return load_regulation(shipped_law() / "permen_pupr_14_2018")


def surveyed_law() -> Regulation:
    """The rules of 2018, but every building criterion is taken of the buildings surveyed for it."""
    real = law()
    denominators, criteria = dict(real.denominators), []
    for criterion in real.criteria:
        if criterion in building_criteria(real):
            key = f"terdata_{criterion.id}"
            base = real.denominator_of(criterion)
            denominators[key] = dataclasses.replace(base, key=key, field=key, count=Count.SURVEYED)
            criterion = dataclasses.replace(criterion, denominator=key)
        criteria.append(criterion)
    return dataclasses.replace(real, denominators=denominators, criteria=tuple(criteria))


def building(number: int, *, rt: Any = "RT001-RW002", kk: Any = 1, kelurahan: Any = "Contoh", **marks: Any) -> Row:
    """One row; marks not named are 0. Names of marks begin with k: `k3a=1`."""
    given = [marks.get(f"k{mark}", 0) for mark in MARKS]
    return ("Utara", kelurahan, rt, f"B{number}", kk, *given)


def rt_row(*, rt: Any = "RT001-RW002", kelurahan: Any = "Contoh", area: Any = 2, kecamatan: Any = "Utara") -> Row:
    """One row of the RT table."""
    return (kecamatan, kelurahan, rt, area, 100, 200, 1, 10, 20, 0.5, 30, 40)


def write_xlsx(path: Path, sheets: dict[str, Sequence[Row]]) -> Path:
    """A workbook with these sheets, each row from column A; None stays blank."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, place, cell)
    book.close()
    return path


def survey_of(path: Path, buildings: Sequence[Row], units: Sequence[Row] | None = None) -> Survey:
    """Write both sheets under their headers, and read them."""
    sheets = {"Bangunan": [HEADERS, *buildings]}
    if units is not None:
        sheets["RT"] = [RT_HEADERS, *units]
    return read_buildings(open_workbook(write_xlsx(path, sheets)), law())


def codes(survey: Survey) -> list[str]:
    """Codes of the problems of the file and of its rows."""
    return [problem.code for problem in (*survey.problems, *(p for row in survey.rows for p in row.problems))]

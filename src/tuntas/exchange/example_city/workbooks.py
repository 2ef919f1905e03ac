"""A survey of the example city as the workbooks an office would hand in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from xlsxwriter import Workbook

from tuntas.domain.quantity import MICRO
from tuntas.exchange.example_city.counting import PEOPLE, facts_of
from tuntas.exchange.example_city.model import MARKED, ExampleCity
from tuntas.exchange.example_city.surveys import AREA
from tuntas.rules.regulation import Count, Regulation

PLACE = ("kecamatan", "kelurahan", "rt_rw")
ITEMS = ("8a", "8c", "9a", "9b")
#: Stands in the file instead of the moment it was written, so that the same city makes the same bytes.
WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001
Cell = str | int | float | None


def write_survey(city: ExampleCity, year: int, path: Path, regulation: Regulation) -> None:
    """The flat template: one row an RT with wholes and the volume of each criterion; blank is not surveyed."""
    fields = sorted((one.field for one in regulation.denominators.values()), key=lambda name: name != AREA)
    fields.insert(2, PEOPLE)
    criteria = [(one.id, one.field) for one in regulation.criteria]
    facts = facts_of(city, year, regulation)
    rows = (
        [*place, *(_number(one.quantities.get(name)) for name in (*fields, *(field for _, field in criteria)))]
        for place, one in zip(_places(city), facts, strict=True)
    )
    _write(path, {"Survei": ([*PLACE, *fields, *(name for name, _ in criteria)], rows)})


def write_buildings(city: ExampleCity, year: int, path: Path, regulation: Regulation) -> None:
    """A building list with marks (1 deficient, 0 sound), and beside it the RT table."""
    given = [one.field for one in regulation.denominators.values() if one.count is Count.GIVEN]
    given += [one.id for one in regulation.criteria if one.id not in MARKED]
    survey = city.survey(year)
    rows = (
        [*place, *(_number(one.get(name)) for name in given), *(answers[item] for item in ITEMS)]
        for place, one, answers in zip(_places(city), survey.given, city.answers, strict=True)
    )
    head = [*PLACE, "id_bangunan", "jumlah_kk", PEOPLE, *MARKED]
    _write(path, {"Bangunan": (head, _building_rows(city, year)), "RT": ([*PLACE, *given, *ITEMS], rows)})


def _places(city: ExampleCity) -> list[tuple[str, str, str]]:
    districts = {one.code: one.name for one in city.kecamatan}
    wards = {one.code: (districts[one.kecamatan], one.name) for one in city.kelurahan}
    return [(*wards[one.kelurahan], one.rt_rw) for one in city.rt]


def _building_rows(city: ExampleCity, year: int) -> Iterator[Sequence[Cell]]:
    survey, places = city.survey(year), _places(city)
    figures = np.column_stack((survey.households, survey.persons, survey.marks.astype(np.int64))).tolist()
    for building, numbers in zip(city.buildings, figures, strict=True):
        yield [*places[building.rt], building.code, *numbers]


def _number(micro: int | None) -> int | float | None:
    if micro is None:
        return None
    return micro // MICRO if micro % MICRO == 0 else micro / MICRO


def _write(path: Path, sheets: dict[str, tuple[Sequence[str], Iterable[Sequence[Cell]]]]) -> None:
    with Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"title": "Kota Contoh", "comments": "Data karangan / invented data", "created": WRITTEN})
        bold = book.add_format({"bold": True})
        for name, (head, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 3)
            sheet.set_column(0, 2, 18)
            sheet.write_row(0, 0, head, bold)
            for number, row in enumerate(rows, 1):
                sheet.write_row(number, 0, row)

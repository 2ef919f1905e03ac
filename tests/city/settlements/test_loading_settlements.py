"""A map of slum locations: what is odd is told with its row and square metres, what is unclear is asked."""

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from tests.web.places.files import geojson, square
from tests.web.settlements.cast import slum
from tests.world import AT, World
from tuntas.city.places.boundary_loading import load_boundaries
from tuntas.city.places.loading import Answers, LoadReport
from tuntas.city.places.outlines import MapSheet
from tuntas.city.settlements.headers import Statement, printed_m2, statement_of
from tuntas.city.settlements.loading import SettlementPlan, load_settlements, plan_settlements
from tuntas.city.settlements.models import Delineation, Settlement, SettlementMember
from tuntas.city.settlements.sheets import SettlementSheet, Surveyed
from tuntas.exchange.regions.boundary_files import read_boundaries

DAY = date(2026, 3, 2)
Feature = tuple[list[list[float]], dict[str, str]]


def sheet(world: World, folder: Path, *features: Feature, **more: Any) -> SettlementSheet:
    path = folder / "kumuh.geojson"
    path.write_bytes(geojson(*features))
    file = read_boundaries(path)
    return SettlementSheet(world.city, MapSheet(file.outlines, file.crs, path.name, world.city.place), DAY, **more)


def plan(found: SettlementSheet, **answers: Any) -> SettlementPlan:
    return plan_settlements(sheet=found, answers=Answers(**answers))


def load(found: SettlementSheet, **answers: Any) -> LoadReport:
    return load_settlements(sheet=found, answers=Answers(**answers), by=None, at=AT).report


def told(report: LoadReport, code: str) -> list[tuple[int | None, dict[str, Any]]]:
    return [(one.place.row, dict(one.params)) for one in report.problems if one.code == code]


def bounded(world: World, folder: Path, *features: Feature) -> None:
    """Boundaries of places."""
    path = folder / "batas.geojson"
    path.write_bytes(geojson(*features))
    file = read_boundaries(path)
    place = MapSheet(file.outlines, file.crs, path.name, world.city.place)
    load_boundaries(sheet=place, answers=Answers(), by=None, at=AT)


def test_shapes_with_rt_are_one_settlement_a_kelurahan_with_their_rt(world: World, tmp_path: Path) -> None:
    features = [(square(n), {"kelurahan": "Melati", "rt_rw": f"RT00{n}-RW001"}) for n in (1, 2)]
    found = sheet(world, tmp_path, *features, (square(9), {"kelurahan": "Kenanga", "rt_rw": "RT001-RW001"}))
    assert load(found).counts == {"founded": 2, "members": 3}
    one = Settlement.objects.get(name="Melati")
    assert {row.place for row in one.members.all()} == set(world.rts[:2])
    assert shapely.from_wkb(bytes(one.delineations.get().geometry)).area == pytest.approx(2e-6, rel=1e-6)
    assert load(found).counts["same"] == 2, "the same file twice changes nothing"


def test_another_shape_needs_its_day(world: World, tmp_path: Path) -> None:
    slum(world)
    found = sheet(world, tmp_path, (square(0, width=1.5), {"kelurahan": "Melati", "kawasan": "MELATI  UTARA"}))
    assert told(plan(found).report, "SETTLEMENT-DRAWN-OTHERWISE") and not plan(found).changing
    assert load(found, changed_on=DAY).counts["redrawn"] == 1
    assert Delineation.objects.filter(settlement__name="Melati Utara").count() == 2


def test_errors_block_their_shape_and_not_the_file(world: World, tmp_path: Path) -> None:
    bow = [square(1)[0], square(1)[2], square(1)[1], square(1)[3], square(1)[0]]
    swapped = [[y, x] for x, y in square(3)]
    features = [(ring, {"kelurahan": "Melati", "kawasan": name}) for ring, name in
                ((bow, "Silang"), (swapped, "Tertukar"), (square(5), "Baik"))]  # fmt: skip
    report = load(sheet(world, tmp_path, *features))
    assert [row for row, _ in told(report, "SHAPE-CROSSES-ITSELF") + told(report, "SHAPE-SWAPPED")] == [1, 2]
    assert Settlement.objects.get().name == "Baik" and report.counts["founded"] == 1


def test_doubles_overlaps_and_gaps_are_told_with_square_metres_and_a_point(world: World, tmp_path: Path) -> None:
    slum(world)
    names = ("A", "B", "C", "D")
    rings = (square(5), square(5), square(7), square(7, width=1.02))
    found = sheet(world, tmp_path, *((ring, {"kelurahan": "Melati", "kawasan": name})
                                     for ring, name in zip(rings, names, strict=True)),
                  (square(0, width=0.5), {"kelurahan": "Melati", "kawasan": "E"}))  # fmt: skip
    report = plan(found).report
    ((row, double),) = told(report, "SHAPE-DOUBLE")
    assert (row, double["other_row"]) == (1, 2) and double["area_m2"] == pytest.approx(12_220, rel=0.01)
    lon, lat = (float(part) for part in double["at"].split())
    assert shapely.Polygon(square(5)).contains(shapely.Point(lon, lat))
    assert [row for row, _ in told(report, "SHAPE-OVERLAP")] == [3]
    ((row, kept),) = told(report, "SETTLEMENT-OVERLAPS")
    assert row == 5 and kept["other"] == "Melati Utara" and kept["area_m2"] == pytest.approx(3_055, rel=0.01)


def test_a_kelurahan_that_the_file_does_not_name_is_shown_and_confirmed(world: World, tmp_path: Path) -> None:
    bounded(world, tmp_path, (square(0, width=3), {"kelurahan": "Melati"}),
            (square(3, width=3), {"kelurahan": "Kenanga"}))  # fmt: skip
    found = sheet(world, tmp_path, (square(1, 1), {"kawasan": "Dalam"}), (square(2.5, 1), {"kawasan": "Di garis"}))
    report = plan(found).report
    inside, between = f"letak:{world.kelurahan.pk}", "letak-baris:2"
    assert report.open_keys == {inside, between} and report.questions[inside].title == "Melati"
    assert [value for value, _ in report.questions[between].choices[:2]] == [str(world.kelurahan.pk),
                                                                             str(world.other_kelurahan.pk)]  # fmt: skip
    said = {inside: str(world.kelurahan.pk), between: str(world.other_kelurahan.pk)}
    load(found, said=said)
    assert Settlement.objects.get(name="Di garis").place == world.other_kelurahan


def test_drawn_rt_are_proposed_by_how_much_of_them_lies_inside(world: World, tmp_path: Path) -> None:
    bounded(world, tmp_path, (square(1), {"kelurahan": "Melati", "rt_rw": "RT001-RW001"}),
            (square(2), {"kelurahan": "Melati", "rt_rw": "RT002-RW001"}))  # fmt: skip
    survey = Surveyed("Survei 2025", {world.rts[0].pk: 9_000})
    report = load(sheet(world, tmp_path, (square(1, width=1.03), {"kelurahan": "Melati", "kawasan": "Satu"}),
                        survey=survey))  # fmt: skip
    assert told(report, "AREA-VERIFIED-DIFFERS")[0][1]["verified_m2"] == 9_000
    assert [row.place for row in SettlementMember.objects.all()] == world.rts[:1], "3 % of RT 002 is no member"


def test_printed_and_verified_areas_are_held_against_the_drawing(world: World, tmp_path: Path) -> None:
    survey = Surveyed("Survei 2025", {world.rts[0].pk: 12_220, world.rts[1].pk: 9_000, world.rts[2].pk: 5_000})
    features = [(square(n), {"kelurahan": "Melati", "rt_rw": f"RT00{n}-RW001", "LUAS_HA": "1,23"}) for n in (1, 2)]
    found = sheet(world, tmp_path, *features, (square(4), {"kelurahan": "Melati", "rt_rw": "RT009-RW001",
                                                           "LUAS_HA": "1,30"}), survey=survey)  # fmt: skip
    report = plan(found, is_adding=True).report
    ((row, printed),) = told(report, "AREA-PRINTED-DIFFERS")
    assert row == 3 and printed["printed_m2"] == 13_000 and printed["crs"] == "EPSG:9489" and printed["utm_m2"] > 12_000
    ((row, verified),) = told(report, "AREA-VERIFIED-DIFFERS")
    assert row == 2 and verified["verified_m2"] == 9_000
    assert [row for row, _ in told(report, "RT-NOT-SURVEYED")] == [3] and not told(report, "RT-NOT-DRAWN")


@pytest.mark.parametrize(
    ("printed", "unit", "area"),
    [("2,07", "area_ha", 20_700), ("20700", "area_m2", 20_700), ("2,07", "area", 20_700), ("20.650", "area", 20_650),
     ("belum", "area_ha", None)],
)  # fmt: skip
def test_a_printed_area_is_read_in_its_unit(printed: str, unit: str, area: int | None) -> None:
    assert printed_m2(Statement(printed=printed, unit=unit), 20_500, ",") == area


def test_what_a_file_says_stays_as_it_says_it(world: World, tmp_path: Path) -> None:
    said = {"kelurahan": "Melati", "kawasan": "Bantaran", "Luas_Ha": "1,22", "Tipologi": "tepi air", "Catatan": "x"}
    load(sheet(world, tmp_path, (square(1), said)))
    one = Settlement.objects.get()
    kept = one.delineations.get()
    assert (one.typology, kept.printed, kept.printed_m2) == ("WATERSIDE", "1,22", 12_200)
    assert json.loads(json.dumps(kept.stated)) == said


@pytest.mark.parametrize("kind", ["gpkg", "zip", "kml"])
def test_every_kind_of_map_keeps_what_it_says(kind: str, tmp_path: Path) -> None:
    said = {"kelurahan": "Melati", "kawasan": "Bantaran", "LUAS_HA": "1,22", "tipologi": "Tepi Air"}
    (outline,) = read_boundaries(written(tmp_path, kind, said)).outlines
    read = statement_of(outline)
    assert (read.name, read.kelurahan, read.printed, read.typology) == ("Bantaran", "Melati", "1,22", "WATERSIDE")
    assert set(said) <= set(outline.stated) and "visibility" not in outline.stated


def written(folder: Path, kind: str, said: dict[str, str]) -> Path:
    """A map of one square that says this, in a format of the offices."""
    driver, ending = {"gpkg": ("GPKG", "gpkg"), "zip": ("ESRI Shapefile", "shp"), "kml": ("LIBKML", "kml")}[kind]
    shape = np.array([shapely.to_wkb(shapely.Polygon(square(1)))], dtype=object)
    columns = [np.array([value], dtype=object) for value in said.values()]
    pyogrio.raw.write(folder / f"peta.{ending}", shape, columns, list(said), geometry_type="Polygon", crs="EPSG:4326",
                      driver=driver)  # fmt: skip
    if kind == "zip":
        with zipfile.ZipFile(folder / "peta.zip", "w") as archive:
            for part in ("shp", "shx", "dbf", "prj"):
                archive.write(folder / f"peta.{part}", f"peta.{part}")
    return folder / f"peta.{kind}"

"""The example city as files: the same bytes each time, and read back as the same facts."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import shapely

from tuntas.exchange.example_city import (
    CitySize,
    ExampleCity,
    facts_of,
    make_city,
    write_buildings,
    write_geojson,
    write_survey,
)
from tuntas.rules.regulation import Regulation
from tuntas.rules.shelf import open_shelf
from tuntas.sheets.buildings import read_buildings
from tuntas.sheets.opening.grids import open_workbook

LAYERS = ["kecamatan", "kelurahan", "rw", "rt", "bangunan", "jalan"]


def write_all(city: ExampleCity, folder: Path) -> None:
    rule = open_shelf().current()
    write_geojson(city, folder)
    for year in (2024, 2026):
        write_survey(city, year, folder / f"{year}.xlsx", rule)
        write_buildings(city, year, folder / f"bangunan-{year}.xlsx", rule)


def digest(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_seed_makes_the_same_bytes_in_another_process(tmp_path: Path, repository: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    write_all(make_city(CitySize.SMALL, seed=7), here)
    script = (
        "import sys; from pathlib import Path; from tests.exchange.example_city.test_files import *;"
        "write_all(make_city(CitySize.SMALL, seed=7), Path(sys.argv[1]))"
    )
    path = os.pathsep.join(str(folder) for folder in (repository, repository / "src"))
    # Sets and dicts of texts come in another order there.
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "PYTHONPATH": path}
    subprocess.run([sys.executable, "-c", script, str(there)], check=True, env=environment, cwd=tmp_path)
    assert len(digest(here)) == len(LAYERS) + 4
    assert digest(here) == digest(there)


def test_another_seed_makes_another_city(tmp_path: Path, small_city: ExampleCity) -> None:
    other = make_city(CitySize.SMALL, seed=7)
    assert not other.outline.equals(small_city.outline)
    assert other.surveys[0].given != small_city.surveys[0].given


def test_geojson_holds_the_same_shapes(tmp_path: Path, small_city: ExampleCity) -> None:
    files = write_geojson(small_city, tmp_path)
    assert [path.stem for path in files] == LAYERS
    layers = {path.stem: json.loads(path.read_text(encoding="utf-8"))["features"] for path in files}
    assert all(feature["properties"]["contoh"] is True for features in layers.values() for feature in features)
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in layers["rt"]]
    assert all(shape.equals(rt.outline) for shape, rt in zip(shapes, small_city.rt, strict=True))
    assert shapely.coverage_is_valid(shapes)
    assert all(shapely.is_ccw(shape.exterior) for shape in shapes)
    assert len(layers["bangunan"]) == len(small_city.buildings)


@pytest.mark.parametrize("year", [2024, 2026])
def test_the_building_list_reads_back_as_the_same_facts(
    tmp_path: Path, small_city: ExampleCity, rule: Regulation, year: int
) -> None:
    path = tmp_path / "bangunan.xlsx"
    write_buildings(small_city, year, path, rule)
    survey = read_buildings(open_workbook(path), rule, city_size=small_city.city_size)
    assert not survey.problems
    assert not any(row.problems for row in survey.rows)
    assert [row.facts for row in survey.rows] == list(facts_of(small_city, year, rule))


def test_the_flat_survey_has_the_columns_and_figures_of_the_template(
    tmp_path: Path, small_city: ExampleCity, rule: Regulation
) -> None:
    path = tmp_path / "survei.xlsx"
    write_survey(small_city, 2024, path, rule)
    head, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    assert list(head) == [
        *("kecamatan", "kelurahan", "rt_rw", "luas_verifikasi_ha", "jumlah_bangunan", "jumlah_penduduk", "jumlah_kk"),
        *("panjang_jalan_ideal_m", "panjang_drainase_ideal_m"),
        *(criterion.id for criterion in rule.criteria),
    ]
    facts = facts_of(small_city, 2024, rule)
    assert len(rows) == len(facts)
    for row, one in zip(rows, facts, strict=True):
        given = dict(zip(head, row, strict=True))
        for criterion in rule.criteria:
            micro = one.quantities.get(criterion.field)
            assert given[criterion.id] == (None if micro is None else micro / 10**6)
        assert given["luas_verifikasi_ha"] == one.quantities["luas_verifikasi_ha"] / 10**6


def test_the_columns_are_those_of_a_real_survey(
    tmp_path: Path, shared_data: Path, small_city: ExampleCity, rule: Regulation
) -> None:
    path = tmp_path / "survei.xlsx"
    write_survey(small_city, 2024, path, rule)
    with (shared_data / "pekalongan" / "baseline_2019.csv").open(encoding="utf-8") as file:
        real = file.readline().strip().split(",")
    written = next(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    assert list(written) == real

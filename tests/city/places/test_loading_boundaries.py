"""Boundaries: sound ones are kept, the others reported with place and square metres, no coordinate system guessed."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from tests.world import AT, World
from tuntas.city.people.actions import create_city
from tuntas.city.places.actions import PlaceHead, add_place
from tuntas.city.places.boundary_loading import load_boundaries, plan_boundaries
from tuntas.city.places.code_loading import load_codes
from tuntas.city.places.loading import Answers, LoadReport
from tuntas.city.places.models import Place, PlaceEdition, PlaceKind
from tuntas.city.places.outlines import FileNotUsable, MapSheet
from tuntas.city.places.shapes import geodesic_area_m2
from tuntas.city.records.models import AuditEntry
from tuntas.exchange.regions.boundary_files import read_boundaries
from tuntas.exchange.regions.code_lists import read_code_list
from tuntas.sheets.opening.refusal import RefusedFile

#: A corner of the sea off Central Java, where the example city lies; one step is about 111 m.
X, Y, STEP = 109.6, -6.8, 0.001
DOUBLES = ("SHAPE-TWICE", "SHAPE-REPEATED")
MELATI, KENANGA = "99.01.01.1001", "99.01.01.1002"


def square(column: int, row: int, width: float = 1) -> list[list[float]]:
    west, south, size = X + column * STEP, Y + row * STEP, width * STEP
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    return [[west + size * x, south + size * y] for x, y in corners]


def feature(ring: list[list[float]], **names: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": names, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def written(folder: Path, *features: dict[str, Any], **extra: Any) -> Path:
    path = folder / "batas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **extra}), encoding="utf-8")
    return path


def load(path: Path, city: Place | None, stated: str = "", **answers: Any) -> LoadReport:
    file = read_boundaries(path, stated)
    sheet = MapSheet(file.outlines, file.crs, path.name, city)
    return load_boundaries(sheet=sheet, answers=Answers(**answers), by=None, at=AT)


def found(report: LoadReport, code: str) -> list[dict[str, Any]]:
    return [dict(problem.params) for problem in report.problems if problem.code == code]


def test_an_outline_finds_its_place_by_code_and_keeps_its_area(world: World, tmp_path: Path) -> None:
    report = load(written(tmp_path, feature(square(0, 0), kode=MELATI)), world.city.place)
    edition = world.kelurahan.editions.get()
    assert report.counts == {"drawn": 1} and not report.problems
    assert edition.area_m2 == pytest.approx(110.58 * 110.53, rel=0.01) and edition.crs == "EPSG:4326"
    assert (edition.west_udeg, edition.south_udeg) == (109_600_000, -6_800_000)


def test_rt_are_found_by_kelurahan_and_number(world: World, tmp_path: Path) -> None:
    outlines = [feature(square(n, 0), kelurahan="MELATI", rt_rw=f"RT00{n}-RW001") for n in (1, 2, 3)]
    report = load(written(tmp_path, *outlines), world.city.place)
    assert report.counts["drawn"] == 2 and found(report, "PLACE-RT-UNKNOWN")[0]["name"] == "MELATI RT003-RW001"
    assert load(written(tmp_path, *outlines), world.city.place, is_adding=True).counts == {
        "same": 2,
        "added": 1,
        "drawn": 1,
    }


def test_an_rt_with_a_letter_is_found_however_it_is_written(world: World, tmp_path: Path) -> None:
    load(written(tmp_path, feature(square(1, 0), kelurahan="Melati", rt_rw="RT06A-RW001")), world.city.place,
         is_adding=True)  # fmt: skip
    again = load(written(tmp_path, feature(square(1, 0), kelurahan="Melati", rt_rw="RT 6 A / RW 1")), world.city.place)
    assert again.counts == {"same": 1} and Place.objects.filter(name="RT 006A").count() == 1
    assert found(load(written(tmp_path, feature(square(1, 0), kelurahan="Melati", rt_rw="RT 6-RW 1")),
                      world.city.place), "PLACE-RT-UNKNOWN")  # fmt: skip


def test_an_rt_never_hangs_below_a_kecamatan_of_the_kelurahans_name(world: World, tmp_path: Path) -> None:
    path = written(tmp_path, feature(square(0, 0), kelurahan="Taman", rt_rw="RT003-RW001"))
    report = load(path, world.city.place, is_adding=True)
    assert not report.counts["added"] and found(report, "PLACE-UNKNOWN")
    home = add_place(head=PlaceHead(PlaceKind.KELURAHAN, "Taman", world.kecamatan), source="uji", by=None, at=AT)
    assert load(path, world.city.place, is_adding=True).counts["drawn"] == 1
    assert Place.objects.get(name="RT 003").kelurahan == home


def test_a_file_of_several_cities_stands_in_the_trail_of_each(world: World, tmp_path: Path) -> None:
    outlines = (feature(square(0, 0), kode=MELATI), feature(square(3, 3), kode="99.02.01.1001"))
    assert load(written(tmp_path, *outlines), None).counts["drawn"] == 2
    acts = AuditEntry.objects.filter(verb="place.drawn")
    assert {(act.chain, act.details["count"]) for act in acts} == {("99.01", 1), ("99.02", 1)}


def test_an_unlike_name_is_asked_with_the_nearest_and_taken_as_answered(world: World, tmp_path: Path) -> None:
    path = written(tmp_path, feature(square(0, 0), kelurahan="Melatti"))
    assert found(load(path, world.city.place), "PLACE-UNKNOWN")[0]["near"] == "Melati"
    assert load(path, world.city.place, aliases={"MELATTI": "MELATI"}).counts["drawn"] == 1


def test_a_ring_that_crosses_itself_is_refused_with_where_and_how_much(world: World, tmp_path: Path) -> None:
    bow = [[X, Y], [X + STEP, Y + STEP], [X + STEP, Y], [X, Y + STEP], [X, Y]]
    report = load(written(tmp_path, feature(bow, kode=MELATI)), world.city.place)
    told = found(report, "SHAPE-CROSSES-ITSELF")[0]
    assert not report.counts and told["at"].startswith("109.6005") and told["area_m2"] == pytest.approx(6110, rel=0.02)


def test_shared_ground_is_told_in_square_metres(world: World, tmp_path: Path) -> None:
    pair = [feature(square(0, 0, 1.5), kode=MELATI), feature(square(1, 0), kode=KENANGA)]
    report = load(written(tmp_path, *pair), world.city.place)
    told = found(report, "SHAPE-OVERLAP")[0]
    assert told["area_m2"] == pytest.approx(55.3 * 110.6, rel=0.01) and report.counts["drawn"] == 2


def test_an_rt_outside_its_kelurahan_is_told_and_one_outside_the_city_refused(world: World, tmp_path: Path) -> None:
    load(written(tmp_path, feature(square(0, 0, 4), kode=MELATI)), world.city.place)
    outlines = [feature(square(3, 0, 2), kelurahan="Melati", rt_rw="RT 1/RW 1"),
                feature(square(40, 0), kelurahan="Melati", rt_rw="RT 2/RW 1")]  # fmt: skip
    report = load(written(tmp_path, *outlines), world.city.place)
    outside = found(report, "SHAPE-OUTSIDE")
    assert outside[0]["area_m2"] == pytest.approx(2 * 12_222, rel=0.02) and outside[0]["home"] == "Melati"
    assert found(report, "SHAPE-ELSEWHERE")[0]["name"] == "Melati RT 2/RW 1" and report.counts["drawn"] == 1


def test_what_cannot_be_checked_is_said(world: World, tmp_path: Path) -> None:
    rt = written(tmp_path, feature(square(0, 0), kelurahan="Melati", rt_rw="RT 1/RW 1"))
    assert found(load(rt, world.city.place), "SHAPE-NO-GROUND") == [{"name": "Kota Contoh"}]
    load(written(tmp_path, feature(square(0, 0, 2), kode=MELATI)), world.city.place)
    assert not load(
        written(tmp_path, feature(square(0, 0), kelurahan="Melati", rt_rw="RT 1/RW 1")), world.city.place
    ).problems


def test_kelurahan_may_come_in_several_files(world: World, tmp_path: Path) -> None:
    load(written(tmp_path, feature(square(0, 0), kode=MELATI)), world.city.place)
    report = load(written(tmp_path, feature(square(9, 9), kode=KENANGA)), world.city.place)
    assert report.counts == {"drawn": 1} and not report.problems, "what is not drawn yet is no border"


def test_two_outlines_for_one_place_are_asked_and_neither_is_kept(world: World, tmp_path: Path) -> None:
    twice = [feature(square(n, 0), kode=MELATI) for n in (0, 2)]
    report = load(written(tmp_path, *twice), world.city.place)
    assert found(report, "SHAPE-TWICE")[0]["rows"] == "1, 2" and not PlaceEdition.objects.drawn().exists()


def test_an_answer_by_key_says_which_place_and_which_shape(world: World, tmp_path: Path) -> None:
    path = written(tmp_path, feature(square(0, 0), kelurahan="Melatti"), feature(square(2, 0), kelurahan="Kenanga"),
                   feature(square(4, 0), kelurahan="Kenanga"), feature(square(6, 0), kelurahan="Lain"))  # fmt: skip
    asked = load(path, world.city.place)
    assert asked.open_keys == {"nama:MELATTI||", "nama:LAIN||", "gambar:2"} and not asked.counts
    name = asked.questions["nama:MELATTI||"]
    assert name.choices[: name.near] == [(str(world.kelurahan.pk), "Melati (Taman)")]
    said = {"nama:MELATTI||": str(world.kelurahan.pk), "nama:LAIN||": "LEAVE", "gambar:2": "3"}
    report = load(path, world.city.place, said=said)
    assert report.counts == {"drawn": 2} and not report.open_keys and not report.problems
    kept = shapely.from_wkb(bytes(world.other_kelurahan.editions.get().geometry or b""))
    assert kept.equals(shapely.Polygon(square(4, 0)))


def test_looking_at_a_file_writes_nothing_and_asks_few_queries(
    world: World, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    outlines = [feature(square(n, 0), kelurahan="Melati", rt_rw=f"RT {n}/RW 9") for n in range(1, 60)]
    file = read_boundaries(written(tmp_path, *outlines))
    sheet = MapSheet(file.outlines, file.crs, "berkas", world.city.place)
    before = Place.objects.count()
    with django_assert_max_num_queries(4):
        plan = plan_boundaries(sheet=sheet, answers=Answers(is_adding=True))
    assert plan.report.counts == {"added": 60, "drawn": 59} and Place.objects.count() == before
    assert load_boundaries(sheet=sheet, answers=Answers(is_adding=True), by=None, at=AT).counts == plan.report.counts
    assert PlaceEdition.objects.drawn().count() == 59


def test_a_new_shape_begins_an_edition_and_never_covers_the_old_one(world: World, tmp_path: Path) -> None:
    load(written(tmp_path, feature(square(0, 0), kode=MELATI)), world.city.place)
    moved = written(tmp_path, feature(square(0, 0, 2), kode=MELATI))
    assert found(load(moved, world.city.place), "PLACE-DRAWN-OTHERWISE")
    day = date(2026, 1, 1)
    load(moved, world.city.place, changed_on=day)
    old, new = (world.kelurahan.editions.in_force(on).get() for on in (date(2025, 12, 31), day))
    assert new.area_m2 == pytest.approx(4 * old.area_m2, rel=0.001)


@pytest.mark.parametrize(("ring", "code"), [
    ([[y, x] for x, y in square(0, 0)], "SHAPE-ALL-SWAPPED"),
    ([[x - 100, y] for x, y in square(0, 0)], "SHAPE-ALL-OUTSIDE"),
    ([[350_000.0, 9_240_000.0], [350_100.0, 9_240_000.0], [350_100.0, 9_240_100.0], [350_000.0, 9_240_000.0]],
     "SHAPE-ALL-OUTSIDE"),
])  # fmt: skip
def test_a_file_that_lies_elsewhere_altogether_is_refused(
    world: World, tmp_path: Path, ring: list[list[float]], code: str
) -> None:
    with pytest.raises(FileNotUsable, match=code):
        load(written(tmp_path, feature(ring, kode=MELATI)), world.city.place)
    assert not PlaceEdition.objects.drawn().exists()


def test_one_outline_outside_indonesia_is_told_with_its_square_metres(world: World, tmp_path: Path) -> None:
    away = [[x - 100, y] for x, y in square(0, 0)]
    outlines = [feature(square(0, 0), kode=MELATI), feature(away, kode=KENANGA)]
    report = load(written(tmp_path, *outlines), world.city.place)
    assert found(report, "SHAPE-OUTSIDE-INDONESIA")[0]["area_m2"] == pytest.approx(12_222, rel=0.01)


def shapefile(folder: Path, crs: str | None) -> Path:
    path = folder / "batas.shp"
    wkb = np.array(shapely.to_wkb([shapely.transform(shapely.Polygon(square(0, 0)), to_utm)]), dtype=object)
    columns = [np.array([MELATI], dtype=object)]
    pyogrio.raw.write(path, wkb, columns, ["KODE"], geometry_type="Polygon", crs=crs)
    path.with_suffix(".prj").unlink(missing_ok=True) if crs is None else None
    return path


def to_utm(xy: Any) -> Any:
    from pyproj import Transformer

    turned = xy.copy()
    turned[:, 0], turned[:, 1] = Transformer.from_crs(4326, 32749, always_xy=True).transform(xy[:, 0], xy[:, 1])
    return turned


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_shapefile_without_its_system_is_asked_and_taken_as_stated(world: World, tmp_path: Path) -> None:
    path = shapefile(tmp_path, None)
    with pytest.raises(RefusedFile, match="PLACE-CRS-MISSING"):
        read_boundaries(path)
    report = load(path, world.city.place, "EPSG:32749")
    edition = world.kelurahan.editions.get()
    assert report.counts == {"drawn": 1} and edition.crs == "EPSG:32749"
    assert abs(edition.area_m2 - geodesic_area_m2(shapely.Polygon(square(0, 0)))) <= 1


def test_a_stated_system_may_not_contradict_the_file(tmp_path: Path) -> None:
    path = shapefile(tmp_path, "EPSG:32749")
    with pytest.raises(RefusedFile, match="PLACE-CRS-CONTRADICTED"):
        read_boundaries(path, "EPSG:32750")
    assert read_boundaries(path, "EPSG:32749").crs == "EPSG:32749"


@pytest.mark.parametrize("content", [b"", b"bukan peta", b'{"type": "FeatureCollection", "features": ['])
def test_a_broken_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rusak.geojson"
    path.write_bytes(content)
    with pytest.raises(RefusedFile):
        read_boundaries(path)


def test_pekalongan_rt_match_by_name_and_the_rest_is_told(db: None, shared_data: Path) -> None:
    city = create_city(code="33.75", name="Kota Pekalongan", by=None, at=AT).place
    rows = read_code_list(shared_data / "codes" / "pekalongan_kelurahan.csv", LoadReport())
    load_codes(rows=rows, source="codes", answers=Answers(), by=None, at=AT)
    kelurahan = load(shared_data / "boundaries" / "pekalongan_kelurahan.geojson", city)
    assert kelurahan.counts["drawn"] == 27
    report = load(shared_data / "pekalongan" / "rt_delineations.geojson", city, is_adding=True)
    unknown = {str(told["name"]).rpartition(" ")[0]: told["near"] for told in found(report, "PLACE-UNKNOWN")}
    assert unknown == {"Noyotaansari": "Noyontaansari", "Sekoduwet": "Sokoduwet"}
    aliases = {"NOYOTAANSARI": "NOYONTAANSARI", "SEKODUWET": "SOKODUWET"}
    second = load(shared_data / "pekalongan" / "rt_delineations.geojson", city, is_adding=True, aliases=aliases)
    told = Counter(problem.code for problem in second.problems)
    doubles = {code: sum(len(str(d["rows"]).split(",")) for d in found(second, code)) for code in DOUBLES}
    lost = told["SHAPE-EMPTY"] + told["SHAPE-ELSEWHERE"] + doubles["SHAPE-TWICE"] + doubles["SHAPE-REPEATED"] // 2
    assert not told["PLACE-UNKNOWN"]
    assert second.counts["same"] + second.counts["drawn"] + lost == 438, "every outline is kept or told"
    assert all(told["area_m2"] > 1 for told in found(second, "SHAPE-OVERLAP"))

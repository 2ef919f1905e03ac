"""Maps that come packed, or as KML: one map, a known system, no bomb, nothing written where a name points."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from tuntas.exchange.regions.boundary_files import read_boundaries
from tuntas.sheets.opening.refusal import RefusedFile

SQUARE = shapely.box(109.6, -6.9, 109.601, -6.899)
KML = """<?xml version="1.0" encoding="UTF-8"?>{doctype}
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Melati</name>
<Polygon><outerBoundaryIs><LinearRing><coordinates>109.6,-6.9,0 109.601,-6.9,0 109.601,-6.899,0 109.6,-6.899,0
109.6,-6.9,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"""
GEOJSON = json.dumps({"type": "FeatureCollection", "features": [{
    "type": "Feature", "properties": {"nama": "Melati"}, "geometry": shapely.geometry.mapping(SQUARE)}]})  # fmt: skip


def packed(folder: Path, files: dict[str, bytes | str], name: str = "peta.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, content in files.items():
            archive.writestr(inside, content)
    return path


def shapefile(folder: Path, crs: str | None) -> dict[str, bytes | str]:
    path = folder / "batas kelurahan.shp"
    wkb = np.array(shapely.to_wkb([SQUARE]), dtype=object)
    pyogrio.raw.write(path, wkb, [np.array(["Melati"], dtype=object)], ["NAMA"], geometry_type="Polygon", crs=crs)
    return {f"data/{one.name}": one.read_bytes() for one in folder.glob("batas kelurahan.*")
            if crs is not None or one.suffix != ".prj"}  # fmt: skip


def test_a_zipped_shapefile_is_read_with_its_own_system(tmp_path: Path) -> None:
    parts = shapefile(tmp_path, "EPSG:4326")
    file = read_boundaries(packed(tmp_path, parts | {"__MACOSX/._batas.shp": b"x", "baca.txt": b"halo"}))
    assert file.crs == "EPSG:4326" and [outline.name for outline in file.outlines] == ["Melati"]
    assert file.outlines[0].shape is not None and file.outlines[0].shape.equals_exact(SQUARE, 1e-9, normalize=True)


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_zipped_shapefile_without_a_system_is_asked_by_the_name_of_the_zip(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="PLACE-CRS-MISSING") as refusal:
        read_boundaries(packed(tmp_path, shapefile(tmp_path, None)))
    assert refusal.value.params["file"] == "peta.zip"


@pytest.mark.parametrize("name", ["batas.kml", "batas.kmz"])
def test_a_kml_is_in_degrees_by_its_standard(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(KML.format(doctype=""), encoding="utf-8")
    if name.endswith("kmz"):
        path = packed(tmp_path, {"doc.kml": KML.format(doctype="")}, name)
    file = read_boundaries(path)
    assert file.crs == "EPSG:4326" and [outline.name for outline in file.outlines] == ["Melati"]


@pytest.mark.parametrize(("content", "code"), [
    (KML.format(doctype='<!DOCTYPE kml [<!ENTITY a "aaaa">]>'), "FILE-XML-DOCTYPE"),
    ("<html><body>bukan peta</body></html>", "PLACE-FILE-BROKEN"),
    ("", "PLACE-FILE-BROKEN"),
])  # fmt: skip
def test_a_kml_with_entities_or_without_kml_is_refused(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "batas.kml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RefusedFile, match=code):
        read_boundaries(path)


@pytest.mark.parametrize("files", [{}, {"a.geojson": GEOJSON, "b.geojson": GEOJSON}, {"a.txt": "x"}])
def test_a_zip_holds_exactly_one_map(tmp_path: Path, files: dict[str, bytes | str]) -> None:
    with pytest.raises(RefusedFile):
        read_boundaries(packed(tmp_path, files))


def test_a_name_that_climbs_out_of_the_zip_writes_nothing_there(tmp_path: Path) -> None:
    inner = tmp_path / "dalam"
    inner.mkdir()
    with pytest.raises(RefusedFile, match="PLACE-ZIP-ONE-MAP"):
        read_boundaries(packed(inner, {"../../../keluar.geojson": GEOJSON}))
    assert not list(tmp_path.parent.rglob("keluar.geojson"))


def test_a_bomb_is_refused_before_it_fills_the_disk(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="FILE-ZIP-BOMB"):
        read_boundaries(packed(tmp_path, {"a.geojson": b"0" * (300 << 20)}))

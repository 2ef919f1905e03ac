"""Reading boundaries from GeoJSON, KML, GeoPackage and Shapefile. The coordinate system is read or stated, never
guessed."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from tuntas.city.places.outlines import Outline
from tuntas.exchange.regions.unpacking import check_kml, unpacked_map
from tuntas.sheets.opening.refusal import RefusedFile

ZIPS = (".zip", ".kmz")
SUFFIXES = (".geojson", ".json", ".gpkg", ".shp", ".kml", *ZIPS)
CODES = ("kode", "code", "kdepum", "kdebbps", "kode_wilayah", "kode_kemendagri")
KELURAHAN = ("kelurahan", "desa", "namobj", "wadmkd", "village", "kel_desa")
KECAMATAN = ("kecamatan", "wadmkc", "district")
NAMES = ("nama", "name")
RT_RW = ("rt_rw", "rtrw", "rt/rw")
MAX_BYTES = 200 << 20
MAX_FEATURES = 200_000
#: So many letters of an attribute are kept.
MAX_STATED = 300
#: What the reader of KML says of every feature by itself; no person stated it.
MADE_BY_READER = frozenset({"timestamp", "begin", "end", "altitudemode", "tessellate", "extrude", "visibility",
                            "draworder", "icon", "snippet"})  # fmt: skip
GEOGRAPHIC = CRS.from_epsg(4326)


@dataclass(frozen=True, slots=True)
class BoundaryFile:
    """The outlines of a file in EPSG:4326, and the coordinate system that it stated or was said to have."""

    crs: str
    outlines: list[Outline]


def read_boundaries(path: Path, stated_crs: str = "", layer: str = "") -> BoundaryFile:
    """The boundaries of a file. Raises `RefusedFile` where it cannot be read or its coordinate system is unknown.

    `stated_crs` (as in EPSG:32749) is only for a file that is silent about it; a contradiction is refused.
    """
    _check_file(path)
    with tempfile.TemporaryDirectory(prefix="tuntas-") as folder:
        map_file = unpacked_map(path, Path(folder)) if path.suffix.lower() in ZIPS else path
        if map_file.suffix.lower() == ".kml":
            check_kml(map_file)
        meta, wkb, columns = _read(map_file, path.name, layer)
    crs = _crs(path, meta["crs"], stated_crs)
    shapes = shapely.force_2d(shapely.from_wkb(wkb, on_invalid="ignore"))
    heads = [str(name) for name in meta["fields"]]
    table = dict(zip((head.lower() for head in heads), columns, strict=True))
    made = MADE_BY_READER if map_file.suffix.lower() == ".kml" else ()
    stated = {head: column for head, column in zip(heads, columns, strict=True) if head.lower() not in made}
    outlines = [
        Outline(shape=shape, row=number + 1, **_names(table, number), stated=_stated(stated, number))
        for number, shape in enumerate(_turned(shapes, crs))
    ]
    return BoundaryFile(_crs_name(crs), outlines)


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise RefusedFile("FILE-MISSING", file=path.name)
    if path.suffix.lower() not in SUFFIXES:
        raise RefusedFile("PLACE-FILE-KIND", file=path.name, known=", ".join(SUFFIXES))
    if path.stat().st_size > MAX_BYTES:
        raise RefusedFile("PLACE-FILE-TOO-LARGE", file=path.name, limit_mb=MAX_BYTES >> 20)


def _read(path: Path, name: str, layer: str) -> tuple[dict[str, Any], Any, Sequence[Any]]:
    try:
        layers = [str(one) for one, kind in pyogrio.list_layers(path.resolve()) if kind is not None]
        if not layer and len(layers) > 1:
            raise RefusedFile("PLACE-WHICH-LAYER", file=name, layers=", ".join(layers))
        meta, _, wkb, columns = pyogrio.raw.read(path.resolve(), layer=layer or None, max_features=MAX_FEATURES + 1)
    except (DataSourceError, DataLayerError, UnicodeDecodeError) as error:
        reason = str(error).replace(str(path.resolve()), name)
        raise RefusedFile("PLACE-FILE-BROKEN", file=name, reason=reason) from error
    if wkb is None:
        raise RefusedFile("PLACE-FILE-NO-SHAPES", file=name)
    if len(wkb) > MAX_FEATURES:
        raise RefusedFile("PLACE-FILE-TOO-MANY", file=name, limit=MAX_FEATURES)
    return meta, wkb, columns


def _crs(path: Path, found: str | None, stated: str) -> CRS:
    """The file's own system. GeoJSON always has one: its standard says WGS 84 unless an old file names another."""
    try:
        own = CRS.from_user_input(found) if found else None
        said = CRS.from_user_input(stated) if stated else None
    except CRSError as error:
        raise RefusedFile("PLACE-CRS-UNKNOWN", file=path.name, crs=stated or str(found)) from error
    if own is not None and said is not None and not own.equals(said, ignore_axis_order=True):
        raise RefusedFile("PLACE-CRS-CONTRADICTED", file=path.name, own=_crs_name(own), stated=stated)
    chosen = own or said
    if chosen is None:
        raise RefusedFile("PLACE-CRS-MISSING", file=path.name)
    return chosen


def _turned(shapes: Any, crs: CRS) -> Any:
    """The shapes with longitude and latitude in EPSG:4326."""
    if crs.equals(GEOGRAPHIC, ignore_axis_order=True):
        return shapes
    turn = Transformer.from_crs(crs, GEOGRAPHIC, always_xy=True)
    return shapely.transform(shapes, lambda xy: _pairs(turn, xy))


def _pairs(turn: Transformer, xy: Any) -> Any:
    turned = xy.copy()
    turned[:, 0], turned[:, 1] = turn.transform(xy[:, 0], xy[:, 1])
    return turned


def _crs_name(crs: CRS) -> str:
    authority = crs.to_authority()
    return ":".join(authority) if authority else crs.name[:40]


def _names(table: dict[str, Any], number: int) -> dict[str, str]:
    """What a feature says of its place."""
    code = _first(table, CODES, number)
    kelurahan = _first(table, KELURAHAN, number)
    rt_rw = _first(table, RT_RW, number)
    if not rt_rw and _first(table, ("rt",), number) and _first(table, ("rw",), number):
        rt_rw = f"RT{_first(table, ('rt',), number)}-RW{_first(table, ('rw',), number)}"
    name = kelurahan or _first(table, NAMES, number)
    return {"code": code, "name": name, "kecamatan": _first(table, KECAMATAN, number), "rt_rw": rt_rw}


def _stated(table: dict[str, Any], number: int) -> dict[str, str]:
    """Everything that a feature says, as texts; what it leaves empty is not said."""
    said = {head: str(column[number]).strip()[:MAX_STATED] for head, column in table.items()
            if column[number] is not None}  # fmt: skip
    return {head: text for head, text in said.items() if text and text not in ("nan", "NaT")}


def _first(table: dict[str, Any], names: Sequence[str], number: int) -> str:
    for name in names:
        if name in table and (value := table[name][number]) is not None:
            text = str(value).removesuffix(".0").strip()
            if text and text != "nan":
                return text
    return ""

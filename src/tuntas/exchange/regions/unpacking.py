"""Maps in a zip: only the parts of a map are unpacked, under names of our own, and never more than a map needs."""

from pathlib import Path, PurePosixPath

from tuntas.sheets.opening.refusal import RefusedFile
from tuntas.sheets.opening.xml_guard import first_chunk, root_element
from tuntas.sheets.opening.zip_guard import Budget, Part, chunks, zip_parts

#: What holds the shapes, and what may stand beside a shapefile.
MAPS = (".shp", ".gpkg", ".geojson", ".json", ".kml")
BESIDE = (".shx", ".dbf", ".prj", ".cpg")
MAX_UNPACKED_BYTES = 200 << 20


def unpacked_map(path: Path, folder: Path) -> Path:
    """The one map of a zip (a zipped shapefile, a KMZ), unpacked into `folder`.

    Names inside the zip are never used as paths. Raises `RefusedFile` for none, several, a bomb or a broken zip.
    """
    with path.open("rb") as stream:
        parts = [part for part in zip_parts(stream).values() if not _is_hidden(part)]
        maps = [part for part in parts if _suffix(part) in MAPS]
        if len(maps) != 1:
            names = ", ".join(PurePosixPath(part.name).name for part in maps) or "–"
            raise RefusedFile("PLACE-ZIP-ONE-MAP", file=path.name, maps=names)
        stem = _stem(maps[0])
        wanted = [*maps, *(part for part in parts if _suffix(part) in BESIDE and _stem(part) == stem)]
        budget = Budget(MAX_UNPACKED_BYTES)
        for part in wanted:
            with (folder / f"peta{_suffix(part)}").open("wb") as target:
                for piece in chunks(stream, part, budget):
                    target.write(piece)
    return folder / f"peta{_suffix(maps[0])}"


def check_kml(path: Path) -> None:
    """Refuse a KML with a DOCTYPE or entities, and one that is none."""
    with path.open("rb") as stream:
        head = first_chunk(iter(lambda: stream.read(1 << 16), b""))
    if root_element(head, path.name).rpartition(":")[2] != "kml":
        raise RefusedFile("PLACE-FILE-BROKEN", file=path.name, reason="no <kml>")


def _is_hidden(part: Part) -> bool:
    """What an Apple computer adds to its zips."""
    return any(piece.startswith((".", "__MACOSX")) for piece in PurePosixPath(part.name.replace("\\", "/")).parts)


def _suffix(part: Part) -> str:
    return PurePosixPath(part.name).suffix.lower()


def _stem(part: Part) -> str:
    return str(PurePosixPath(part.name.lower()).with_suffix(""))

"""Which part of an XLSX container holds which sheet."""

import posixpath
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from tuntas.sheets.opening.guard import Examination
from tuntas.sheets.opening.refusal import corrupt
from tuntas.sheets.opening.zip_guard import Budget, chunks


def sheet_part_names(path: Path, known: Examination) -> tuple[str, ...]:
    """Part name of each sheet in workbook order; empty for a sheet whose part is unknown (charts)."""
    targets: dict[str, str] = {}
    relation_ids: list[str] = []

    def note_relation(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def note_sheet(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            ids = (value for key, value in attributes.items() if key.rpartition(":")[2] == "id")
            relation_ids.append(next(ids, ""))

    _walk(path, known, "xl/_rels/workbook.xml.rels", note_relation)
    _walk(path, known, "xl/workbook.xml", note_sheet)
    return tuple(_part_name(known, targets.get(relation_id, "")) for relation_id in relation_ids)


def _part_name(known: Examination, target: str) -> str:
    full = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
    names = (name for name in known.sheet_parts if name.replace("\\", "/").lower() == full.lower())
    return next(names, "")


def _walk(path: Path, known: Examination, part_name: str, note: Callable[[str, dict[str, str]], None]) -> None:
    part = next((part for name, part in known.parts.items() if name.lower() == part_name), None)
    if part is None:
        raise corrupt(f"XLSX: {part_name} is missing")
    parser = expat.ParserCreate()
    parser.StartElementHandler = note
    try:
        with path.open("rb") as stream:
            parser.Parse(b"".join(chunks(stream, part, Budget())), True)
    except expat.ExpatError as error:
        raise corrupt(f"XML: {part_name}: {error}") from error

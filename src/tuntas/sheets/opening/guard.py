"""Decide whether a file may be opened at all, and what it is.

Everything is judged before a reader sees the file, in pieces, so memory stays bounded whatever the
file claims. Formulas, links and macros are never run: readers below take stored values only.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from tuntas.sheets.opening import limits, signatures
from tuntas.sheets.opening.csv_guard import SAMPLE_BYTES, text_encoding
from tuntas.sheets.opening.ods_guard import check_ods
from tuntas.sheets.opening.ole_guard import MAGIC
from tuntas.sheets.opening.refusal import FileKind, Note, RefusedFile, corrupt
from tuntas.sheets.opening.xls_guard import check_xls
from tuntas.sheets.opening.xlsx_guard import SheetFacts, check_xlsx
from tuntas.sheets.opening.zip_guard import Budget, Part, chunks, zip_parts

_TEXT_SUFFIXES = {".csv", ".tsv", ".txt", ".tab"}


@dataclass(frozen=True, slots=True)
class Examination:
    """What the guard learned on its way, so that nobody need read the file for it again.

    `sheet_parts` (XLSX) is keyed by part name, `xls_errors` (XLS) by sheet index and cell position;
    `encoding` is set for text only.
    """

    kind: FileKind
    parts: dict[str, Part] = field(default_factory=dict)
    sheet_parts: dict[str, SheetFacts] = field(default_factory=dict)
    xls_errors: dict[int, dict[tuple[int, int], str]] = field(default_factory=dict)
    encoding: str | None = None
    notes: tuple[Note, ...] = ()


def inspect(path: Path) -> FileKind:
    """Kind of a file, by content; raises RefusedFile for a hostile, broken or unfit one."""
    return examine(path).kind


def examine(path: Path) -> Examination:
    """As `inspect`, with everything learned. The refusal's params name the file (`file`)."""
    try:
        return _examine(path)
    except RefusedFile as refusal:
        refusal.params.setdefault("file", path.name)
        raise


def _examine(path: Path) -> Examination:
    if not path.exists():
        raise RefusedFile("FILE-MISSING")
    if not path.is_file():
        raise RefusedFile("FILE-FOLDER")
    try:
        with path.open("rb") as stream:
            return _examine_stream(stream, path)
    except OSError as error:
        raise RefusedFile("FILE-UNREADABLE", reason=error.strerror or str(error)) from error


def _examine_stream(stream: BinaryIO, path: Path) -> Examination:
    head = stream.read(SAMPLE_BYTES)
    if not head.strip(b" \t\r\n\xef\xbb\xbf"):
        raise RefusedFile("FILE-EMPTY")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _examine_zip(stream, path)
    if head.startswith(MAGIC):
        return _examine_ole(stream, path)
    signatures.refuse_other(head)
    signatures.refuse_markup(head)
    encoding = text_encoding(stream)
    return Examination(FileKind.CSV, encoding=encoding, notes=_name_notes(path, FileKind.CSV))


def _examine_zip(stream: BinaryIO, path: Path) -> Examination:
    parts = zip_parts(stream)
    if signatures.is_ods(parts, _mimetype(stream, parts)):
        check_ods(stream, parts)
        return Examination(FileKind.ODS, parts, notes=_name_notes(path, FileKind.ODS))
    sheets = check_xlsx(stream, parts)
    if not sheets:
        raise RefusedFile("FILE-NO-SHEET")
    return Examination(FileKind.XLSX, parts, sheets, notes=_name_notes(path, FileKind.XLSX))


def _examine_ole(stream: BinaryIO, path: Path) -> Examination:
    file_bytes = stream.seek(0, 2)
    if file_bytes > limits.MAX_XLS_BYTES:
        limit_mb = limits.MAX_XLS_BYTES // limits.MIB
        raise RefusedFile("FILE-TOO-BIG", size_mb=file_bytes // limits.MIB, limit_mb=limit_mb)
    stream.seek(0)
    errors = check_xls(stream.read())
    return Examination(FileKind.XLS, xls_errors=errors, notes=_name_notes(path, FileKind.XLS))


def _mimetype(stream: BinaryIO, parts: dict[str, Part]) -> bytes:
    part = parts.get("mimetype")
    if part is None:
        return b""
    if part.declared_bytes > 1024:
        raise corrupt("ODS: mimetype")
    return b"".join(chunks(stream, part, Budget()))


def _name_notes(path: Path, kind: FileKind) -> tuple[Note, ...]:
    suffix = path.suffix.lower()
    fits = suffix in _TEXT_SUFFIXES if kind is FileKind.CSV else suffix == f".{kind.value}"
    if fits or not suffix:
        return ()
    return (Note("FILE-NOTE-NAME", {"file": path.name, "kind": kind.value.upper(), "suffix": suffix}),)

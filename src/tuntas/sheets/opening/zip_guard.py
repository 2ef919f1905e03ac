"""Open a ZIP container without believing its headers.

The declared sizes are only compared with what really comes out; `chunks` stops as soon as a part
gives more than it says, or much more than its packed size can honestly give.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tuntas.sheets.opening import limits
from tuntas.sheets.opening.refusal import RefusedFile, corrupt

_END = b"PK\x05\x06"
_END64_LOCATOR = b"PK\x06\x07"
_LOCAL = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_READ_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside the container; `start` is where its packed bytes begin."""

    name: str
    start: int
    packed_bytes: int
    declared_bytes: int
    is_deflated: bool


@dataclass(slots=True)
class Budget:
    """Unpacked bytes that the whole container may still give."""

    left_bytes: int = limits.MAX_XML_BYTES

    def spend(self, count: int) -> None:
        self.left_bytes -= count
        if self.left_bytes < 0:
            raise RefusedFile("FILE-ZIP-BOMB", limit_mb=limits.MAX_XML_BYTES // limits.MIB)


def zip_parts(stream: BinaryIO) -> dict[str, Part]:
    """Parts by name in file order. Refuses oversized directories, overlaps, doubles, passwords, bombs."""
    _check_directory_size(stream)
    try:
        with zipfile.ZipFile(stream) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError) as error:
        raise corrupt(f"ZIP: {error}") from error
    if len(infos) > limits.MAX_ZIP_PARTS:
        raise RefusedFile("FILE-ZIP-PARTS", parts=len(infos), limit=limits.MAX_ZIP_PARTS)
    parts = {info.filename: _part(stream, info) for info in infos}
    if len({name.lower().replace("\\", "/") for name in parts}) < len(infos):
        raise RefusedFile("FILE-ZIP-DOUBLE")
    _check_overlap(list(parts.values()))
    _check_declared(list(parts.values()))
    return parts


def chunks(stream: BinaryIO, part: Part, budget: Budget) -> Iterator[bytes]:
    """Unpacked bytes of one part in pieces of at most `CHUNK_BYTES`, each checked before it is given."""
    inflate = zlib.decompressobj(-15)
    stream.seek(part.start)
    unread, given = part.packed_bytes, 0
    while unread:
        raw = stream.read(min(_READ_BYTES, unread))
        if not raw:
            raise corrupt(f"ZIP: {part.name}: file ends early")
        unread -= len(raw)
        for piece in _inflated(inflate, raw, part):
            given += len(piece)
            budget.spend(len(piece))
            _check_given(part, given, part.packed_bytes - unread)
            yield piece
    if given != part.declared_bytes:
        raise RefusedFile("FILE-ZIP-SIZE", part=part.name)


def _inflated(inflate: "zlib._Decompress", raw: bytes, part: Part) -> Iterator[bytes]:
    if not part.is_deflated:
        yield raw
        return
    try:
        while raw:
            piece = inflate.decompress(raw, limits.CHUNK_BYTES)
            if piece:
                yield piece
            raw = inflate.unconsumed_tail
    except zlib.error as error:
        raise corrupt(f"ZIP: {part.name}: {error}") from error


def _check_given(part: Part, given: int, taken: int) -> None:
    if given > part.declared_bytes:
        raise RefusedFile("FILE-ZIP-SIZE", part=part.name)
    if given > limits.RATIO_FREE_BYTES and given > limits.MAX_RATIO * taken:
        raise RefusedFile("FILE-ZIP-BOMB", limit_mb=limits.MAX_XML_BYTES // limits.MIB)


def _part(stream: BinaryIO, info: zipfile.ZipInfo) -> Part:
    if info.flag_bits & 0x1:
        raise RefusedFile("FILE-ENCRYPTED")
    if info.compress_type not in (_STORED, _DEFLATED):
        raise RefusedFile("FILE-ZIP-METHOD", part=info.filename)
    stream.seek(info.header_offset)
    head = stream.read(30)
    if len(head) < 30 or head[:4] != _LOCAL:
        raise corrupt(f"ZIP: {info.filename}: no local header")
    name_bytes, extra_bytes = struct.unpack("<HH", head[26:30])
    start = info.header_offset + 30 + name_bytes + extra_bytes
    return Part(info.filename, start, info.compress_size, info.file_size, info.compress_type == _DEFLATED)


def _check_overlap(parts: list[Part]) -> None:
    ordered = sorted(parts, key=lambda part: part.start)
    for before, after in zip(ordered, ordered[1:], strict=False):
        # Between two bodies stands at least the 30 bytes of the later one's header.
        if before.start + before.packed_bytes > after.start - 30:
            raise RefusedFile("FILE-ZIP-OVERLAP", part=after.name)


def _check_declared(parts: list[Part]) -> None:
    declared = sum(part.declared_bytes for part in parts)
    packed = sum(part.packed_bytes for part in parts)
    too_dense = declared > limits.RATIO_FREE_BYTES and declared > limits.MAX_RATIO * packed
    if declared > limits.MAX_XML_BYTES or too_dense:
        raise RefusedFile("FILE-ZIP-BOMB", limit_mb=limits.MAX_XML_BYTES // limits.MIB)


def _check_directory_size(stream: BinaryIO) -> None:
    """Look at the size of the directory before the standard library builds an object for each entry."""
    file_bytes = stream.seek(0, 2)
    if file_bytes > limits.MAX_ZIP_BYTES:
        limit_mb = limits.MAX_ZIP_BYTES // limits.MIB
        raise RefusedFile("FILE-TOO-BIG", size_mb=file_bytes // limits.MIB, limit_mb=limit_mb)
    tail_start = max(0, file_bytes - 22 - 0xFFFF - 20)
    stream.seek(tail_start)
    tail = stream.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        raise corrupt("ZIP: no end record")
    directory_bytes: int = struct.unpack("<I", tail[end + 12 : end + 16])[0]
    if end >= 20 and tail[end - 20 : end - 16] == _END64_LOCATOR:
        stream.seek(min(struct.unpack("<Q", tail[end - 12 : end - 4])[0], file_bytes))
        record = stream.read(56)
        directory_bytes = struct.unpack("<Q", record[40:48])[0] if len(record) == 56 else 1 << 62
    if directory_bytes > limits.MAX_ZIP_DIRECTORY_BYTES:
        raise RefusedFile("FILE-ZIP-PARTS", parts=directory_bytes // 46, limit=limits.MAX_ZIP_PARTS)

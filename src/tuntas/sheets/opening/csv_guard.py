"""Judge a text file: is it text at all, in which encoding, and are its lines of a readable length."""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from tuntas.sheets.opening import limits
from tuntas.sheets.opening.refusal import RefusedFile

SAMPLE_BYTES = 64 * 1024
_UNDEFINED_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DELIMITERS = ("\t", ";", "|", ",")


@dataclass(slots=True)
class _Reading:
    """What the pieces read so far allow."""

    is_utf8: bool = True
    is_cp1252: bool = True
    line_bytes: int = 0


def text_encoding(stream: BinaryIO) -> str:
    """Python name of the encoding of a whole file; raises RefusedFile for what is no readable text."""
    file_bytes = stream.seek(0, 2)
    if file_bytes > limits.MAX_CSV_BYTES:
        limit_mb = limits.MAX_CSV_BYTES // limits.MIB
        raise RefusedFile("FILE-TOO-BIG", size_mb=file_bytes // limits.MIB, limit_mb=limit_mb)
    stream.seek(0)
    sample = stream.read(SAMPLE_BYTES)
    marked = next((name for bom, name in _BOMS if sample.startswith(bom)), None)
    stream.seek(0)
    if marked == "utf-16":
        return _check_utf16(stream)
    if len(_CONTROL.findall(sample)) * 100 > len(sample):
        raise RefusedFile("FILE-BINARY")
    return _eight_bit_encoding(stream, marked)


def _eight_bit_encoding(stream: BinaryIO, marked: str | None) -> str:
    reading, decoder = _Reading(), codecs.getincrementaldecoder("utf-8")()
    while piece := stream.read(limits.CHUNK_BYTES):
        if b"\0" in piece:
            raise RefusedFile("FILE-BINARY")
        _measure_lines(piece.replace(b"\r", b"\n"), b"\n", reading)
        reading.is_cp1252 = reading.is_cp1252 and _UNDEFINED_IN_CP1252.search(piece) is None
        if reading.is_utf8:
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                reading.is_utf8 = False
    # A file may end in the middle of a letter.
    is_utf8 = reading.is_utf8 and not decoder.getstate()[0]
    if is_utf8:
        return marked or "utf-8"
    return "cp1252" if reading.is_cp1252 else "latin-1"


def _check_utf16(stream: BinaryIO) -> str:
    reading, decoder = _Reading(), codecs.getincrementaldecoder("utf-16")()
    while piece := stream.read(limits.CHUNK_BYTES):
        try:
            text = decoder.decode(piece)
        except UnicodeDecodeError as error:
            raise RefusedFile("FILE-BINARY") from error
        if "\0" in text:
            raise RefusedFile("FILE-BINARY")
        _measure_lines(text.replace("\r", "\n").encode("utf-8"), b"\n", reading)
    return "utf-16"


def _measure_lines(piece: bytes, line_end: bytes, reading: _Reading) -> None:
    first, last = piece.find(line_end), piece.rfind(line_end)
    if first < 0:
        reading.line_bytes += len(piece)
    if first >= 0 and reading.line_bytes + first > limits.MAX_CSV_LINE_BYTES:
        reading.line_bytes += first
    elif first >= 0:
        reading.line_bytes = len(piece) - last - 1
    if reading.line_bytes > limits.MAX_CSV_LINE_BYTES:
        raise RefusedFile("FILE-CSV-LONG-LINE", limit_mb=limits.MAX_CSV_LINE_BYTES // limits.MIB)

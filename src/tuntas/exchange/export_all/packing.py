"""The file that is written: members one after the other, each with its hash, its size and its number of rows."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """What the manifest says of a file; `rows` None: it has none to count."""

    sha256: str
    bytes: int
    rows: int | None = None


class _Counted(io.RawIOBase):
    """Passes on what is written, and takes its hash."""

    def __init__(self, target: Any) -> None:
        self.target, self.digest, self.size = target, hashlib.sha256(), 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Pass on."""
        self.digest.update(data)
        self.size += len(data)
        self.target.write(data)
        return len(data)


@dataclass
class Pack:
    """A zip in the making."""

    archive: zipfile.ZipFile
    members: dict[str, Member] = field(default_factory=dict)

    def table(self, name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
        """Add a table as CSV, row by row; how many rows it has."""
        count = 0
        with self._opened(name) as raw:
            text = io.TextIOWrapper(cast(BinaryIO, raw), encoding="utf-8", newline="", write_through=True)
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(head)
            for count, row in enumerate(rows, 1):  # noqa: B007 - the last number is the count
                writer.writerow(row)
            text.detach()
        self._keep(name, raw, count)
        return count

    def pieces(self, name: str, pieces: Iterable[str], rows: int | None = None) -> None:
        """Add a text that comes in pieces."""
        with self._opened(name) as raw:
            for piece in pieces:
                raw.write(piece.encode())
        self._keep(name, raw, rows)

    def file(self, name: str, source: BinaryIO | Path) -> str:
        """Add a file; the hash of what went in."""
        if isinstance(source, Path):
            with source.open("rb") as stream:
                return self.file(name, stream)
        with self._opened(name) as raw:
            while chunk := source.read(CHUNK_BYTES):
                raw.write(chunk)
        self._keep(name, raw)
        return self.members[name].sha256

    @contextmanager
    def _opened(self, name: str) -> Iterator[_Counted]:
        with self.archive.open(name, "w", force_zip64=True) as member:
            yield _Counted(member)

    def _keep(self, name: str, raw: _Counted, rows: int | None = None) -> None:
        self.members[name] = Member(raw.digest.hexdigest(), raw.size, rows)

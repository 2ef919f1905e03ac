"""Read the directory of an OLE container (the old .xls, or an encrypted workbook)."""

import struct
from dataclasses import dataclass

from tuntas.sheets.opening.refusal import corrupt

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # sector numbers from here up are marks, not sectors
_MINI_STREAM_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream or storage of the container."""

    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    start: int
    size_bytes: int


class OleFile:
    """The sectors of a container held in memory; every chain is followed at most once around."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512 or not content.startswith(MAGIC):
            raise corrupt("OLE: header")
        self._content = content
        shift = struct.unpack_from("<H", content, 30)[0]
        if shift not in (9, 12):
            raise corrupt("OLE: sector size")
        self._sector_bytes = 1 << shift
        self._table = self._allocation_table()
        self.entries = self._directory()

    def stream(self, name: str) -> bytes | None:
        """Bytes of the named stream; None when there is none."""
        found = next((e for e in self.entries if e.name.lower() == name.lower() and e.kind == 2), None)
        if found is None:
            return None
        if found.size_bytes >= _MINI_STREAM_BYTES:
            return self._chain(found.start)[: found.size_bytes]
        return self._mini(found)

    def _mini(self, entry: Entry) -> bytes:
        root = next((e for e in self.entries if e.kind == 5), None)
        if root is None:
            raise corrupt("OLE: no root")
        start = struct.unpack_from("<I", self._content, 60)[0]
        table = _integers(self._chain(start)) if start < _LAST else ()
        body = self._chain(root.start)
        sectors = _follow(entry.start, table)
        return b"".join(body[s * 64 : s * 64 + 64] for s in sectors)[: entry.size_bytes]

    def _allocation_table(self) -> tuple[int, ...]:
        sectors = list(struct.unpack_from("<109I", self._content, 76))
        following = struct.unpack_from("<I", self._content, 68)[0]
        seen: set[int] = set()
        while following < _LAST and following not in seen:
            seen.add(following)
            more = _integers(self._sector(following))
            sectors.extend(more[:-1])
            following = more[-1]
        used = list(dict.fromkeys(s for s in sectors if s < _LAST))
        return tuple(number for sector in used for number in _integers(self._sector(sector)))

    def _directory(self) -> tuple[Entry, ...]:
        body = self._chain(struct.unpack_from("<I", self._content, 48)[0])
        entries = []
        for at in range(0, len(body) - 127, 128):
            name_bytes, kind = struct.unpack_from("<HB", body, at + 64)
            if kind:
                name = body[at : at + max(0, min(name_bytes, 64) - 2)].decode("utf-16-le", "replace")
                start, size_bytes = struct.unpack_from("<II", body, at + 116)
                entries.append(Entry(name, kind, start, size_bytes))
        return tuple(entries)

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(sector) for sector in _follow(start, self._table))

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._sector_bytes
        body = self._content[at : at + self._sector_bytes]
        if len(body) < 64:
            raise corrupt("OLE: sector outside the file")
        return body.ljust(self._sector_bytes, b"\0")


def _integers(body: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(body) // 4}I", body[: len(body) // 4 * 4])


def _follow(start: int, table: tuple[int, ...]) -> list[int]:
    chain: list[int] = []
    while start < _LAST:
        if start >= len(table) or len(chain) > len(table):
            raise corrupt("OLE: broken chain")
        chain.append(start)
        start = table[start]
    return chain

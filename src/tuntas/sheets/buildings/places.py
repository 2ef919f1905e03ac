"""Which RT a row belongs to: the place as written, and a key under which spellings of one RT meet."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tuntas.sheets.buildings.headers import folded

_RT = re.compile(r"\bRT\W*0*(\d+[A-Z]?)(?![A-Z0-9])", re.IGNORECASE)
_RW = re.compile(r"\bRW\W*0*(\d+[A-Z]?)(?![A-Z0-9])", re.IGNORECASE)
_PAIR = re.compile(r"\s*0*(\d+[A-Z]?)\s*[/\-]\s*0*(\d+[A-Z]?)\s*", re.IGNORECASE)


class UnitKey(NamedTuple):
    """Kecamatan and kelurahan as written (spaces evened), and the RT: normalised, or its text if unreadable."""

    kecamatan: str
    kelurahan: str
    rt: str


def rt_and_rw(text: str) -> tuple[str, str] | None:
    """`RT06A-RW002`, `006A/002` and `RT 6A RW 2` are all ("06A", "002"); None where it cannot be read."""
    if pair := _PAIR.fullmatch(text):
        return padded(pair[1]), padded(pair[2])
    rt, rw = _RT.search(text), _RW.search(text)
    return (padded(rt[1]), padded(rw[1])) if rt and rw else None


def padded(number: str) -> str:
    """An RT or RW number in three characters: 6 is 006, 6a is 06A."""
    return number.upper().zfill(3)


def unit_key(identity: Mapping[str, str]) -> UnitKey:
    """The key of a row's RT. Kelurahan spelt differently stay different: they are never silently joined."""
    rt_text = _even(identity.get("rt_rw", ""))
    numbers = rt_and_rw(rt_text)
    rt = "/".join(numbers) if numbers else rt_text
    return UnitKey(_even(identity.get("kecamatan", "")), _even(identity.get("kelurahan", "")), rt)


def lookalikes(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Groups of names that differ only in case, spaces or punctuation, in order of first appearance."""
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        groups.setdefault(folded(name).replace("_", ""), []).append(name)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _even(text: str) -> str:
    return " ".join(text.split())

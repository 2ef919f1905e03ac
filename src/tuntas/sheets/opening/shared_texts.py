"""Texts that a workbook keeps once and shows often: what they come to when every showing is written out.

Readers copy the text into each cell, so a 32 kB text shown by a million cells is a bomb of 32 GB.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

_ITEM = re.compile(rb"<(?:\w+:)?si[\s/>]")
_SHOWN = re.compile(rb"""t=["']s["'][^<]*<(?:\w+:)?v>\s*(\d{1,9})\s*<""")
_KEEP = 512


@dataclass(slots=True)
class TextLengths:
    """Feed the XML of the shared texts; then `lengths` bounds each text from above, markup included."""

    _starts: list[int] = field(default_factory=list)
    _seen: int = 0
    _rest: bytes = b""

    def feed(self, piece: bytes) -> None:
        """Note where texts start in one piece."""
        text = self._rest + piece
        base = self._seen - len(self._rest)
        self._starts.extend(base + match.start() for match in _ITEM.finditer(text))
        self._seen += len(piece)
        # The start of an element cut by the end of the piece; whole elements were counted.
        cut = text.rfind(b"<", max(0, len(text) - _KEEP))
        self._rest = text[cut:] if cut >= 0 and _ITEM.match(text, cut) is None else b""

    def lengths(self) -> npt.NDArray[np.int64]:
        """Bytes of each shared text, in order."""
        places = np.array([*self._starts, self._seen], dtype=np.int64)
        return places[1:] - places[:-1]


def shown_bytes(pieces: Iterable[bytes], lengths: npt.NDArray[np.int64]) -> int:
    """Bytes of all shared texts that a sheet shows, each counted as often as it is shown."""
    total, rest = 0, b""
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"<", 0, max(0, len(text) - _KEEP)) if len(text) > 2 * _KEEP else 0
        found = [match for match in _SHOWN.finditer(text)]
        done = found[-1].end() - 1 if found else 0
        rest = text[max(done, cut) :]
        total += _sum_shown([int(match[1]) for match in found], lengths)
    return total


def _sum_shown(indexes: list[int], lengths: npt.NDArray[np.int64]) -> int:
    shown = np.array(indexes, dtype=np.int64)
    return int(lengths[shown[shown < lengths.size]].sum())

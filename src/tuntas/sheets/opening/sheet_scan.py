"""Bounds of an XLSX sheet by looking for bytes, without parsing its XML.

Millions of cells are judged faster than they can be unpacked, because only cell references
(`<c r="AN150001"`) are looked at, in whole arrays. The result is an upper bound: blanks that carry
only formatting count too. Anything not written in the usual way sets `is_unusual`, and the caller
then parses the sheet properly (`sheet_parse`). The bound must hold for every file, hostile ones too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tuntas.sheets.opening.extent import Extent

Positions: TypeAlias = npt.NDArray[np.intp]
Words: TypeAlias = npt.NDArray[np.uint64]
Flags: TypeAlias = npt.NDArray[np.bool_]

# A piece is looked at up to this many bytes before its end; the rest waits for the next piece.
# `<c r="XFD1048576"` and the 8 bytes read from any place in it fit.
_KEEP = 32
_OW = int.from_bytes(b"ow", "little")
_ONES = np.uint64(0x0101010101010101)
_HIGHS = np.uint64(0x8080808080808080)
_QUOTES = np.uint64(0x2222222222222222)
_SIX_BYTES = np.uint64(0xFFFFFFFFFFFF)
_ENDS_NAME = np.isin(np.arange(256), np.frombuffer(b" \t\r\n/>", dtype=np.uint8))


@dataclass(slots=True)
class SheetScan:
    """Feed the XML in pieces, then `finish`. `is_prefixed`: the writer says `<x:c` instead of `<c`."""

    is_prefixed: bool = False
    extent: Extent = field(default_factory=Extent)
    is_unusual: bool = False
    has_errors: bool = False
    has_formulas: bool = False
    _rest: bytes = b""

    def feed(self, piece: bytes) -> None:
        """Look at one piece of the sheet's XML."""
        text = self._rest + piece
        end = len(text) - _KEEP
        if end <= 0:
            self._rest = text
            return
        self._look(text, end)
        self._rest = text[end:]

    def finish(self) -> None:
        """Look at what is left."""
        text = self._rest + b" " * _KEEP
        self._rest = b""
        self._look(text, len(text) - _KEEP)

    def _look(self, text: bytes, end: int) -> None:
        usual, other = (b":", b"<") if self.is_prefixed else (b"<", b":")
        # Every error text begins with #, and one byte is found faster than six.
        self.has_errors = self.has_errors or (b"#" in text and b't="e"' in text)
        words, cells = _words(text), []
        for offset in (0, 1):
            # A copy that starts at the odd byte is aligned again: comparing aligned numbers is twice as fast.
            pairs = np.frombuffer(text[offset:], dtype="<u2", count=max(0, end - offset + 1) // 2)
            cells.append(np.flatnonzero(pairs == _pair(usual, b"c")) * 2 + offset)
            self.has_formulas = self.has_formulas or bool((pairs == _pair(usual, b"f")).any())
            rows = np.flatnonzero(pairs == _pair(usual, b"r")) * 2 + offset
            self.extent.rows += int(np.count_nonzero(words[rows] >> np.uint64(16) & 0xFFFF == _OW))
            stray = np.flatnonzero(pairs == _pair(other, b"c")) * 2 + offset
            self.is_unusual |= bool(_ends_name(words[stray]).any())
        for at in cells:
            self._look_at_cells(words, at, usual)

    def _look_at_cells(self, words: Words, at: Positions, usual: bytes) -> None:
        heads = words[at]
        is_cell = heads & _SIX_BYTES == np.uint64(int.from_bytes(usual + b'c r="', "little"))
        if not is_cell.all():
            # A `c` element whose first attribute is not r: legal, but its position needs a parser.
            self.is_unusual |= bool(_ends_name(heads[~is_cell]).any())
            at, heads = at[is_cell], heads[is_cell]
        if at.size:
            self.extent.values += int(at.size)
            self._look_at_columns(heads, words, at)

    def _look_at_columns(self, heads: Words, words: Words, at: Positions) -> None:
        first, second = (heads >> np.uint64(48)).astype(np.uint8), (heads >> np.uint64(56)).astype(np.uint8)
        has_two = _is_letter(second)
        digits_at = at + 7 + has_two
        digits = words[digits_at]
        third = digits.astype(np.uint8)
        has_three = has_two & _is_letter(third)
        if has_three.any():
            digits = words[digits_at + has_three]
        self.is_unusual |= not bool(_is_letter(first).all())
        self.extent.last_col = max(self.extent.last_col, _last_column(first, second, third, has_two, has_three))
        self._look_at_rows(digits)

    def _look_at_rows(self, digits: Words) -> None:
        mask = digits ^ _QUOTES
        quote = (mask - _ONES) & ~mask & _HIGHS
        self.is_unusual |= not bool(quote.all())
        # Keep the bytes before the closing quote; then only rows that differ from the cell before.
        digits &= ((quote & (~quote + np.uint64(1))) >> np.uint64(7)) - np.uint64(1)
        numbers = digits[np.flatnonzero(np.diff(digits, prepend=~digits[:1]))]
        last, is_number = _last_number(numbers)
        self.is_unusual |= not is_number
        self.extent.last_row = max(self.extent.last_row, last - 1)


def value_count(pieces: Iterable[bytes], is_prefixed: bool) -> int:
    """Cells that hold a value (`<v>`, or `<is>` for a text of their own), never fewer than there are."""
    mark, rest, count = b":" if is_prefixed else b"<", b"", 0
    for piece in pieces:
        text = rest + piece
        count += text.count(mark + b"v") + text.count(mark + b"is")
        rest = text[-2:] if text[-2:] == mark + b"i" else text[-1:]
    return count


def _pair(mark: bytes, letter: bytes) -> int:
    return int.from_bytes(mark + letter, "little")


def _words(text: bytes) -> Words:
    """The 8 bytes from every place of the text, as numbers, without a copy."""
    return np.ndarray(shape=(len(text) - 7,), dtype="<u8", buffer=text, strides=(1,))


def _ends_name(heads: Words) -> Flags:
    """Whether the third byte of each word ends an element's name."""
    return _ENDS_NAME[(heads >> np.uint64(16)).astype(np.uint8)]


def _is_letter(codes: npt.NDArray[np.uint8]) -> Flags:
    return (codes >= 65) & (codes <= 90)


def _last_column(
    first: npt.NDArray[np.uint8],
    second: npt.NDArray[np.uint8],
    third: npt.NDArray[np.uint8],
    has_two: Flags,
    has_three: Flags,
) -> int:
    if not has_two.any():
        return int(first.max()) - 65
    if not has_three.any():
        high = first[has_two].astype(np.int32)
        return int((high * 26 + second[has_two]).max()) - (64 * 26 + 65)
    high, low = first[has_three].astype(np.int32), second[has_three].astype(np.int32)
    return int((high * 676 + low * 26 + third[has_three]).max()) - (64 * 676 + 64 * 26 + 65)


def _last_number(digits: Words) -> tuple[int, bool]:
    """Largest decimal number in words of up to 7 ASCII digits, and whether all of them are digits."""
    value = np.zeros(digits.shape, dtype=np.int64)
    left = digits.copy()
    is_number = bool((digits != 0).all())
    while left.any():
        code = (left & np.uint64(0xFF)).astype(np.int64)
        is_number &= bool(((left == 0) | ((code >= 48) & (code <= 57))).all())
        value = np.where(left == 0, value, value * 10 + code - 48)
        left >>= np.uint64(8)
    return int(value.max()), is_number

"""The forms of a decree's sentences: letters, numbers, ordinals of its rulings, and the marks at their ends."""

from collections.abc import Sequence

UNITS = ("", "SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN")
TEN, ELEVEN = 10, 11
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def ordinal(place: int) -> str:
    """`KESATU`, `KEDUA`, …, `KESEPULUH`, `KESEBELAS`, `KEDUA BELAS`, …, `KEDUA PULUH SATU`."""
    tens, units = divmod(place, TEN)
    if place in (TEN, ELEVEN):
        return "KESEPULUH" if place == TEN else "KESEBELAS"
    if tens == 1:
        return f"KE{UNITS[units]} BELAS"
    return f"KE{UNITS[tens]} PULUH {UNITS[units]}".strip() if tens else f"KE{UNITS[units]}"


def lettered(items: Sequence[str]) -> list[tuple[str, str]]:
    """Each item with its letter, ending in a semicolon; one alone has no letter."""
    marks = [f"{LETTERS[place % len(LETTERS)]}." for place in range(len(items))]
    return _marked(marks, items)


def numbered(items: Sequence[str]) -> list[tuple[str, str]]:
    """Each item with its number, ending in a semicolon; one alone has no number."""
    return _marked([f"{place}." for place in range(1, len(items) + 1)], items)


def sentence(text: str, end: str) -> str:
    """The text with that mark at its end, unless it has one."""
    cleaned = text.strip()
    return cleaned if cleaned.endswith((";", ".", ":")) else f"{cleaned}{end}"


def bare(text: str) -> str:
    """The text without letters that no document may hold."""
    return "".join(letter for letter in text if letter in "\n\t" or _is_allowed(ord(letter)))


def _is_allowed(code: int) -> bool:
    return 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF  # as XML has it


def _marked(marks: Sequence[str], items: Sequence[str]) -> list[tuple[str, str]]:
    alone = len(items) == 1
    return [("" if alone else mark, sentence(item, ";")) for mark, item in zip(marks, items, strict=True)]

"""RT and RW as keys, and kelurahan names as people spell them. Nothing here guesses, and nothing joins two names."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

#: Names this alike are asked about. Real neighbours ("Krapyak Lor", "Krapyak Kidul") stay below it.
ALIKE = 0.88
_SHORTEST_ASKED = 5

_PART = r"(?P<{0}>\d{{1,3}}|[IVX]{{1,6}})(?:\s?(?P<{0}_suffix>[A-Z])(?![A-Z]))?"
_BARE = r"(?P<{0}>\d{{1,3}})(?:\s?(?P<{0}_suffix>[A-Z]))?"
_BARE_RT, _BARE_RW = _BARE.format("rt"), _BARE.format("rw")
_RT, _RW = _PART.format("rt"), _PART.format("rw")
_SIGN = r"[\s./:,_\-–]*"
_BETWEEN = r"[\s./:,;_\-–]*"
_RT_WORD, _RW_WORD = r"R\.?\s?T\.?", r"(?P<kind>R\.?\s?W|DSN|DUSUN|DS)\.?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_RT_WORD}{_SIGN}{_RT}{_BETWEEN}{_RW_WORD}{_SIGN}{_RW}",
        rf"{_RW_WORD}{_SIGN}{_RW}{_BETWEEN}{_RT_WORD}{_SIGN}{_RT}",
        rf"(?:R\.?T\.?\s*[/\-–]\s*R\.?W\.?{_SIGN}|R\.?T\.?{_SIGN})?{_BARE_RT}\s*[/\-–]\s*{_BARE_RW}",
    )
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_PREFIX = re.compile(r"^\s*(?:kelurahan|desa|kel\b|ds\b)[\s.:]*(?=\w)")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class RtKey:
    """An RT in its RW: three digits each and the suffix letter, as `006A` and `002`; a dusun is `DS005`."""

    rt: str
    rw: str


def parse_rt_rw(text: str) -> RtKey | None:
    """The RT that `RT06A-RW002`, `003/002`, `RT 3 RW 2` or `RT106-DS05` names; None where both parts are not plain.

    Without words the order is RT/RW, as on identity cards.
    """
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    for shape in _SHAPES:
        if match := shape.fullmatch(plain):
            rt, rw = (_padded(match[name], match[f"{name}_suffix"] or "") for name in ("rt", "rw"))
            kind = match.groupdict().get("kind") or "RW"
            return RtKey(rt, rw if kind.startswith("R") else f"DS{rw}") if rt and rw else None
    return None


def padded_number(text: str) -> str:
    """A lone RT or RW number as its key: `6a` is `006A`, `RW 2` is `002`; empty where it is no such number."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    match = re.fullmatch(rf"(?:R\.?[TW]\.?{_SIGN})?{_RT}", plain)
    return _padded(match["rt"], match["rt_suffix"] or "") if match else ""


def fold_name(text: str) -> str:
    """A name for comparing: without case, accents, spaces, hyphens and the word Kelurahan or Desa before it."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return _NOT_WORD.sub("", _PREFIX.sub("", plain)) or _NOT_WORD.sub("", plain)


def similar_names(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Pairs that are likely one kelurahan spelt in two ways, by first appearance: to be asked, never joined."""
    folded = {name: fold_name(name) for name in dict.fromkeys(" ".join(name.split()) for name in names) if name}
    digits = {name: "".join(c for c in plain if c.isdigit()) for name, plain in folded.items()}
    pairs = ((one, other) for one, other in combinations(folded, 2) if digits[one] == digits[other])
    return tuple((one, other) for one, other in pairs if _alike(folded[one], folded[other]))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_ASKED:
        return False
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.real_quick_ratio() >= ALIKE and match.quick_ratio() >= ALIKE and match.ratio() >= ALIKE


def _padded(number: str, suffix: str) -> str:
    value = int(number) if number.isdigit() else _roman(number)
    return f"{value:03d}{suffix}" if value else ""


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    value = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return value if _in_roman(value) == text else 0


def _in_roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]

"""Words that stand in cells of survey sheets, from `words.toml`: missing marks, units, yes and no, classes."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from tuntas.rules.regulation import Grade


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word: the unit it belongs to (`ha`), and how many of that unit one of it makes."""

    of: str
    times: Decimal


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of cells, all keys folded by `fold_word`."""

    missing: frozenset[str]
    zero: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    positive: frozenset[str]
    negative: frozenset[str]
    totals: tuple[str, ...]
    examples: tuple[str, ...]
    lookalikes: Mapping[str, str]
    units: Mapping[str, Unit]
    whole_units: frozenset[str]
    grades: Mapping[str, Grade]


@lru_cache(maxsize=65536)
def fold_word(text: str) -> str:
    """A cell's words for comparing: no case, no outer or double spaces, m² as m2."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def words() -> Words:
    """The shipped vocabulary."""
    raw = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    sets = {name: _folded(raw[name]) for name in ("missing", "zero", "yes", "no", "positive", "negative")}
    return Words(
        **sets,
        totals=tuple(raw["rows"]["totals"]),
        examples=tuple(raw["rows"]["examples"]),
        lookalikes=raw["lookalikes"],
        units={fold_word(word): Unit(of, Decimal(str(times))) for word, (of, times) in raw["units"].items()},
        whole_units=frozenset(raw["whole"]["units"]),
        grades={fold_word(word): Grade(grade) for grade, names in raw["grades"].items() for word in names},
    )


def grade_named(text: str) -> Grade | None:
    """The class that a printed word or code (KB, KS, KR, TK) means; None where it means none."""
    return words().grades.get(fold_word(text))


def _folded(entries: list[str]) -> frozenset[str]:
    return frozenset(fold_word(entry) for entry in entries)

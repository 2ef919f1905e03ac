"""What a brought problem may be about, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tuntas.domain.text import Text


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject; `aspect` is that of the rule set whose agencies are asked first (empty: none covers it)."""

    code: str
    name: Text
    aspect: str
    unit: str


@cache
def subjects() -> Mapping[str, Subject]:
    """Every subject by its code, in the order of the file."""
    told = tomllib.loads((files(__package__) / "subjects.toml").read_text(encoding="utf-8"))
    return {code: Subject(code, Text(row["id"], row["en"]), row["aspect"], row["unit"])
            for code, row in told["subjects"].items()}  # fmt: skip


def subject_word(code: str, lang: str) -> str:
    """The subject in words; a code that is no longer listed stands for itself."""
    known = subjects().get(code)
    return known.name.in_(lang) if known else code

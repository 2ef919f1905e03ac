"""The typologies of slum locations, as data: a code, its words, and how files spell it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tuntas.city.places.naming import match_name
from tuntas.domain.text import Text


@dataclass(frozen=True, slots=True)
class Typology:
    """A typology; `also` are other spellings, as compared."""

    id: str
    name: Text
    also: frozenset[str]


@cache
def typologies() -> Mapping[str, Typology]:
    """Every typology by its id, in the order of the file."""
    told = tomllib.loads((files(__package__) / "typologies.toml").read_text(encoding="utf-8"))
    return {code: _typology(code, entry) for code, entry in told["typologies"].items()}


def typology_of(words: str) -> str:
    """The id of the typology that a file means by its words; empty where it is none of ours."""
    said = match_name(words) if words.strip() else ""
    return next((one.id for one in typologies().values() if said in one.also), "")


def typology_word(code: str, lang: str) -> str:
    """The typology in words; an id that is no longer listed stands for itself."""
    known = typologies().get(code)
    return known.name.in_(lang) if known else code


def _typology(code: str, entry: Mapping[str, str | list[str]]) -> Typology:
    name = Text(id=str(entry["id"]), en=str(entry["en"]))
    spellings = [name.id, name.en, code, *entry.get("also", [])]
    return Typology(code, name, frozenset(match_name(one) for one in spellings))

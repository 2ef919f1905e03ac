"""What an outline says of itself beyond its place, read by a vocabulary of heads."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tuntas.city.places.naming import match_name
from tuntas.city.places.outlines import Outline
from tuntas.city.settlements.typologies import typology_of
from tuntas.domain.area import M2_PER_HA, DecimalMark, NotAnArea, decimal_mark, read_hectares


@dataclass(frozen=True, slots=True)
class Statement:
    """What a feature says; empty where it says nothing. `printed` as in the file, `unit` ha, m² or not named."""

    name: str = ""
    kelurahan: str = ""
    kecamatan: str = ""
    typology: str = ""
    grade: str = ""
    printed: str = ""
    unit: str = ""


@cache
def vocabulary() -> Mapping[str, Sequence[str]]:
    """The heads by what they mean, as compared."""
    told = tomllib.loads((files(__package__) / "headers.toml").read_text(encoding="utf-8"))
    return {meaning: tuple(match_name(head) for head in heads) for meaning, heads in told.items()}


def statement_of(outline: Outline) -> Statement:
    """What a feature says of itself."""
    said = {match_name(head): text for head, text in outline.stated.items()}
    words = {meaning: _first(said, heads) for meaning, heads in vocabulary().items()}
    unit = next((unit for unit in ("area_ha", "area_m2", "area") if words[unit]), "")
    return Statement(
        name=words["name"], kelurahan=words["kelurahan"], kecamatan=words["kecamatan"],
        typology=typology_of(words["typology"]), grade=words["grade"], printed=words[unit] if unit else "", unit=unit,
    )  # fmt: skip


def printed_mark(statements: Sequence[Statement]) -> DecimalMark | None:
    """The decimal mark of the file's areas, where they leave no doubt."""
    return decimal_mark([one.printed for one in statements if one.printed])


def printed_m2(statement: Statement, drawn_m2: int, mark: DecimalMark | None) -> int | None:
    """The printed area in square metres; None where none is printed or it is no number."""
    if not statement.printed:
        return None
    try:
        as_hectares = read_hectares(statement.printed, mark)
    except NotAnArea:
        return None
    as_metres = (2 * as_hectares + M2_PER_HA) // (2 * M2_PER_HA)
    if statement.unit == "area":  # the two readings lie ten thousand apart: the one nearer to the drawing is meant
        return min(as_hectares, as_metres, key=lambda area: _times(area, drawn_m2))
    return as_metres if statement.unit == "area_m2" else as_hectares


def _times(one: int, other: int) -> int:
    """How many times the smaller goes into the larger."""
    return max(one, other) // max(1, min(one, other))


def _first(said: Mapping[str, str], heads: Sequence[str]) -> str:
    return next((said[head] for head in heads if said.get(head)), "")

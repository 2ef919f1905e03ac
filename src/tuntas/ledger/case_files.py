"""Cases that ship with the product: a city's printed figures with their sources, and what others print beside them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files

from tuntas.domain.area import hectares_to_m2
from tuntas.domain.text import Text
from tuntas.ledger.plain import PlainKind, PlainLine


class Figure(StrEnum):
    """What a statement is about."""

    DECREED = "DECREED"
    HANDLED = "HANDLED"
    REMAINING = "REMAINING"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who printed a figure; `url` is where it was found, empty for a paper."""

    name: Text
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as somebody printed it, beside the figures of the case; never posted."""

    about: Figure
    printed_on: str
    area_m2: int
    printed: str
    origin: Origin
    note: Text


@dataclass(frozen=True, slots=True)
class Case:
    """A city's figures as one source prints them (`lines`), spellings of its decrees, and what others print."""

    id: str
    name: Text
    city_code: str
    city_name: str
    until: date
    lines: tuple[PlainLine, ...]
    origins: tuple[Origin, ...]
    aliases: Mapping[str, tuple[str, ...]]
    told: tuple[Told, ...]


class UnknownCase(KeyError):
    """No case has that name; `known` are those there are."""

    def __init__(self, wanted: str, known: tuple[str, ...]) -> None:
        super().__init__(wanted)
        self.wanted, self.known = wanted, known


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, by name."""
    folder = files("tuntas.ledger").joinpath("cases")
    found = [_case(tomllib.loads(one.read_text(encoding="utf-8"))) for one in folder.iterdir()
             if one.name.endswith(".toml")]  # fmt: skip
    return tuple(sorted(found, key=lambda case: case.id))


def case_named(wanted: str) -> Case:
    """The case of that name. Raises `UnknownCase`."""
    cases = {case.id: case for case in all_cases()}
    if wanted not in cases:
        raise UnknownCase(wanted, tuple(cases))
    return cases[wanted]


def _case(read: dict[str, object]) -> Case:
    head: dict[str, object] = read["case"]  # type: ignore[assignment]
    lines: list[dict[str, object]] = read["line"]  # type: ignore[assignment]
    told: list[dict[str, object]] = read["statement"]  # type: ignore[assignment]
    raw_sources: dict[str, dict[str, str]] = read["sources"]  # type: ignore[assignment]
    sources = {key: Origin(Text(one["id"], one["en"]), one.get("url", "")) for key, one in raw_sources.items()}
    until = head["until"]
    assert isinstance(until, date)
    return Case(
        id=str(head["id"]),
        name=_text(head["name"]),
        city_code=str(head["city_code"]),
        city_name=str(head["city_name"]),
        until=until,
        lines=tuple(_line(one) for one in lines),
        origins=tuple(sources[str(one["source"])] for one in lines),
        aliases={str(one["basis"]): tuple(map(str, _list(one["aliases"]))) for one in lines if "aliases" in one},
        told=tuple(_told(one, sources) for one in told),
    )


def _line(one: dict[str, object]) -> PlainLine:
    on = one["on"]
    assert isinstance(on, date)
    return PlainLine(
        kind=PlainKind(str(one["kind"])),
        on=on,
        printed_on=str(one["printed_on"]),
        printed=str(one["ha"]),
        area_m2=hectares_to_m2(Decimal(str(one["ha"]))),
        basis=str(one.get("basis", "")),
        source=str(one["source"]),
    )


def _told(one: dict[str, object], sources: Mapping[str, Origin]) -> Told:
    printed = str(one["ha"])
    return Told(
        about=Figure(str(one["about"])),
        printed_on=str(one["printed_on"]),
        area_m2=hectares_to_m2(Decimal(printed)),
        printed=printed,
        origin=sources[str(one["source"])],
        note=_text(one["note"]),
    )


def _text(value: object) -> Text:
    assert isinstance(value, dict)
    return Text(str(value["id"]), str(value["en"]))


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value

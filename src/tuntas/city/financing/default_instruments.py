"""Kinds of financing instruments, and those that a city starts with, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tuntas.domain.text import Text


@dataclass(frozen=True, slots=True)
class InstrumentKind:
    """A kind of instrument; `is_loan`: what is given has to be repaid."""

    code: str
    name: Text
    is_loan: bool


@dataclass(frozen=True, slots=True)
class DefaultInstrument:
    """An instrument of the list, without any terms: those the city enters with their paper."""

    code: str
    kind: str
    name: Text
    provider: Text
    eligible: Text


@cache
def instrument_kinds() -> Mapping[str, InstrumentKind]:
    """The kinds by code, in the order of the file."""
    return {code: InstrumentKind(code, _text(entry), entry["is_loan"]) for code, entry in _told()["kinds"].items()}


@cache
def default_instruments() -> tuple[DefaultInstrument, ...]:
    """The instruments in the order of the file."""
    return tuple(
        DefaultInstrument(code, entry["kind"], _text(entry), _text(entry["provider"]), _text(entry["eligible"]))
        for code, entry in _told()["instruments"].items()
    )


def is_loan(kind: str) -> bool:
    """Whether what an instrument of that kind gives has to be repaid."""
    return kind in instrument_kinds() and instrument_kinds()[kind].is_loan


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "instruments.toml").read_text(encoding="utf-8"))


def _text(entry: Mapping[str, Any]) -> Text:
    return Text(entry["id"], entry["en"])

"""The list of sources that a city starts with, and the words of the law data for authority, as data."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tuntas.domain.text import Text


@dataclass(frozen=True, slots=True)
class DefaultSource:
    """A source of the list; `parent` is the code of its group, empty for a group. `aspects` empty: it pays all."""

    code: str
    parent: str
    name: Text
    holder: str
    aspects: tuple[str, ...] = ()
    note: str = ""


@cache
def default_sources() -> tuple[DefaultSource, ...]:
    """Groups, each followed by its sources, in the order of the file."""
    return tuple(_sources(_told()))


@cache
def authority_codes() -> Mapping[str, str]:
    """The authority by area: the id of the law data → the code of ours."""
    return dict(_told()["authority"])


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "source_groups.toml").read_text(encoding="utf-8"))


def _sources(told: Mapping[str, Any]) -> Iterator[DefaultSource]:
    for code, group in told["groups"].items():
        yield _source(code, "", group, group)
        for below, entry in group.get("sources", {}).items():
            yield _source(below, code, entry, group)


def _source(code: str, parent: str, entry: Mapping[str, Any], group: Mapping[str, Any]) -> DefaultSource:
    return DefaultSource(code, parent, Text(entry["id"], entry["en"]), group.get("holder", ""),
                         tuple(entry.get("aspects", ())), entry.get("note", ""))  # fmt: skip

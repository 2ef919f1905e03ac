"""The measures of a ranking and their default weights, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tuntas.domain.text import Text


@dataclass(frozen=True, slots=True)
class RankingMeasure:
    """What items are compared by. `worst` and `best` None: the ends of the list are; then `is_more_better` holds."""

    code: str
    name: Text
    weight: int
    worst: int | None
    best: int | None
    is_more_better: bool
    unit: str
    kinds: tuple[str, ...]


@cache
def ranking_id() -> str:
    """The name of the default weights."""
    return str(_told()["id"])


@cache
def measures(kind: str = "") -> tuple[RankingMeasure, ...]:
    """Every measure in the order of the file, or those that speak of a kind of item."""
    every = tuple(_measure(code, row) for code, row in _told()["measures"].items())
    return tuple(one for one in every if not kind or kind in one.kinds)


def default_weights() -> dict[str, int]:
    """The weights that hold until a city keeps its own."""
    return {one.code: one.weight for one in measures()}


def _told() -> Mapping[str, Any]:
    return tomllib.loads((files("tuntas.planning") / "ranking.toml").read_text(encoding="utf-8"))


def _measure(code: str, row: Mapping[str, Any]) -> RankingMeasure:
    worst, best = row.get("worst"), row.get("best")
    return RankingMeasure(
        code=code, name=Text(str(row["id"]), str(row["en"])), weight=int(str(row["weight"])),
        worst=None if worst is None else int(str(worst)), best=None if best is None else int(str(best)),
        is_more_better=row.get("better") == "high", unit=str(row["unit"]),
        kinds=tuple(row["kinds"]),
    )  # fmt: skip

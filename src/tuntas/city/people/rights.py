"""The table of rights, read once from `rights.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

#: Roles whose post may be without a city, because they reach several or all.
WITHOUT_CITY = ("ADMINISTRATOR", "PROVINCE_VIEWER", "MINISTRY_VIEWER")


@dataclass(frozen=True, slots=True)
class Role:
    """What one role may do and how far it reaches (`AREA`, `CITY`, `PROVINCE`, `ALL`)."""

    code: str
    scope: str
    verbs: frozenset[str]


@cache
def roles() -> Mapping[str, Role]:
    """Every role by its code."""
    table = _table()["roles"]
    return {code: Role(code, row["scope"], frozenset(row["verbs"])) for code, row in table.items()}


@cache
def verbs() -> frozenset[str]:
    """Every verb that some role holds."""
    return frozenset(verb for role in roles().values() for verb in role.verbs)


@cache
def roles_with_second_factor() -> frozenset[str]:
    """Roles that have to sign in with a second factor."""
    strong = frozenset(_table()["second_factor"])
    return frozenset(role.code for role in roles().values() if role.verbs & strong)


def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "rights.toml").read_text(encoding="utf-8"))

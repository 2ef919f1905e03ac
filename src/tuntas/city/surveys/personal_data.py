"""The register of fields, read once: which columns are public, internal, personal or specific."""

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files


class FieldClass(StrEnum):
    """How far a column may go, from everyone to the fewest."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SPECIFIC = "specific"


class NotRegistered(Exception):
    """A column that the register does not know: it must not go anywhere."""


@cache
def register() -> Mapping[str, Mapping[str, object]]:
    """Table → the class of its columns (`all`) and the lists of those that differ, as the file has them."""
    return tomllib.loads((files(__package__) / "personal_data.toml").read_text(encoding="utf-8"))


def class_of(table: str, column: str) -> FieldClass:
    """The class of a column (`surveys.UnfitHouse`, `address`). Raises `NotRegistered` for an unknown table."""
    known = register().get(table)
    if known is None:
        raise NotRegistered(f"{table}.{column}")
    for name in FieldClass:
        listed = known.get(name.value, [])
        if isinstance(listed, list) and column in listed:
            return name
    return FieldClass(str(known["all"]))


def columns_by_class(table: str, columns: Iterable[str]) -> Mapping[FieldClass, list[str]]:
    """The columns of a table under their classes, in their order; a class without columns is empty."""
    groups: dict[FieldClass, list[str]] = {one: [] for one in FieldClass}
    for column in columns:
        groups[class_of(table, column)].append(column)
    return groups


def may_show(table: str, column: str, most: FieldClass) -> bool:
    """Whether a column may go to where at most `most` is allowed."""
    order = list(FieldClass)
    return order.index(class_of(table, column)) <= order.index(most)

"""The words that go along: a schema for programs, and for people what every file and column is."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from django.db.models import Model

from tuntas import __version__
from tuntas.city.people.models import City
from tuntas.exchange.export_all.columns import CellKind, Column
from tuntas.exchange.export_all.packing import Member

Wording = Mapping[str, str]
#: How a cell's text is typed once it is read.
TYPES: Mapping[CellKind, Mapping[str, str]] = {
    CellKind.INTEGER: {"type": "integer"},
    CellKind.TEXT: {"type": "string"},
    CellKind.BOOLEAN: {"type": "boolean"},
    CellKind.DATE: {"type": "string", "format": "date"},
    CellKind.MOMENT: {"type": "string", "format": "date-time"},
    CellKind.JSON: {"type": "string", "contentMediaType": "application/json"},
    CellKind.HEX: {"type": "string", "pattern": "^([0-9a-f]{2})*$"},
}


@cache
def words() -> Mapping[str, Mapping[str, Wording]]:
    """`parts`, `tables` and `columns` in both languages, as the file has them."""
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


def column_wording(table: str, column: str) -> Wording:
    """What a column is: its own wording (`places.Place.name`) or that of all columns of its name."""
    known = words()["columns"]
    return known.get(f"{table}.{column}") or known[column]


def schema(taken: Mapping[type[Model], Sequence[Column]]) -> Mapping[str, Any]:
    """JSON Schema (2020-12): for each table the object that a row of its CSV is."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tuntas export",
        "$defs": {model._meta.label: _row_schema(model, columns) for model, columns in taken.items()},
    }


def readme(taken: Mapping[type[Model], Sequence[Column]], members: Mapping[str, Member], city: City, personal: bool,
           lang: str) -> str:  # fmt: skip
    """Every file and every column, in words."""
    said = words()
    parts = {name: wording[lang] for name, wording in said["parts"].items()}
    lines = [f"# {city.name} ({city.code}) · Tuntas {__version__}", "", parts["intro"]]
    lines += [parts["example"]] if city.is_example else []
    lines += [parts["personal" if personal else "no-personal"], "", parts["how"], ""]
    for model, columns in taken.items():
        label = model._meta.label
        name = f"tabel/{label}.csv"
        lines += [f"## `{name}` ({members[name].rows})", "", said["tables"][label][lang], ""]
        lines += [_column_line(label, column, lang) for column in columns]
        lines.append("")
    lines += [f"## {parts['others']}", "", *(f"- `{name}`" + _rows(member) for name, member in members.items()
                                             if not name.startswith(("tabel/", "berkas/")))]  # fmt: skip
    return "\n".join([*lines, "", parts["files"], "", parts["audit"], ""])


def _rows(member: Member) -> str:
    return "" if member.rows is None else f" ({member.rows})"


def _column_line(table: str, column: Column, lang: str) -> str:
    refers = f" → `{column.refers_to}`" if column.refers_to else ""
    return f"- `{column.name}` ({column.kind.value}{refers}): {column_wording(table, column.name)[lang]}"


def _row_schema(model: type[Model], columns: Sequence[Column]) -> Mapping[str, Any]:
    label = model._meta.label
    return {
        "type": "object",
        "title": words()["tables"][label]["id"],
        "properties": {column.name: _cell_schema(label, column) for column in columns},
        "required": [column.name for column in columns if not column.may_be_empty],
        "additionalProperties": False,
    }


def _cell_schema(table: str, column: Column) -> Mapping[str, Any]:
    said = {**TYPES[column.kind], "description": column_wording(table, column.name)["id"]}
    return said | ({"x-refers-to": column.refers_to} if column.refers_to else {})

"""Columns of the tables: which may leave, what they are, and how a value becomes the text of a cell."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import Model

from tuntas.city.surveys.houses import nik_of
from tuntas.city.surveys.personal_data import FieldClass, may_show

#: Worth nothing outside, or a key: they never leave.
SECRETS = frozenset({
    "people.User.password", "people.User.totp_secret", "people.User.totp_last_step",
    "surveys.UnfitHouse.nik_sealed", "surveys.UnfitHouse.nik_hash", "surveys.UnfitHouse.match_key",
})  # fmt: skip
#: What stands in the place of a sealed value, where personal data may leave.
OPENED: Mapping[str, Mapping[str, Callable[[Any], str]]] = {"surveys.UnfitHouse": {"nik": nik_of}}


class CellKind(StrEnum):
    """What a cell holds, and so how it is read again."""

    INTEGER = "integer"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    JSON = "json"
    HEX = "hex"


KINDS: tuple[tuple[type[models.Field[Any, Any]], CellKind], ...] = (
    (models.JSONField, CellKind.JSON),
    (models.BinaryField, CellKind.HEX),
    (models.BooleanField, CellKind.BOOLEAN),
    (models.DateTimeField, CellKind.MOMENT),
    (models.DateField, CellKind.DATE),
    (models.IntegerField, CellKind.INTEGER),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table as it leaves; `opens` gives the text of one that the table itself does not hold."""

    name: str
    kind: CellKind
    may_be_empty: bool
    refers_to: str = ""
    opens: Callable[[Any], str] | None = None

    def cell(self, row: Any) -> str:
        """The text of a row's value; empty: there is none."""
        return self.opens(row) if self.opens else cell_text(getattr(row, self.name))


def columns_of(model: type[Model], *, personal: bool) -> list[Column]:
    """The columns that may leave, in the table's own order."""
    label, most = model._meta.label, FieldClass.SPECIFIC if personal else FieldClass.INTERNAL
    found = [
        _column(field) for field in model._meta.concrete_fields
        if f"{label}.{field.name}" not in SECRETS and (field.primary_key or may_show(label, field.name, most))
    ]  # fmt: skip
    opened = OPENED.get(label, {}) if personal else {}
    return [*found, *(Column(name, CellKind.TEXT, True, opens=opens) for name, opens in opened.items())]


#: How values are written, the narrower kind first: a truth value is a number too, and a moment a day.
WRITERS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (bool, lambda value: "true" if value else "false"),
    (datetime, lambda value: value.astimezone(UTC).isoformat()),
    (date, lambda value: value.isoformat()),
    ((bytes, bytearray, memoryview), lambda value: bytes(value).hex()),
    ((dict, list), lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))),
)


def cell_text(value: Any) -> str:
    """ISO days and moments (UTC), `true` and `false`, JSON, bytes as hexadecimal digits; empty for nothing."""
    if value is None:
        return ""
    return next((write(value) for kind, write in WRITERS if isinstance(value, kind)), str(value))


def _column(field: Any) -> Column:
    target = field.target_field if field.is_relation else field
    kind = next((kind for known, kind in KINDS if isinstance(target, known)), CellKind.TEXT)
    refers_to = field.related_model._meta.label if field.is_relation else ""
    return Column(field.attname, kind, field.null or field.blank, refers_to)

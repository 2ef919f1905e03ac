"""Queries whose text is composed once: what every request asks must not be put together anew each time."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Value = int | str | date


@dataclass(frozen=True, slots=True)
class Text:
    """A composed query: its parameters, and for each the number of the value that takes its place, if one does."""

    compiler: SQLCompiler
    converters: dict[Any, Any]
    sql: str
    parameters: tuple[Any, ...]
    places: tuple[int | None, ...]


class Prepared:
    """A query by some values, each of which it compares with a column as it is."""

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], *samples: Value) -> None:
        """`ask` composes it from values of the samples' kinds; the samples differ from all else that it compares."""
        self._ask, self._samples, self._kept = ask, samples, threading.local()

    def rows(self, *values: Value) -> list[tuple[Any, ...]]:
        """The rows for these values, read from the database each time."""
        text = self._text()
        given = [_adapted(value) for value in values]
        asked = [own if at is None else given[at] for own, at in zip(text.parameters, text.places, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(text.sql, asked)
            found = cursor.fetchall()
        return [tuple(row) for row in text.compiler.apply_converters(found, text.converters)]

    def _text(self) -> Text:
        """Composed once in each thread: a compiler holds the thread's own connection."""
        if not hasattr(self._kept, "text"):
            self._kept.text = self._composed()
        text: Text = self._kept.text
        return text

    def _composed(self) -> Text:
        compiler = self._ask(*self._samples).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        samples = [_adapted(sample) for sample in self._samples]
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return Text(compiler, converters, sql, tuple(parameters), tuple(_place(one, samples) for one in parameters))


def _adapted(value: Value) -> Any:
    """The value as the connection hands it to its database."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _place(parameter: Any, samples: Sequence[Any]) -> int | None:
    return samples.index(parameter) if parameter in samples else None

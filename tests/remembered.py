"""Worlds that are made once: what a maker put into the database is kept as rows, and put there again when asked again.

Most tests begin with the same city and the same survey, made by the real actions one act at a time; making them anew
for each test was a third of the suite. A maker marked `@remembered` runs the first two times that it is asked for with
the same arguments on the same contents of the database; from then on its rows are written straight into the tables.

It never guesses what the database holds. Contents count as the same only where a test's transaction saw nothing but
remembered makers since it began; one other writing statement, and the maker runs as it is. What a maker gives back is
always a copy, and so are its arguments: whether it ran or was remembered makes no difference to a test.
"""

import functools
import pickle
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from tuntas.city.records.files import file_path
from tuntas.city.records.models import StoredFile

T = TypeVar("T")
Row = tuple[Any, ...]
#: The name of each table, with its rows by primary key.
Contents = dict[str, dict[Row, Row]]
READING = ("SELECT", "SAVEPOINT", "RELEASE", "BEGIN")


@dataclass
class Table:
    """What a maker did to one table."""

    name: str
    columns: list[str]
    keys: list[int]
    added: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)


@dataclass
class Memory:
    """What a maker did to the database, and what it gave back."""

    tables: list[Table]
    made: bytes


@dataclass
class Telling:
    """What this test's transaction has seen: the makers in their order, and how many statements that write."""

    makers: tuple[Hashable, ...] = ()
    writes: int = 0
    writes_of_makers: int = 0


KEPT: dict[Hashable, Memory] = {}
ASKED: Counter[Hashable] = Counter()
NOT_TO_BE_REPEATED: set[Hashable] = set()
telling = Telling()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test begins with nothing in the database but what the migrations put there."""
    telling.makers, telling.writes, telling.writes_of_makers = (), 0, 0
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, watch)


def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Count what may write; it stands between Django and the database."""
    if not sql.lstrip().upper().startswith(READING):
        telling.writes += 1
    return execute(sql, params, many, context)


def remembered(make: Callable[..., T]) -> Callable[..., T]:
    """Mark a maker of a test's world. Its arguments and what it gives back have to be what pickle can carry."""

    @functools.wraps(make)
    def made(*arguments: Any, **named: Any) -> T:
        given = pickle.dumps((arguments, named))
        watched = watch in connection.execute_wrappers and connection.in_atomic_block
        certain = watched and telling.writes == telling.writes_of_makers
        mark = (*telling.makers, (make.__module__, make.__qualname__, given, str(settings.FILES_ROOT)))
        outcome = _again(mark) if certain else None
        if outcome is None:
            outcome = _anew(make, given, mark if certain else None)
        if certain:
            telling.makers, telling.writes_of_makers = mark, telling.writes
        return pickle.loads(outcome)  # type: ignore[no-any-return]

    return made


def _anew(make: Callable[..., Any], given: bytes, mark: Hashable | None) -> bytes:
    """Run the maker; the second time that it is asked for, keep what it does."""
    arguments, named = pickle.loads(given)
    if mark is None or mark in NOT_TO_BE_REPEATED:
        return pickle.dumps(make(*arguments, **named))
    ASKED[mark] += 1
    if ASKED[mark] < 2:
        return pickle.dumps(make(*arguments, **named))
    before = contents()
    made = pickle.dumps(make(*arguments, **named))
    KEPT[mark] = Memory(difference(before, contents()), made)
    return made


def _again(mark: Hashable) -> bytes | None:
    """Write what is kept; None where nothing is, or where the database's guards do not let it in at once."""
    memory = KEPT.get(mark)
    if memory is None or not all(path.exists() for path in _files(memory)):
        return None
    try:
        with transaction.atomic():
            for table in memory.tables:
                write(table)
    except DatabaseError:
        del KEPT[mark]
        NOT_TO_BE_REPEATED.add(mark)
        return None
    return memory.made


def _files(memory: Memory) -> list[Path]:
    """The files that rows of the memory speak of."""
    of_files = [table for table in memory.tables if table.name == StoredFile._meta.db_table]
    return [file_path(row[table.columns.index("sha256")]) for table in of_files for row in table.added]


def columns_of(table: str) -> tuple[list[str], list[int]]:
    """The columns of a table, and which of them are its primary key."""
    with connection.cursor() as cursor:
        names = [one.name for one in connection.introspection.get_table_description(cursor, table)]
        keys = connection.introspection.get_primary_key_columns(cursor, table) or names
    return names, [names.index(key) for key in keys]


@functools.cache
def tables() -> dict[str, tuple[list[str], list[int]]]:
    """Every table of the database with its columns."""
    return {name: columns_of(name) for name in connection.introspection.table_names() if name != "django_migrations"}


def contents() -> Contents:
    """All rows of all tables."""
    found: Contents = {}
    with connection.cursor() as cursor:
        for name, (columns, keys) in tables().items():
            cursor.execute(f"SELECT {_listed(columns)} FROM {_quoted(name)}")
            found[name] = {tuple(row[key] for key in keys): tuple(map(_plain, row)) for row in cursor.fetchall()}
    return found


def difference(before: Contents, after: Contents) -> list[Table]:
    """What has to be done to the one to have the other."""
    found = []
    for name, (columns, keys) in tables().items():
        old, new = before[name], after[name]
        added = [row for key, row in new.items() if key not in old]
        changed = [row for key, row in new.items() if key in old and old[key] != row]
        gone = [key for key in old if key not in new]
        if added or changed or gone:
            found.append(Table(name, columns, keys, added, changed, gone))
    return found


def write(table: Table) -> None:
    """Do to a table what the maker did."""
    name, keys = _quoted(table.name), [table.columns[key] for key in table.keys]
    which = " AND ".join(f"{_quoted(key)} = %s" for key in keys)
    with connection.cursor() as cursor:
        if table.gone:
            cursor.executemany(f"DELETE FROM {name} WHERE {which}", table.gone)
        if table.changed:
            assigned = ", ".join(f"{_quoted(column)} = %s" for column in table.columns)
            rows = [(*row, *(row[key] for key in table.keys)) for row in table.changed]
            cursor.executemany(f"UPDATE {name} SET {assigned} WHERE {which}", rows)
        if table.added:
            places = ", ".join(["%s"] * len(table.columns))
            cursor.executemany(f"INSERT INTO {name} ({_listed(table.columns)}) VALUES ({places})", table.added)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _listed(columns: list[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)

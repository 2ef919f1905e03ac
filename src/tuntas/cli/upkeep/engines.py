"""How each kind of database is copied while it is in use, and put back."""

import os
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from tuntas.cli.screen import Refusal

FILE_TABLE = "records_storedfile"
PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds: rows by table, and the hashes of the stored files that it names."""

    rows: dict[str, int]
    files: list[str]


def copy_database(target: Path) -> Copied:
    """A consistent copy of the database as it is now, taken while others read and write. Raises `Refusal`."""
    return _copy_sqlite(target) if connection.vendor == "sqlite" else _dump_postgresql(target)


def _copy_sqlite(target: Path) -> Copied:
    """Never the file itself: a copy made during a write cannot be opened, or lacks what was acknowledged."""
    with (
        closing(sqlite3.connect(_sqlite_path(), timeout=PATIENCE_S)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        names = [row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        tables = [name for name in names if not name.startswith("sqlite_")]
        rows = {name: int(copy.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]) for name in tables}
        files = copy.execute(f"SELECT sha256 FROM {FILE_TABLE} ORDER BY sha256") if FILE_TABLE in rows else ()
        return Copied(rows, [row[0] for row in files])


def _dump_postgresql(target: Path) -> Copied:
    """A dump of one snapshot, and the counts of the same snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        rows = rows_by_table()
        _run(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"
        )
        if FILE_TABLE not in rows:
            return Copied(rows, [])
        cursor.execute(f"SELECT sha256 FROM {FILE_TABLE} ORDER BY sha256")
        return Copied(rows, [row[0] for row in cursor.fetchall()])


def check_copy(path: Path, engine: str) -> None:
    """Whether a copy can be read to its last page. Raises `Refusal`."""
    if engine == "postgresql":
        _run("pg_restore", "--file=" + os.devnull, str(path), is_connected=False)
        return
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            verdict = [row[0] for row in copy.execute("PRAGMA integrity_check")]
            strays = copy.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise Refusal("CLI-BACKUP-DAMAGED", member=path.name) from error
    if verdict != ["ok"] or strays:
        raise Refusal("CLI-BACKUP-DAMAGED", member=path.name)


def rows_restored_aside(path: Path) -> dict[str, int] | None:
    """The rows of a PostgreSQL dump, restored into a database of its own; None where we may not make one."""
    aside = f"tuntas_verify_{os.getpid()}"
    own = str(_database()["NAME"])
    try:
        _run("createdb", aside)
    except Refusal:
        return None
    try:
        _run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={aside}", str(path))
        connection.close()
        connection.settings_dict["NAME"] = aside
        return rows_by_table()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        _run("dropdb", "--if-exists", aside)


def put_back(path: Path) -> None:
    """Let the copy take the place of the database, all at once. Raises `Refusal`; then the old one stands."""
    connection.close()
    if connection.vendor == "sqlite":
        target = Path(_sqlite_path())
        os.replace(path, target)
        for rest in ("-wal", "-shm", "-journal"):  # of the database that was there before
            target.with_name(target.name + rest).unlink(missing_ok=True)
        return
    options = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    _run("pg_restore", *options, f"--dbname={_database()['NAME']}", str(path))


def rows_by_table() -> dict[str, int]:
    """How many rows each table of ours holds."""
    with connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor))
        counts = {}
        for name in names:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(name)}")
            counts[name] = int(cursor.fetchone()[0])
    return counts


def _sqlite_path() -> str:
    return str(_database()["NAME"])


def _database() -> dict[str, Any]:
    return dict(settings.DATABASES["default"])


def _run(program: str, *arguments: str, is_connected: bool = True) -> None:
    """One of PostgreSQL's own programs; the password goes by the environment, where no list of processes shows it."""
    database = _database()
    given = {"PGHOST": database["HOST"], "PGPORT": database["PORT"], "PGUSER": database["USER"],
             "PGPASSWORD": database["PASSWORD"], "PGDATABASE": database["NAME"]}  # fmt: skip
    settings_of_it = {name: str(value) for name, value in given.items() if value} if is_connected else {}
    try:
        done = subprocess.run(
            [program, *arguments], env={**os.environ, **settings_of_it}, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise Refusal("CLI-NO-PROGRAM", program=program) from error
    if done.returncode:
        raise Refusal("CLI-PROGRAM-FAILED", program=program, reason=done.stderr.decode(errors="replace")[-400:].strip())

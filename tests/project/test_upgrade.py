"""A database of every released version comes up to this one with every row as it was."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.project.office import SERVER, Office

FROZEN = sorted((Path(__file__).parents[1] / "frozen").glob("*.tar.xz"))
#: What Django keeps of itself; it changes with every migration.
OF_DJANGO = ("django_", "auth_", "sqlite_")

Rows = dict[str, tuple[list[str], list[tuple[object, ...]]]]


def rows(path: Path, columns: dict[str, list[str]] | None = None) -> Rows:
    """Every row of every table of ours, with those columns."""
    with sqlite3.connect(path) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found: Rows = {}
        for name in names if columns is None else columns:
            if name.startswith(OF_DJANGO):
                continue
            own = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            chosen = own if columns is None else columns[name]
            listed = ", ".join(f'"{column}"' for column in chosen)
            found[name] = chosen, sorted(connection.execute(f"SELECT {listed} FROM {name}"), key=repr)
    return found


def test_a_file_that_the_store_has_lost_is_a_sentence(office: Office) -> None:
    office.ask("INSERT INTO records_storedfile (sha256, size_bytes, media_type, stored_at) "
               f"VALUES ('{'ab' * 32}', 3, 'text/plain', '2026-01-01 00:00:00+00')")  # fmt: skip
    done = office.run("backup", str(office.home / "cadangan.zip"))
    assert done.returncode == 2 and "abab" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.skipif(bool(SERVER), reason="yang dibekukan adalah basis data SQLite (SQLite only)")
@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.name.removesuffix(".tar.xz"))
def test_a_frozen_database_is_brought_up_to_date_and_keeps_every_row(frozen: Path, tmp_path: Path) -> None:
    office = Office(tmp_path / "home")
    office.home.mkdir()
    database = office.home / "tuntas.sqlite3"
    shutil.unpack_archive(frozen, office.home)
    before = rows(database)
    office.tell("migrate")
    assert before["assessments_storedassessment"][1] and before["hectares_ledgerentry"][1]
    assert rows(database, {name: columns for name, (columns, _) in before.items()}) == before
    office.tell("audit", "verify", "--city", "99.01")
    office.tell("ledger", "verify", "--city", "33.72")
    office.tell("assessments", "recompute", "--all")

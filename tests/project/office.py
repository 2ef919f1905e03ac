"""An office of its own for one test: a home and a database that the real commands work on, in their own processes."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

SERVER = os.environ.get("TEST_DATABASE_URL", "")


@dataclass
class Office:
    """Runs `tuntas …` in a home; `url` is empty for SQLite."""

    home: Path
    url: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What the commands see."""
        dropped = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "TEST_DATABASE_URL", "TUNTAS_HOME"}
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        given = {"TUNTAS_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "tuntas.project.settings"}
        return kept | given | ({"DATABASE_URL": self.url} if self.url else {}) | self.extra

    def command(self, *arguments: str) -> list[str]:
        """The words that start a command."""
        return [sys.executable, "-m", "tuntas.cli.main", *arguments]

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        return subprocess.run(
            self.command(*arguments), env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )

    def tell(self, *arguments: str, expected: int = 0) -> dict[str, Any]:
        """Run a command and read its JSON."""
        done = self.run(*arguments, "--json")
        assert done.returncode == expected, done.stdout + done.stderr
        said: dict[str, Any] = json.loads(done.stdout)
        return said

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the database itself."""
        if self.url:
            with psycopg.connect(self.url, autocommit=True) as connection:
                cursor = connection.execute(query.encode())
                return cursor.fetchall() if cursor.description else []
        with sqlite3.connect(self.home / "tuntas.sqlite3") as connection:
            return connection.execute(query).fetchall()


def database_url(name: str) -> str:
    """The address of another database on the tests' server."""
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))


def administer(statement: str) -> None:
    """One statement on the server, outside of any database of ours."""
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, worker_name: str) -> Iterator[Office]:
    """An office that was only migrated; tests copy it."""
    office = Office(tmp_path_factory.mktemp("migrated"), database_url(f"office_{worker_name}") if SERVER else "")
    if SERVER:
        administer(f"CREATE DATABASE office_{worker_name}")
    done = office.run("migrate")
    assert done.returncode == 0, done.stderr
    yield office
    if SERVER:
        administer(f"DROP DATABASE office_{worker_name} WITH (FORCE)")


@pytest.fixture(scope="session")
def worker_name() -> str:
    """The name of this test process."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture
def office(migrated: Office, tmp_path: Path, worker_name: str) -> Iterator[Office]:
    """An office with a city, a paper and an administrator."""
    home = tmp_path / "home"
    shutil.copytree(migrated.home, home)
    made = Office(home)
    if SERVER:
        name = f"{worker_name}_{tmp_path.name}"[-50:].lower().replace("-", "_")
        administer(f'CREATE DATABASE "{name}" TEMPLATE office_{worker_name}')
        made = Office(home, database_url(name))
    assert made.run("city", "create", "--code", "33.75", "--name", "Kota Pekalongan").returncode == 0
    yield made
    if SERVER:
        administer(f'DROP DATABASE "{name}" WITH (FORCE)')

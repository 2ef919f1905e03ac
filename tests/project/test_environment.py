"""Settings from outside: defaults that work, secrets that nobody else knows, a database opened safely."""

import os
import stat
from pathlib import Path

import pytest

from tuntas.project import sqlite
from tuntas.project.environment import BadSetting, database, read_environment
from tuntas.project.secrets import kept_secret


def test_with_nothing_set_all_has_a_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TUNTAS_HOME", str(tmp_path))
    found = read_environment({})
    assert found.home == tmp_path and found.hosts == ("127.0.0.1", "localhost", "[::1]")
    assert found.database["NAME"] == str(tmp_path / "tuntas.sqlite3") and not found.is_https
    assert found.secret_key != found.field_key and len(found.secret_key) >= 50


def test_two_homes_have_different_secrets_and_one_home_keeps_its_own(tmp_path: Path) -> None:
    one, again, other = (kept_secret(tmp_path / name / "secret.key") for name in ("a", "a", "b"))
    assert one == again != other


@pytest.mark.skipif(os.name != "posix", reason="hak akses POSIX (POSIX permissions)")
def test_only_the_owner_reads_a_secret(tmp_path: Path) -> None:
    kept_secret(tmp_path / "keys" / "secret.key")
    assert stat.S_IMODE((tmp_path / "keys" / "secret.key").stat().st_mode) == 0o600


def test_a_postgresql_address_is_read_with_socket_and_options(tmp_path: Path) -> None:
    found = database("postgresql://kota:r%40hasia@db.example.id:5433/kumuh?sslmode=require", tmp_path)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "kota",
        "r@hasia",
        "db.example.id",
        "5433",
    )
    assert found["NAME"] == "kumuh" and found["OPTIONS"] == {"sslmode": "require"}
    assert database("postgresql://kota@/kumuh?host=/run/pg&port=5444", tmp_path)["HOST"] == "/run/pg"


@pytest.mark.parametrize("url", ["mysql://x/y", "kumuh", "sqlite:///tmp/x"])
def test_an_address_of_another_kind_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        database(url, tmp_path)


@pytest.mark.parametrize(("version", "mode"), [
    ((3, 40, 1), "TRUNCATE"), ((3, 44, 5), "TRUNCATE"), ((3, 44, 6), "WAL"), ((3, 45, 0), "TRUNCATE"),
    ((3, 50, 6), "TRUNCATE"), ((3, 50, 7), "WAL"), ((3, 51, 2), "TRUNCATE"), ((3, 51, 3), "WAL"), ((3, 52, 0), "WAL"),
])  # fmt: skip
def test_wal_is_used_only_where_the_library_is_repaired(version: tuple[int, int, int], mode: str) -> None:
    assert sqlite.journal_mode(version) == mode


def test_an_office_names_the_hosts_it_answers_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNTAS_HOME", str(tmp_path))
    assert read_environment({"TUNTAS_HOSTS": "kumuh.example.id, 10.0.0.5"}).hosts == ("kumuh.example.id", "10.0.0.5")
    with pytest.raises(BadSetting, match="TUNTAS_HOSTS"):
        read_environment({"TUNTAS_HOSTS": "*"})


def test_a_process_that_starts_at_the_same_moment_gets_the_same_secret(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    path.write_text("punya-proses-lain", encoding="ascii")
    assert kept_secret(path) == "punya-proses-lain"

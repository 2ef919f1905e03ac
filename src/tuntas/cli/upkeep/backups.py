"""Making a backup while the office works, and taking it back; what is damaged is refused before anything is touched."""

import hashlib
import hmac
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tuntas import __version__
from tuntas.city.records.files import file_path
from tuntas.cli.screen import Refusal
from tuntas.cli.upkeep import engines
from tuntas.cli.upkeep.archive import (
    DATABASES,
    FILES,
    FORMAT,
    MANIFEST,
    Manifest,
    check_members,
    chunks,
    extract,
    read_manifest,
)
from tuntas.cli.upkeep.migrations import known_migrations, state_of_schema


def write_backup(target: Path, *, at: datetime) -> Manifest:
    """Back up the database and the stored files into `target`, whole or not at all."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".tuntas-backup-") as folder:
            copy = Path(folder) / DATABASES[connection.vendor]
            held = engines.copy_database(copy)
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                members = {copy.name: _put(archive, copy, copy.name)}
                # Files after the database: what a row names was stored before the row.
                members |= {f"{FILES}{sha}": _put(archive, file_path(sha), f"{FILES}{sha}") for sha in held.files}
                manifest = _manifest(held.rows, members, at)
                archive.writestr(MANIFEST, manifest.as_json())
        _flush(draft)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def verify_backup(path: Path) -> bool:
    """Restore a backup for real, beside the office's own data. Raises `Refusal` where it is not what it says.

    Gives False where only the reading could be tested, because the account may not make a second database.
    """
    with opened_backup(path) as (archive, manifest), tempfile.TemporaryDirectory(prefix="tuntas-verify-") as name:
        folder = Path(name)
        extract(archive, manifest, folder)
        copy = folder / DATABASES[manifest.engine]
        engines.check_copy(copy, manifest.engine)
        if manifest.engine == "sqlite":
            os.replace(copy, folder / "tuntas.sqlite3")
            _ask_the_copy(folder)
            return True
        rows = engines.rows_restored_aside(copy)
        if rows is not None and rows != dict(manifest.rows):
            raise Refusal("CLI-BACKUP-UNSOUND", reason="rows")
        return rows is not None


def restore_backup(path: Path, *, at: datetime) -> Manifest:
    """Take a backup back. What was there before goes to `backups/replaced-…`, and is never deleted.

    Raises `Refusal` before anything is touched: damaged, made by a newer version, for another kind of database, or
    sealed with another key.
    """
    home = Path(settings.TUNTAS_HOME)
    home.mkdir(parents=True, exist_ok=True)
    with (
        opened_backup(path) as (archive, manifest),
        tempfile.TemporaryDirectory(dir=home, prefix=".restoring-") as name,
    ):
        folder = Path(name)
        _check_fit(manifest)
        extract(archive, manifest, folder)
        engines.check_copy(folder / DATABASES[manifest.engine], manifest.engine)
        keep_present(home / "backups", at)
        for file in (folder / FILES).glob("*"):
            final = file_path(file.name)
            final.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, final)
        engines.put_back(folder / DATABASES[manifest.engine])
    if engines.rows_by_table() != dict(manifest.rows):
        raise Refusal("CLI-RESTORE-DIFFERS")
    return manifest


@contextmanager
def opened_backup(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup whose every member was compared with its hash. Raises `Refusal`."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise Refusal("FILE-MISSING", file=path) from error
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Refusal("CLI-BACKUP-NONE") from error
    with archive:
        manifest = read_manifest(archive)
        check_members(archive, manifest)
        yield archive, manifest


def keep_present(folder: Path, at: datetime) -> Path | None:
    """A backup of what is there now, before it is replaced or migrated; None where there is nothing yet."""
    if not state_of_schema().is_begun:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"replaced-{at:%Y%m%dT%H%M%S}.zip"
    write_backup(target, at=at)
    return target


def key_mark() -> str:
    """What tells one field key from another without giving it away."""
    return hmac.new(settings.FIELD_KEY.encode(), b"tuntas backup", hashlib.sha256).hexdigest()[:16]


def _manifest(rows: dict[str, int], members: dict[str, str], at: datetime) -> Manifest:
    applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    return Manifest(format=FORMAT, version=__version__, engine=connection.vendor, made_at=at.isoformat(),
                    migrations=applied, rows=rows, members=members, key_mark=key_mark())  # fmt: skip


def _put(archive: zipfile.ZipFile, source: Path, name: str) -> str:
    """Add a file; the hash of what went in. Raises `Refusal` where the store has lost it."""
    if not source.is_file():
        raise Refusal("CLI-BACKUP-FILE-LOST", name=source.name[:16])
    digest = hashlib.sha256()
    with source.open("rb") as stream, archive.open(name, "w", force_zip64=True) as member:
        for chunk in chunks(stream):
            digest.update(chunk)
            member.write(chunk)
    return digest.hexdigest()


def _check_fit(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise Refusal("CLI-BACKUP-OTHER-ENGINE", engine=manifest.engine, here=connection.vendor)
    if manifest.key_mark != key_mark():
        raise Refusal("CLI-BACKUP-OTHER-KEY", path=Path(settings.TUNTAS_HOME) / "keys" / "field.key")
    if newer := sorted(set(manifest.migrations) - known_migrations()):
        raise Refusal("CLI-BACKUP-NEWER", version=f"{manifest.version} ({newer[0]})")


def _ask_the_copy(home: Path) -> None:
    """Open the restored home with a process of its own: the trail must verify there as it does here."""
    if (keys := Path(settings.TUNTAS_HOME) / "keys").is_dir():  # else they come from the environment
        shutil.copytree(keys, home / "keys", dirs_exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"TUNTAS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tuntas.project.settings"}
    command = [sys.executable, "-m", "tuntas.cli.main", "audit", "verify", "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise Refusal("CLI-BACKUP-UNSOUND", reason=done.stderr.decode(errors="replace")[-400:].strip())


def _flush(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())

"""The schema of the database beside the schema of this version."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tuntas.cli.screen import Refusal


@dataclass(frozen=True, slots=True)
class Schema:
    """Migrations by name, as in `places.0001_places`: those to be run, and those that only a newer version knows."""

    waiting: tuple[str, ...]
    unknown: tuple[str, ...]
    is_begun: bool


def state_of_schema() -> Schema:
    """How the database stands to this version."""
    loader = MigrationExecutor(connection).loader
    known, done = set(loader.disk_migrations), set(loader.applied_migrations)
    ours = {config.label for config in apps.get_app_configs()}
    # A migration that a later one replaced is no sign of a newer version.
    replaced = {name for migration in loader.disk_migrations.values() for name in migration.replaces}
    unknown = {name for name in done - known - replaced if name[0] in ours}
    return Schema(_names(known - done), _names(unknown), bool(done))


def known_migrations() -> set[str]:
    """Every migration that this version knows."""
    return set(_names(set(MigrationExecutor(connection).loader.disk_migrations)))


def bring_up_to_date(backup: Callable[[], Path | None]) -> tuple[Schema, Path | None]:
    """Run the waiting migrations, after a backup where there is anything to lose. Raises `Refusal`.

    Gives what was waiting and the backup's path.
    """
    Path(settings.TUNTAS_HOME).mkdir(parents=True, exist_ok=True)
    state = state_of_schema()
    if state.unknown:
        raise Refusal("CLI-SCHEMA-NEWER", names=", ".join(state.unknown))
    if not state.waiting:
        return state, None
    check_room()
    kept = backup() if state.is_begun else None
    call_command("migrate", verbosity=0, interactive=False)
    return state, kept


def check_room() -> None:
    """Refuse to begin where the disk could run full half-way: a migration may write the database once more."""
    needed = 2 * database_bytes()
    free = shutil.disk_usage(settings.TUNTAS_HOME).free
    if free < needed:
        raise Refusal("CLI-NO-ROOM", free_mb=free >> 20, needed_mb=(needed >> 20) + 1)


def database_bytes() -> int:
    """How large the database is."""
    if connection.vendor == "sqlite":
        path = Path(str(settings.DATABASES["default"]["NAME"]))
        return path.stat().st_size if path.is_file() else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _names(keys: set[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{name}" for app, name in keys))

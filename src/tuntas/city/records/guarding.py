"""Which rules the database has to keep by itself, and whether it does."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tuntas.city.guards import Guard


def missing_guards() -> list[str]:
    """Names of triggers and constraints that some migration made and the database lacks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal UNION SELECT conname FROM pg_constraint"
        )
        present = {row[0] for row in cursor.fetchall()}
    return sorted(name for name in _expected() if name not in present)


def _expected() -> set[str]:
    loader = MigrationLoader(connection)
    guards = [
        operation
        for migration in loader.disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, Guard)
    ]
    return {name for guard in guards for name in guard.names(connection.vendor)}

"""Rules that the database itself keeps, written once for PostgreSQL and once for SQLite.

Both are migration operations: put them in the migration that makes the table. SQLite loses triggers when a later
migration rebuilds the table; that migration must name the guard again (a house test finds it if not).
"""

from typing import Any

from django.db.migrations.operations.base import Operation

APPEND_ONLY = "append only"
OVERLAP = "editions overlap"
FROZEN = "enacted and not to be changed"


class Guard(Operation):
    """An operation that leaves the models alone and adds triggers or constraints to one table."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not know of it."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Put the guard in place."""
        for statement in self.statements(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the guard away."""
        for statement in self.removals(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def statements(self, vendor: str) -> list[str]:
        """SQL that puts the guard in place."""
        raise NotImplementedError

    def removals(self, vendor: str) -> list[str]:
        """SQL that takes it away."""
        raise NotImplementedError

    def names(self, vendor: str) -> list[str]:
        """The triggers or constraints that stand in the database while the guard is in place."""
        raise NotImplementedError


class AppendOnly(Guard):
    """Rows may be added; no row may be changed, deleted or truncated away."""

    def statements(self, vendor: str) -> list[str]:
        """Triggers that raise."""
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.table}_no_{verb} BEFORE {verb.upper()} ON {self.table} "
                f"BEGIN SELECT RAISE(ABORT, '{self.table}: {APPEND_ONLY}'); END"
                for verb in ("update", "delete")
            ]
        function = f"{self.table}_refuse"
        return [
            f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.table}: {APPEND_ONLY}' USING ERRCODE = '23514'; END $$",
            f"CREATE TRIGGER {self.table}_no_change BEFORE UPDATE OR DELETE ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {function}()",
            f"CREATE TRIGGER {self.table}_no_truncate BEFORE TRUNCATE ON {self.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
        ]

    def removals(self, vendor: str) -> list[str]:
        """Drop the triggers."""
        if vendor == "sqlite":
            return [f"DROP TRIGGER {self.table}_no_{verb}" for verb in ("update", "delete")]
        return [
            f"DROP TRIGGER {self.table}_no_change ON {self.table}",
            f"DROP TRIGGER {self.table}_no_truncate ON {self.table}",
            f"DROP FUNCTION {self.table}_refuse()",
        ]

    def names(self, vendor: str) -> list[str]:
        """The triggers."""
        verbs = ("update", "delete") if vendor == "sqlite" else ("change", "truncate")
        return [f"{self.table}_no_{verb}" for verb in verbs]

    def describe(self) -> str:
        """For `migrate --plan`."""
        return f"Make {self.table} append-only"


class Frozen(Guard):
    """Rows are never changed or deleted once a condition holds; none is added either where `unless` holds for it.

    `once` is SQL over OLD, `unless` over NEW, as in a trigger.
    """

    def __init__(self, table: str, once: str, unless: str = "") -> None:
        super().__init__(table)
        self.once, self.unless = once, unless

    def statements(self, vendor: str) -> list[str]:
        """Triggers that raise."""
        conditions = {"update": self.once, "delete": self.once} | ({"insert": self.unless} if self.unless else {})
        make = self._on_sqlite if vendor == "sqlite" else self._on_postgresql
        return [statement for verb, condition in conditions.items() for statement in make(verb, condition)]

    def removals(self, vendor: str) -> list[str]:
        """Drop the triggers."""
        if vendor == "sqlite":
            return [f"DROP TRIGGER {name}" for name in self.names(vendor)]
        return [
            statement
            for name in self.names(vendor)
            for statement in (f"DROP TRIGGER {name} ON {self.table}", f"DROP FUNCTION {name}()")
        ]

    def names(self, vendor: str) -> list[str]:
        """The triggers."""
        return [f"{self.table}_frozen_{verb}" for verb in ("update", "delete", *(["insert"] if self.unless else []))]

    def describe(self) -> str:
        """For `migrate --plan`."""
        return f"Freeze rows of {self.table} once {self.once}"

    def _on_sqlite(self, verb: str, condition: str) -> list[str]:
        return [
            f"CREATE TRIGGER {self.table}_frozen_{verb} BEFORE {verb.upper()} ON {self.table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{self.table}: {FROZEN}'); END"
        ]

    def _on_postgresql(self, verb: str, condition: str) -> list[str]:
        name = f"{self.table}_frozen_{verb}"
        return [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
            f"RAISE EXCEPTION '{self.table}: {FROZEN}' USING ERRCODE = '23514'; END IF; "
            f"RETURN {'OLD' if verb == 'delete' else 'NEW'}; END $$",
            f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]


class NoOverlap(Guard):
    """Editions of one thing never share a day: `from_on` inclusive, `until_on` exclusive, null is unbounded."""

    def __init__(self, table: str, key: str) -> None:
        super().__init__(table)
        self.key = key

    def statements(self, vendor: str) -> list[str]:
        """An exclusion constraint on PostgreSQL, triggers on SQLite."""
        if vendor == "sqlite":
            return [self._trigger(verb) for verb in ("insert", "update")]
        return [
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.table}_no_overlap EXCLUDE USING gist "
            f"({self.key} WITH =, daterange(from_on, until_on) WITH &&)",
        ]

    def removals(self, vendor: str) -> list[str]:
        """Drop the constraint or the triggers."""
        if vendor == "sqlite":
            return [f"DROP TRIGGER {self.table}_no_overlap_{verb}" for verb in ("insert", "update")]
        return [f"ALTER TABLE {self.table} DROP CONSTRAINT {self.table}_no_overlap"]

    def names(self, vendor: str) -> list[str]:
        """The constraint, or the triggers."""
        name = f"{self.table}_no_overlap"
        return [f"{name}_insert", f"{name}_update"] if vendor == "sqlite" else [name]

    def describe(self) -> str:
        """For `migrate --plan`."""
        return f"Keep the editions in {self.table} apart"

    def _trigger(self, verb: str) -> str:
        return (
            f"CREATE TRIGGER {self.table}_no_overlap_{verb} AFTER {verb.upper()} ON {self.table} "
            f"WHEN EXISTS (SELECT 1 FROM {self.table} other WHERE other.{self.key} = NEW.{self.key} "
            "AND other.id <> NEW.id "
            "AND (other.until_on IS NULL OR NEW.from_on IS NULL OR NEW.from_on < other.until_on) "
            "AND (NEW.until_on IS NULL OR other.from_on IS NULL OR other.from_on < NEW.until_on)) "
            f"BEGIN SELECT RAISE(ABORT, '{self.table}: {OVERLAP}'); END"
        )

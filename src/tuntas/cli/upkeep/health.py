"""What `tuntas doctor` looks at. Each look gives findings; none of them changes anything."""

import os
import platform
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

import django
from django.conf import settings
from django.db import DatabaseError, connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tuntas import __version__
from tuntas.city.records.guarding import missing_guards
from tuntas.cli.upkeep.migrations import state_of_schema

DISK_WARN_PERCENT = 85
DISK_FULL_PERCENT = 95
#: This version cannot run before it was written; an earlier clock is wrong.
WRITTEN = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
CLOCKS_APART = timedelta(minutes=2)
BACKUP_OLD = timedelta(days=2)
JOB_OLD = timedelta(minutes=15)


class Verdict(StrEnum):
    """GOOD, WARN (works, but look), BAD (does not work or loses data)."""

    GOOD = "GOOD"
    WARN = "WARN"
    BAD = "BAD"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor: a code of the wording catalogue with its parameters."""

    code: str
    verdict: Verdict
    params: dict[str, object] = field(default_factory=dict)


def examine(at: datetime) -> list[Finding]:
    """Everything, in the order in which it matters; where the database is silent, only what needs none."""
    looks: list[Callable[[datetime], Iterator[Finding]]] = [versions, disk, keys, backups]
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        silent = Finding("DOCTOR-DATABASE-SILENT", Verdict.BAD, {"kind": type(error).__name__})
        return [silent, *(finding for look in looks for finding in look(at))]
    looks = [database, schema, guards, clock, jobs, *looks]
    return [finding for look in looks for finding in look(at)]


def versions(at: datetime) -> Iterator[Finding]:
    """What runs here."""
    said = {"tuntas": __version__, "python": platform.python_version(), "django": django.get_version(),
            "sqlite": sqlite3.sqlite_version}  # fmt: skip
    yield Finding("DOCTOR-VERSIONS", Verdict.GOOD, dict(said))


def database(at: datetime) -> Iterator[Finding]:
    """How safely the database keeps what it confirmed."""
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()


def schema(at: datetime) -> Iterator[Finding]:
    """Whether the database fits this version."""
    state = state_of_schema()
    if state.unknown:
        yield Finding("DOCTOR-SCHEMA-NEWER", Verdict.BAD, {"names": ", ".join(state.unknown)})
    elif state.waiting:
        yield Finding("DOCTOR-SCHEMA-WAITING", Verdict.BAD, {"count": len(state.waiting)})
    else:
        yield Finding("DOCTOR-SCHEMA-GOOD", Verdict.GOOD)


def guards(at: datetime) -> Iterator[Finding]:
    """Whether the database itself still refuses to change the audit trail and to overlap editions."""
    if state_of_schema().waiting:
        return
    missing = missing_guards()
    verdict = Verdict.BAD if missing else Verdict.GOOD
    yield Finding("DOCTOR-GUARDS-MISSING" if missing else "DOCTOR-GUARDS-GOOD", verdict, {"names": ", ".join(missing)})


def clock(at: datetime) -> Iterator[Finding]:
    """Whether this machine's clock can be right."""
    if at < WRITTEN:
        yield Finding("DOCTOR-CLOCK-PAST", Verdict.BAD, {"at": at.isoformat(timespec="seconds")})
    elif connection.vendor == "postgresql" and abs(_database_clock() - at) > CLOCKS_APART:
        yield Finding("DOCTOR-CLOCKS-APART", Verdict.WARN, {"seconds": abs(_database_clock() - at).seconds})
    else:
        yield Finding("DOCTOR-CLOCK-GOOD", Verdict.GOOD, {"at": at.isoformat(timespec="seconds")})


def jobs(at: datetime) -> Iterator[Finding]:
    """Whether jobs wait for a worker that does not come, and which failed."""
    if state_of_schema().waiting:
        return
    counts = {status: DBTaskResult.objects.filter(status=status).count() for status in TaskResultStatus}
    said: dict[str, object] = {"waiting": counts[TaskResultStatus.READY], "running": counts[TaskResultStatus.RUNNING],
                               "failed": counts[TaskResultStatus.FAILED]}  # fmt: skip
    oldest = DBTaskResult.objects.filter(status=TaskResultStatus.READY).order_by("enqueued_at").first()
    if oldest and at - oldest.enqueued_at > JOB_OLD:
        yield Finding("DOCTOR-JOBS-STUCK", Verdict.WARN, said)
    else:
        yield Finding("DOCTOR-JOBS", Verdict.WARN if said["failed"] else Verdict.GOOD, said)


def disk(at: datetime) -> Iterator[Finding]:
    """How full the disk of the home is."""
    home = Path(settings.TUNTAS_HOME)
    usage = shutil.disk_usage(home if home.exists() else home.anchor)
    percent = round(100 * (usage.total - usage.free) / usage.total)
    verdict = Verdict.BAD if percent >= DISK_FULL_PERCENT else Verdict.GOOD
    verdict = Verdict.WARN if DISK_WARN_PERCENT <= percent < DISK_FULL_PERCENT else verdict
    yield Finding("DOCTOR-DISK", verdict, {"percent": percent, "free_mb": usage.free >> 20, "home": home})


def keys(at: datetime) -> Iterator[Finding]:
    """Whether others on this machine can read the keys."""
    folder = Path(settings.TUNTAS_HOME) / "keys"
    open_ones = [path.name for path in sorted(folder.glob("*.key")) if os.name == "posix" and _is_open(path)]
    verdict = Verdict.BAD if open_ones else Verdict.GOOD
    yield Finding("DOCTOR-KEYS-OPEN" if open_ones else "DOCTOR-KEYS-GOOD", verdict, {"names": ", ".join(open_ones)})


def backups(at: datetime) -> Iterator[Finding]:
    """When the last backup in the home was made; backups kept elsewhere are not seen."""
    made = [path.stat().st_mtime for path in (Path(settings.TUNTAS_HOME) / "backups").glob("*.zip")]
    if not made:
        yield Finding("DOCTOR-NO-BACKUP", Verdict.WARN)
        return
    days = max(0, int((at.timestamp() - max(made)) // 86400))
    verdict = Verdict.WARN if days >= BACKUP_OLD.days else Verdict.GOOD
    yield Finding("DOCTOR-BACKUP-AGE", verdict, {"days": days})


def _sqlite() -> Iterator[Finding]:
    found = {name: _pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys", "quick_check")}
    mode, version = str(found["journal_mode"]).upper(), sqlite3.sqlite_version
    is_safe = found["synchronous"] == 2 and found["foreign_keys"] == 1
    code = "DOCTOR-SQLITE-WAL" if mode == "WAL" else "DOCTOR-SQLITE-TRUNCATE"
    yield Finding(code if is_safe else "DOCTOR-SQLITE-UNSAFE", Verdict.GOOD if is_safe else Verdict.BAD,
                  {"version": version, "mode": mode})  # fmt: skip
    if found["quick_check"] != "ok":
        yield Finding("DOCTOR-SQLITE-DAMAGED", Verdict.BAD, {"reason": str(found["quick_check"])[:200]})


def _postgresql() -> Iterator[Finding]:
    found = {name: _show(name) for name in ("server_version", "fsync", "synchronous_commit", "full_page_writes")}
    off = [name for name in ("fsync", "synchronous_commit", "full_page_writes") if found[name] == "off"]
    code = "DOCTOR-POSTGRESQL-UNSAFE" if off else "DOCTOR-POSTGRESQL"
    verdict = Verdict.BAD if off else Verdict.GOOD
    yield Finding(code, verdict, {"version": found["server_version"], "off": ", ".join(off)})


def _pragma(name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def _show(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])


def _database_clock() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
        return found


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))

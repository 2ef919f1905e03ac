"""How the embedded database is opened: nothing acknowledged is ever lost, even on an old library."""

import sqlite3

Version = tuple[int, int, int]

#: Releases that repair the WAL-reset race (committed writes could vanish), by their branch.
REPAIRED_BRANCHES = {(3, 44): 6, (3, 50): 7}
REPAIRED_FROM = (3, 51, 3)
BUSY_SECONDS = 20


def journal_mode(version: Version = sqlite3.sqlite_version_info[:3]) -> str:
    """WAL only where the linked library is free of the WAL-reset race, else TRUNCATE."""
    repaired = REPAIRED_BRANCHES.get(version[:2])
    is_safe = version >= REPAIRED_FROM or (repaired is not None and version[2] >= repaired)
    return "WAL" if is_safe else "TRUNCATE"


def options() -> dict[str, object]:
    """OPTIONS of Django's SQLite backend: write lock taken at BEGIN, every commit flushed to the disk."""
    return {
        "timeout": BUSY_SECONDS,
        "transaction_mode": "IMMEDIATE",
        "init_command": f"PRAGMA journal_mode={journal_mode()}; PRAGMA synchronous=FULL; "
        "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;",
    }

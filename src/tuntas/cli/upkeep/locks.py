"""A lock that says: this home is being served. It ends with its process, however that ends, on every system."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tuntas.cli.screen import Refusal

NAME = "serving.lock"


@contextmanager
def served_home(home: Path) -> Iterator[None]:
    """Hold the lock of a home. Raises `Refusal` where another process serves it."""
    home.mkdir(parents=True, exist_ok=True)
    # SQLite's lock on a file of its own: released by the system when the process dies, and the same on Windows.
    lock = sqlite3.connect(home / NAME, timeout=0, isolation_level=None, check_same_thread=False)
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise Refusal("CLI-BEING-SERVED", home=home) from error
        yield

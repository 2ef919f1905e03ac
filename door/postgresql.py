"""A PostgreSQL of our own for the time of the tests: the system's programs, a folder that goes away afterwards."""

import glob
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from door import apt
from door.speech import CannotGoOn

SYSTEM_USER = "postgres"
LOG = "server.log"


def given_url() -> str:
    """The server that the developer named for tests; empty where none."""
    return os.environ.get("TEST_DATABASE_URL", "")


def programs() -> Path | None:
    """The folder of `initdb`; Debian keeps it out of the PATH. None where PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    found = [on_path] if on_path else sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    return Path(found[-1]).parent if found else None


def is_there() -> bool:
    """Whether tests can run on PostgreSQL here."""
    return bool(given_url()) or (programs() is not None and os.name == "posix")


@contextmanager
def running() -> Iterator[str]:
    """The address of a server for the time of the block. Raises CannotGoOn where it does not start."""
    if url := given_url():
        yield url
        return
    folder = Path(tempfile.mkdtemp(prefix="tuntas-pg-"))
    if apt.is_root():  # the server refuses to run as root
        shutil.chown(folder, SYSTEM_USER)
    port = free_port()
    try:
        start(folder, port)
        yield f"postgresql://{SYSTEM_USER}@/postgres?host={folder}&port={port}"
    finally:
        run("pg_ctl", "stop", "-m", "immediate", "-D", str(folder / "data"), may_fail=True)
        shutil.rmtree(folder, ignore_errors=True)


def start(folder: Path, port: int) -> None:
    """Make a cluster in the folder and start it; only this machine's root and the folder's owner reach its socket."""
    data = str(folder / "data")
    run("initdb", "-D", data, "-U", SYSTEM_USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    launch(folder, port)


def launch(folder: Path, port: int) -> None:
    """Start the cluster that is in the folder."""
    data, log = str(folder / "data"), str(folder / LOG)
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -p {port}"
    run("pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options)


def run(program: str, *arguments: str, may_fail: bool = False) -> None:
    """Run one of the server's programs, as its own user where we are root; raises CannotGoOn where it fails."""
    command = [str((programs() or Path()) / program), *arguments]
    if apt.is_root():
        command = ["runuser", "-u", SYSTEM_USER, "--", *command]
    # Not captured by a pipe: the server inherits it and would keep us waiting.
    outcome = subprocess.call(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if outcome and not may_fail:
        raise CannotGoOn(f"PostgreSQL untuk uji gagal: {program}", f"PostgreSQL for the tests failed: {program}")


def free_port() -> int:
    """A port that nobody uses now; it names the socket."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

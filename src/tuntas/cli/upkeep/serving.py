"""The processes that serve an office: web workers, and one worker for the jobs."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from granian import Granian
from granian.constants import Interfaces

APPLICATION = "tuntas.cli.upkeep.web_process:application"
KEEPER = "tuntas.cli.upkeep.job_keeper"
#: Threads for each web worker. Python runs one at a time; more of them only wait for the database.
THREADS = 4
STOP_S = 25.0


def serve(*, host: str, port: int, workers: int, has_jobs: bool = True) -> None:
    """Serve until stopped; the job worker starts and stops along."""
    if not has_jobs:
        _web(host, port, workers)
        return
    with job_worker():
        _web(host, port, workers)


@contextmanager
def job_worker() -> Iterator[None]:
    """Keep one job worker alive for the time of the block; jobs that an earlier one left half done begin again."""
    keeper = subprocess.Popen([sys.executable, "-m", KEEPER, str(os.getpid())], stdin=subprocess.PIPE)
    try:
        yield
    finally:
        keeper.terminate()
        try:
            keeper.wait(STOP_S)
        except subprocess.TimeoutExpired:
            keeper.kill()


def _web(host: str, port: int, workers: int) -> None:
    server = Granian(APPLICATION, address=host, port=port, interface=Interfaces.WSGI, workers=workers,
                     blocking_threads=THREADS, respawn_failed_workers=True, log_access=False,
                     websockets=False, process_name=None)  # fmt: skip
    server.serve()


def default_workers() -> int:
    """One web worker for each processor, at least two: one long answer must not hold up everybody."""
    return max(2, os.cpu_count() or 1)

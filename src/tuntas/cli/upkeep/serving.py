"""The processes that serve an office: web workers, and one worker for the jobs."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from granian import Granian
from granian.constants import Interfaces

log = logging.getLogger("tuntas.serving")
APPLICATION = "tuntas.project.wsgi:application"
#: Threads for each web worker. Python runs one at a time; more of them only wait for the database.
THREADS = 4
WORKER = "tuntas.cli.upkeep.job_process"
RESTART_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
STOP_S = 20.0


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
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_alive, args=(stopping,), name="job-worker-keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        keeper.join(STOP_S)


def take_up_again() -> int:
    """Put jobs back in the queue whose worker is gone; they are safe to run twice. How many there were.

    Right only where one worker serves the database: ours, which is not running when this is called.
    """
    left = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return int(left.update(status=TaskResultStatus.READY, started_at=None))


def _keep_alive(stopping: threading.Event) -> None:
    pause_s = RESTART_PAUSE_S
    while not stopping.is_set():
        try:
            take_up_again()
        except DatabaseError:
            # The worker meets the same silence and ends; the keeper must be there when the database is back.
            log.exception("jobs cannot be taken up again")
        finally:
            connection.close()
        began = time.monotonic()
        # The pipe ends with this process, however it ends; the worker then ends too.
        worker = subprocess.Popen([sys.executable, "-m", WORKER], stdin=subprocess.PIPE)
        while worker.poll() is None and not stopping.wait(RESTART_PAUSE_S):
            pass
        if worker.poll() is None:
            _stop(worker)
            return
        is_steady = time.monotonic() - began > LONGEST_PAUSE_S
        pause_s = RESTART_PAUSE_S if is_steady else min(2 * pause_s, LONGEST_PAUSE_S)
        stopping.wait(pause_s)


def _stop(worker: "subprocess.Popen[bytes]") -> None:
    worker.terminate()
    try:
        worker.wait(STOP_S)
    except subprocess.TimeoutExpired:
        worker.kill()


def _web(host: str, port: int, workers: int) -> None:
    server = Granian(APPLICATION, address=host, port=port, interface=Interfaces.WSGI, workers=workers,
                     blocking_threads=THREADS, respawn_failed_workers=True, log_access=False,
                     websockets=False, process_name=None)  # fmt: skip
    server.serve()


def default_workers() -> int:
    """One web worker for each processor, at least two: one long answer must not hold up everybody."""
    return max(2, os.cpu_count() or 1)

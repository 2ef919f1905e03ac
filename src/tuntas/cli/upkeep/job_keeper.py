"""The process that keeps one job worker alive: `python -m tuntas.cli.upkeep.job_keeper SERVER`.

A process and not a thread of the server: the server forks its web workers, and a fork in the midst of starting a
program in another thread leaves that thread waiting for ever.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
import time

import django
from django.db import DatabaseError, connection

from tuntas.cli.upkeep.parents import end_with_parent, told_parent

WORKER = "tuntas.cli.upkeep.job_process"
PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
STOP_S = 20.0
log = logging.getLogger("tuntas.jobs")


def main() -> None:
    """Keep a worker alive until told to stop, or until the server is gone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuntas.project.settings")
    django.setup()
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    end_with_parent(told_parent())
    keep_alive(stopping)


def keep_alive(stopping: threading.Event) -> None:
    """Start the worker again whenever it ends; slower each time where it does not last."""
    pause_s = PAUSE_S
    while not stopping.is_set():
        put_back_unfinished_jobs()
        began = time.monotonic()
        worker = subprocess.Popen([sys.executable, "-m", WORKER, str(os.getpid())], stdin=subprocess.PIPE)
        while worker.poll() is None and not stopping.wait(PAUSE_S):
            pass
        if worker.poll() is None:
            stop(worker)
            return
        pause_s = PAUSE_S if time.monotonic() - began > LONGEST_PAUSE_S else min(2 * pause_s, LONGEST_PAUSE_S)
        stopping.wait(pause_s)


def put_back_unfinished_jobs() -> None:
    """Let the jobs of a worker that is gone begin again; a silent database is waited for."""
    # On demand: models cannot be imported before Django is set up.
    from tuntas.cli.upkeep.unfinished import take_up_again

    try:
        take_up_again()
    except DatabaseError:
        log.exception("jobs cannot be taken up again")
    finally:
        connection.close()


def stop(worker: "subprocess.Popen[bytes]") -> None:
    """Let the worker finish its job, for a while."""
    worker.terminate()
    try:
        worker.wait(STOP_S)
    except subprocess.TimeoutExpired:
        worker.kill()


if __name__ == "__main__":
    main()

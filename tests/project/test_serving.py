"""Serving: it answers, it is served once, its job worker never outlives it, and no job is forgotten."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.project.office import Office
from tests.world import AT
from tuntas.cli.upkeep.unfinished import take_up_again

PATIENCE_S = 60.0
posix = pytest.mark.skipif(os.name != "posix", reason="sinyal POSIX (POSIX signals)")


def wait_for(what: Callable[[], bool], log: Path | None = None) -> None:
    """Until it is so; a test that waits in vain shows the log."""
    end = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < end, log.read_text()[-3000:] if log else "waited in vain"
        time.sleep(0.1)


def status_of(port: int, path: str) -> int:
    """The status of an answer; 0 where nobody listens."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(office: Office, port: int) -> "Iterator[subprocess.Popen[bytes]]":
    """The office's server, ready."""
    command = office.command("serve", "--port", str(port), "--workers", "1")
    log = (office.home / "serve.log").open("wb")
    process = subprocess.Popen(command, env=office.environment, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_for(lambda: status_of(port, "/readyz") == 200 or process.poll() is not None, office.home / "serve.log")
        assert process.poll() is None, (office.home / "serve.log").read_text()
        yield process
    finally:
        for end in (process.terminate, lambda: os.killpg(process.pid, signal.SIGKILL)):
            end() if process.poll() is None else None
            wait_for(lambda: process.poll() is not None)
        log.close()


def job_workers(office: Office) -> list[int]:
    """Processes that do the jobs of this office, as the system lists them."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words, given = (entry / "cmdline").read_bytes(), (entry / "environ").read_bytes()
        except OSError:
            continue
        if b"tuntas.cli.upkeep.job_process" in words and f"TUNTAS_HOME={office.home}".encode() in given:
            found.append(int(entry.name))
    return found


@posix
def test_an_office_is_served_once_and_ends_in_good_order(office: Office) -> None:
    port = free_port()
    with served(office, port) as process:
        assert status_of(port, "/healthz") == 200
        refused = office.tell("serve", "--port", str(free_port()), expected=2)
        assert refused["error"]["code"] == "CLI-BEING-SERVED"
        wait_for(lambda: len(job_workers(office)) == 1)
        process.terminate()
        wait_for(lambda: process.poll() is not None)
    wait_for(lambda: not job_workers(office))


@posix
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="/proc tidak ada (no /proc)")
def test_a_killed_server_leaves_no_worker_behind_and_starts_again(office: Office) -> None:
    port = free_port()
    with served(office, port) as process:
        wait_for(lambda: len(job_workers(office)) == 1)
        (worker,) = job_workers(office)
        os.kill(worker, signal.SIGKILL)
        wait_for(lambda: job_workers(office) not in ([], [worker]), office.home / "serve.log")
        os.kill(process.pid, signal.SIGKILL)
        wait_for(lambda: not job_workers(office))
        wait_for(lambda: status_of(port, "/healthz") == 0)
    with served(office, free_port()):
        assert office.tell("audit", "verify")["breaks"] == []


@posix
def test_a_process_whose_parent_was_gone_before_it_began_ends_too() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    watching = "from tuntas.cli.upkeep.parents import end_with_parent as watch"
    code = f"import time; {watching}; watch({gone.pid}); time.sleep(60)"
    started = subprocess.Popen([sys.executable, "-c", code])
    try:
        assert started.wait(20) == 1
    finally:
        started.kill()


def test_a_job_whose_worker_is_gone_is_taken_up_again(db: None) -> None:
    common = {"args_kwargs": {"args": [], "kwargs": {}}, "task_path": "x.y", "backend_name": "default"}
    gone = DBTaskResult.objects.create(status=TaskResultStatus.RUNNING, started_at=AT, **common)
    done = DBTaskResult.objects.create(status=TaskResultStatus.SUCCESSFUL, started_at=AT, finished_at=AT, **common)
    assert take_up_again() == 1
    gone.refresh_from_db(), done.refresh_from_db()
    assert gone.status == TaskResultStatus.READY and done.status == TaskResultStatus.SUCCESSFUL

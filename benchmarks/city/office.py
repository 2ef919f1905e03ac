"""An office with the medium example city (30,000 buildings, 500 RT, two surveys), served by `tuntas serve`."""

import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
#: Sees the whole city, and more of its navigation than most; signs in without a second factor.
ROLE = "HOUSING_STAFF"
START_S = 60.0


@dataclass(frozen=True, slots=True)
class Office:
    """A home with its database, and who signs in."""

    home: Path
    url: str = ""

    @property
    def environment(self) -> Mapping[str, str]:
        """What the office's commands see."""
        dropped = ("DATABASE_URL", "TEST_DATABASE_URL", "DJANGO_SETTINGS_MODULE")
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        python = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        given = {"TUNTAS_HOME": str(self.home), "PYTHONPATH": python, "TUNTAS_LOG_LEVEL": "WARNING"}
        return kept | given | ({"DATABASE_URL": self.url} if self.url else {})

    def run(self, module: str, *arguments: str) -> str:
        """Run a module of ours to its end; what it printed."""
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, check=True, text=True)
        return done.stdout


def made_office(home: Path, url: str = "") -> tuple[Office, Mapping[str, str]]:
    """The office with its city, made where it is not there yet; the name and password of this run's user."""
    home.mkdir(parents=True, exist_ok=True)
    office = Office(home, url)
    office.run("tuntas.cli.main", "migrate", "--json")
    said = office.run("benchmarks.city.inside", "filling", str(home), ROLE, secrets.token_urlsafe(12))
    found: Mapping[str, str] = json.loads(said.strip().splitlines()[-1])
    return office, found


@contextmanager
def served(office: Office, workers: int = 0) -> Iterator[int]:
    """The office's server, ready; gives the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "tuntas.cli.main", "serve", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(command, cwd=ROOT, env=office.environment, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int) -> None:
    end = time.monotonic() + START_S
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass
        if time.monotonic() > end:
            raise TimeoutError("the server does not answer")
        time.sleep(0.2)

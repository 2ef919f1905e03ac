"""Half an import is impossible: killed at random points, the database is as before or as after, never between."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.city.surveys.workbooks import many_places, survey_csv

CHILD = Path(__file__).with_name("importing_child.py")
TIMES = 20
RT = 120
WHAT = ("places_place", "surveys_surveyrecord", "surveys_surveyrecordversion", "assessments_storedassessment",
        "assessments_areafigure")  # fmt: skip


class Office:
    """An installation in a folder of its own, on SQLite, as a person at a terminal has it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        without = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "TUNTAS_HOME")
        self.environment = {name: value for name, value in os.environ.items() if name not in without}
        self.environment |= {"TUNTAS_HOME": str(home), "PYTHONUNBUFFERED": "1"}

    def run(self, *command: str) -> None:
        subprocess.run([sys.executable, *command], env=self.environment, check=True, capture_output=True)

    def nursery(self, file: Path) -> "Nursery":
        return Nursery([sys.executable, str(CHILD), str(file), "99.01", "2025"], self.environment)

    def counts(self) -> dict[str, int]:
        with sqlite3.connect(self.home / "tuntas.sqlite3") as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            found = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in WHAT}
            state = database.execute("SELECT state FROM surveys_upload").fetchone()
        return found | {"accepted": int(state == ("ACCEPTED",))}

    def forget_import(self, copy: Path) -> None:
        """Back to the city without any survey."""
        for left in self.home.glob("tuntas.sqlite3*"):
            left.unlink()
        (self.home / "tuntas.sqlite3").write_bytes(copy.read_bytes())


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(tmp_path_factory.mktemp("kantor"))
    made.run("-m", "tuntas.cli.main", "migrate")
    made.run("-m", "tuntas.cli.main", "city", "create", "--code", "99.01", "--name", "Kota Contoh")
    return made


class Nursery:
    """Starts imports that are killed before a statement of theirs, without starting Python anew for each."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def import_until(self, statement: int) -> tuple[int, int]:
        """Statements of an import that was let finish (0), and the wait status."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{statement}\n")
        self.process.stdin.flush()
        count, status = self.process.stdout.readline().split()
        return int(count), int(status)

    def close(self) -> None:
        self.process.communicate()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL dan fork hanya ada di POSIX (POSIX only)")
def test_a_killed_import_leaves_before_or_after(office: Office, tmp_path: Path) -> None:
    file, copy = tmp_path / "survei.csv", tmp_path / "sebelum.sqlite3"
    file.write_bytes(survey_csv(many_places(RT)))
    copy.write_bytes((office.home / "tuntas.sqlite3").read_bytes())
    before, nursery = office.counts(), office.nursery(file)
    statements, status = nursery.import_until(0)
    after = office.counts()
    assert status == 0 and after["surveys_surveyrecord"] == after["assessments_storedassessment"] == RT
    assert after["accepted"]
    for statement in kill_points(statements):
        office.forget_import(copy)
        assert nursery.import_until(statement) == (0, signal.SIGKILL)
        found = office.counts()
        assert found in (before, after), f"between, after {statement} of {statements} statements: {found}"
        assert nursery.import_until(0)[1] == 0 and office.counts() == after
    nursery.close()


def kill_points(statements: int) -> list[int]:
    """One random statement in each twentieth of the import; in `./run soak` every statement."""
    if os.environ.get("TUNTAS_SOAK"):
        return list(range(1, statements + 1))
    dice = random.Random(137)
    edges = [1 + statements * part // TIMES for part in range(TIMES + 1)]
    return [dice.randrange(low, max(high, low + 1)) for low, high in pairwise(edges)]

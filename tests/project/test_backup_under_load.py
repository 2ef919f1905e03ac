"""A backup made while others write: whole, and with everything that was confirmed before it began."""

import subprocess
import sys
from pathlib import Path

from tests.project.office import Office

WRITERS = 3
WRITER = """
import time, django
django.setup()
from datetime import UTC, datetime
from tuntas.city.people.models import City
from tuntas.city.records.actions import note
city = City.objects.get()
while True:
    entry = note("test.load", about=city, by=None, at=datetime.now(UTC))
    print(entry.seq, flush=True)
    time.sleep(0.01)
"""


def test_a_backup_under_load_is_whole_and_lacks_nothing_confirmed(office: Office, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER]
    writers = [
        subprocess.Popen(command, env=office.environment, stdout=subprocess.PIPE, text=True) for _ in range(WRITERS)
    ]
    try:
        confirmed = max(_read(writer, 20) for writer in writers)
        said = office.tell("backup", str(tmp_path / "cadangan.zip"))
        still = max(_read(writer, 1) for writer in writers)
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    assert said["restored"] is True and still > confirmed, "they wrote on while the backup was made"
    office.tell("restore", str(tmp_path / "cadangan.zip"), "--yes")
    audit = office.tell("audit", "verify")
    (count,) = [chain["entries"] for chain in audit["chains"] if chain["chain"] == "33.75"]
    assert audit["breaks"] == [] and count >= confirmed


def _read(writer: "subprocess.Popen[str]", lines: int) -> int:
    """The last number that a writer confirmed."""
    assert writer.stdout is not None
    return [int(writer.stdout.readline()) for _ in range(lines)][-1]

"""The full run accepts no skip but for absent reference data."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NO_TOOL = "import pytest\ndef test_tool():\n    pytest.skip('no tool')\n"
NO_DATA = "def test_data(shared_data):\n    raise AssertionError\n"
GOOD = "def test_good():\n    assert True\n"


def run_tests(repository: Path, room: Path, source: str, full: str) -> subprocess.CompletedProcess[str]:
    """Run one invented test file under the project's own conftest."""
    shutil.copy(repository / "tests/conftest.py", room / "conftest.py")
    (room / "test_invented.py").write_text(source, encoding="utf-8")
    settings = {
        "TUNTAS_FULL": full,
        "TUNTAS_SHARED": str(room / "absent"),
        "PYTHONPATH": os.pathsep.join([str(repository), str(repository / "src")]),
        "DJANGO_SETTINGS_MODULE": "tests.django_settings",
    }
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(room),
        str(room),
    ]
    return subprocess.run(command, cwd=room, env={**os.environ, **settings}, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("source", "full", "outcome"),
    [(NO_TOOL, "", 0), (NO_TOOL, "1", 1), (NO_DATA, "1", 0), (GOOD, "1", 0)],
    ids=["ordinary run may skip", "full run may not", "absent data may", "nothing skipped"],
)
def test_only_absent_data_excuses_a_skip(
    repository: Path, tmp_path: Path, source: str, full: str, outcome: int
) -> None:
    answer = run_tests(repository, tmp_path, source, full)
    assert answer.returncode == outcome, answer.stdout + answer.stderr
    assert ("DILEWATI / SKIPPED" in answer.stdout) is bool(outcome)

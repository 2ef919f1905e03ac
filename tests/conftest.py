"""What all tests share: the seeds, the reference data, and honesty about what did not run."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

from door.presence import has_java, shared_folder

pytest_plugins = ["tests.database", "tests.project.office", "tests.remembered", "tests.world"]

ABSENT_DATA = "data acuan tidak ada (reference data absent)"
FULL = bool(os.environ.get("TUNTAS_FULL"))

# Ordinary runs take the same examples each time; `./run soak` takes ten times as many, new ones.
settings.register_profile("ordinary", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("soak", max_examples=1000, deadline=None)
settings.load_profile("soak" if os.environ.get("TUNTAS_SOAK") else "ordinary")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The reference data beside the repository; tests on them skip, saying so, where they are absent."""
    folder = shared_folder() / "data"
    if not folder.is_dir():
        pytest.skip(f"{ABSENT_DATA}: {folder}")
    return folder


@pytest.fixture
def libreoffice(tmp_path: Path) -> Iterator[list[str]]:
    """The command that starts LibreOffice without a window and with a profile of its own."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice tidak ada (LibreOffice absent)")
    yield [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--norestore"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep Spark's tests on one worker, and skip with a reason what cannot run here.

    What no database changes (pages in a browser, words in English) runs once, beside SQLite.
    """
    if os.environ.get("TEST_DATABASE_URL"):
        again = [item for item in items if item.get_closest_marker("once")]
        config.hook.pytest_deselected(items=again)
        items[:] = [item for item in items if not item.get_closest_marker("once")]
    spark = [item for item in items if item.get_closest_marker("spark")]
    reason = absent_for_spark() if spark else ""
    for item in spark:
        item.add_marker(pytest.mark.xdist_group("spark"))
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))
    for item in items:
        if item.get_closest_marker("full") and not FULL:
            item.add_marker(pytest.mark.skip(reason="hanya dalam ./run test --full (only there)"))


def absent_for_spark() -> str:
    """Why Spark cannot run here; empty where it can."""
    if find_spec("pyspark") is None:
        return "pyspark tidak ada (pyspark absent)"
    return "" if has_java() else "Java tidak ada (Java absent)"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The full run passes only where nothing was skipped but for the reference data."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not FULL or reporter is None or hasattr(session.config, "workerinput"):
        return
    silent = [
        report
        for report in reporter.stats.get("skipped", [])
        if not any(
            one in str(report.longrepr) for one in (ABSENT_DATA, "(in the PostgreSQL run only)", "(SQLite only)")
        )
    ]
    for report in silent:
        reporter.write_line(f"DILEWATI / SKIPPED: {report.nodeid}: {report.longrepr}", red=True)
    if silent and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def tracked_files(repository: Path) -> list[Path]:
    """Files that are or would be committed; all files of a plain copy, which has no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (repository / ".git").exists() and shutil.which("git"):
        names = subprocess.run(command, cwd=repository, capture_output=True, check=True, text=True).stdout
        return [path for name in names.split("\0") if name and (path := repository / name).is_file()]
    made = {".git", ".hypothesis", ".venv", "build", "dist", "var", "__pycache__"}
    parts = ((path, path.relative_to(repository).parts) for path in repository.rglob("*") if path.is_file())
    return [path for path, names in parts if not any(n in made or n.endswith(("_cache", ".egg-info")) for n in names)]

"""What must hold before a change goes in: the cheapest check first, and the first failure ends the run."""

import os
import subprocess
import time
from collections.abc import Sequence

from door import apt, frontend, postgresql, presence, wheel
from door.beside import beside
from door.environment import ROOT, program, set_up
from door.speech import CannotGoOn, say

CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "lint-imports": ["lint-imports"],
}
TYPES = ["mypy"]
#: Tests that wait for a disk, a browser or another process leave a core idle; one more worker takes it.
ONE_MORE_WORKER = str((os.cpu_count() or 1) + 1)
#: pytest's exit code where none of the chosen tests asks a database.
NOTHING_COLLECTED = 5


def lint() -> None:
    """Style and contracts, in a second; raises CannotGoOn at the first that fails."""
    for name, (tool, *arguments) in CHECKS.items():
        step(name, [program(tool), *arguments])


def check_types() -> None:
    """What mypy says; raises CannotGoOn where it says anything."""
    step("mypy", [program(TYPES[0]), *TYPES[1:]])


def test(arguments: Sequence[str]) -> None:
    """All checks and tests that this machine can run; with --full, all there are. The rest goes to pytest."""
    rest = [argument for argument in arguments if argument != "--full"]
    if "--full" in arguments:
        test_in_full(rest)
    else:
        set_up()
        lint()
        check_types()
        run_pytest(rest, TUNTAS_FULL="")
        run_on_postgresql(rest, TUNTAS_FULL="")
    presence.announce()


def test_in_full(arguments: Sequence[str]) -> None:
    """All checks and tests that there are; what needs no test's outcome runs beside them."""
    install_what_tests_need()
    set_up("spark")
    lint()
    chosen = ["--durations=10", *arguments]
    with beside("from door import checks; checks.check_what_is_built()") as built:
        run_pytest(chosen, TUNTAS_FULL="1", PYTEST_XDIST_AUTO_NUM_WORKERS=ONE_MORE_WORKER)
        built.look()
        run_on_postgresql(chosen, TUNTAS_FULL="1", PYTEST_XDIST_AUTO_NUM_WORKERS=ONE_MORE_WORKER)


def check_what_is_built() -> None:
    """Types, the look and the wheel; raises CannotGoOn at the first that fails."""
    try:
        check_types()
        say("── frontend", "")
        frontend.check()
        wheel.check()
    except CannotGoOn as refusal:
        say(refusal.indonesian, refusal.english)
        raise SystemExit(1) from refusal


def run_on_postgresql(arguments: Sequence[str], **settings: str) -> None:
    """The tests that ask a database once more, on PostgreSQL where it is installed; `presence` says where not."""
    if not postgresql.is_there():
        if os.environ.get("CI"):
            raise CannotGoOn("CI memerlukan PostgreSQL.", "CI needs PostgreSQL.")
        return
    with postgresql.running() as url:
        run_pytest(arguments, name="pytest (PostgreSQL)", may_be_empty=True, TEST_DATABASE_URL=url, **settings)


def soak(arguments: Sequence[str]) -> None:
    """The property tests with the long counts, of which the ordinary run takes a seeded tenth."""
    set_up()
    run_pytest(["--durations=10", *arguments], TUNTAS_SOAK="1")


def run_pytest(arguments: Sequence[str], name: str = "pytest", may_be_empty: bool = False, **settings: str) -> None:
    """Tests on all processors; those that share one engine stay together."""
    command = [
        program("python"),
        "-m",
        "pytest",
        "-q",
        "-n",
        "auto",
        "--dist",
        "loadgroup",
        "-rs",
        *arguments,
    ]
    step(name, command, good=(0, NOTHING_COLLECTED) if may_be_empty else (0,), **settings)


def step(name: str, command: Sequence[str], good: Sequence[int] = (0,), **settings: str) -> None:
    """Run one check in the repository's root and say how long it took; raises CannotGoOn where it fails."""
    say(f"── {name}", "")
    began = time.monotonic()
    outcome = subprocess.call(command, cwd=ROOT, env={**os.environ, **settings})
    if outcome not in good:
        raise CannotGoOn(f"GAGAL: {name} (kode {outcome})", f"FAILED: {name} (exit {outcome})")
    seconds = time.monotonic() - began
    say(f"   {name}: baik, {seconds:.1f} detik", f"   {name}: good, {seconds:.1f} seconds")


def install_what_tests_need() -> None:
    """What Debian has and this machine lacks for the tests; raises CannotGoOn where that cannot be cured."""
    packages = [] if presence.has_java() else ["default-jre-headless"]
    packages += [] if presence.has_libreoffice() else ["libreoffice-calc"]
    packages += [] if postgresql.is_there() else ["postgresql"]
    packages += [] if presence.has_chromium() else ["chromium"]
    packages += ["nodejs", "npm"] if not frontend.is_there() and frontend.offered() else []
    if not packages:
        return
    say(f"Memasang {' '.join(packages)} ...", f"Installing {' '.join(packages)} ...")
    if not (apt.can_install() and apt.install(*packages)):
        command = f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
        raise CannotGoOn(f"Uji penuh memerlukan: {command}", f"The full test needs: {command}")

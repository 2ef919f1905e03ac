"""What must hold before a change goes in: the cheapest check first, and the first failure ends the run."""

import os
import subprocess
import time
from collections.abc import Sequence

from door import apt, frontend, postgresql, presence, wheel
from door.environment import ROOT, program, set_up
from door.speech import CannotGoOn, say

CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "lint-imports": ["lint-imports"],
    "mypy": ["mypy"],
}
#: pytest's exit code where none of the chosen tests asks a database.
NOTHING_COLLECTED = 5


def lint() -> None:
    """Style, contracts and types; raises CannotGoOn at the first that fails."""
    for name, (tool, *arguments) in CHECKS.items():
        step(name, [program(tool), *arguments])


def test(arguments: Sequence[str]) -> None:
    """All checks and tests that this machine can run; with --full, all there are. The rest goes to pytest."""
    full = "--full" in arguments
    if full:
        install_what_tests_need()
    set_up(*(["spark"] if full else []))
    lint()
    rest = [argument for argument in arguments if argument != "--full"]
    chosen = [*(["--durations=10"] if full else []), *rest]
    run_pytest(chosen, TUNTAS_FULL="1" if full else "")
    run_on_postgresql(chosen, TUNTAS_FULL="1" if full else "")
    if full:
        say("── frontend", "")
        frontend.check()
        wheel.check()
    presence.announce()


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

"""What must hold before a change goes in: the cheapest check first, and the first failure ends the run."""

import os
import subprocess
import time
from collections.abc import Sequence

from door import apt, presence, wheel
from door.environment import ROOT, program, set_up
from door.speech import CannotGoOn, say

CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "lint-imports": ["lint-imports"],
    "mypy": ["mypy"],
}


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
    run_pytest([*(["--durations=10"] if full else []), *rest], TUNTAS_FULL="1" if full else "")
    if full:
        wheel.check()
    presence.announce()


def soak(arguments: Sequence[str]) -> None:
    """The property tests with the long counts, of which the ordinary run takes a seeded tenth."""
    set_up()
    run_pytest(["--durations=10", *arguments], TUNTAS_SOAK="1")


def run_pytest(arguments: Sequence[str], **settings: str) -> None:
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
    step("pytest", command, **settings)


def step(name: str, command: Sequence[str], **settings: str) -> None:
    """Run one check in the repository's root and say how long it took; raises CannotGoOn where it fails."""
    say(f"── {name}", "")
    began = time.monotonic()
    outcome = subprocess.call(command, cwd=ROOT, env={**os.environ, **settings})
    if outcome:
        raise CannotGoOn(f"GAGAL: {name} (kode {outcome})", f"FAILED: {name} (exit {outcome})")
    seconds = time.monotonic() - began
    say(f"   {name}: baik, {seconds:.1f} detik", f"   {name}: good, {seconds:.1f} seconds")


def install_what_tests_need() -> None:
    """Java and LibreOffice from Debian where they are absent; raises CannotGoOn where that cannot be."""
    packages = [] if presence.has_java() else ["default-jre-headless"]
    packages += [] if presence.has_libreoffice() else ["libreoffice-calc"]
    if not packages:
        return
    say(f"Memasang {' '.join(packages)} ...", f"Installing {' '.join(packages)} ...")
    if not (apt.can_install() and apt.install(*packages)):
        command = f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
        raise CannotGoOn(f"Uji penuh memerlukan: {command}", f"The full test needs: {command}")

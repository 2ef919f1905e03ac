"""The commands of `./run`."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from door import checks, locks
from door.environment import ROOT, program, set_up
from door.speech import CannotGoOn, say

HELP = [
    ("setup", "siapkan .venv", "prepare .venv"),
    ("demo", "nilai buku kerja contoh", "assess the example workbook"),
    ("tuntas ...", "jalankan perintah tuntas", "run a tuntas command"),
    ("test [--full] [pytest ...]", "periksa dan uji semuanya", "check and test everything"),
    ("lint", "periksa gaya, kontrak impor, dan tipe", "check style, import contracts and types"),
    ("soak", "uji panjang", "the long tests"),
    ("bench NAME ...", "ukur kecepatan di samping pesaing", "measure speed beside peers"),
    ("messages", "perbarui katalog bahasa Inggris", "renew the English catalogue"),
    ("lock", "perbarui requirements*.lock (perlu uv)", "renew requirements*.lock (needs uv)"),
]


def setup(arguments: Sequence[str]) -> int:
    """Prepare .venv and say where the command is."""
    set_up()
    say(f"Siap: {program('tuntas')}", f"Ready: {program('tuntas')}")
    return 0


def tuntas(arguments: Sequence[str]) -> int:
    """Hand over to the application, in the folder where the user stands."""
    set_up()
    return subprocess.call([program("tuntas"), *arguments])


def demo(arguments: Sequence[str]) -> int:
    """Show the main job on the example that we ship; its results land below the repository's root."""
    set_up()
    return subprocess.call([program("tuntas"), "demo", *arguments], cwd=ROOT)


def lint(arguments: Sequence[str]) -> int:
    """Style, contracts and types alone."""
    set_up()
    checks.lint()
    checks.check_types()
    return 0


def test(arguments: Sequence[str]) -> int:
    """All checks and tests."""
    checks.test(arguments)
    return 0


def soak(arguments: Sequence[str]) -> int:
    """The long tests."""
    checks.soak(arguments)
    return 0


def bench(arguments: Sequence[str]) -> int:
    """Run one benchmark beside its peers."""
    known = benchmarks()
    if not arguments or arguments[0] not in known:
        names = ", ".join(sorted(known))
        raise CannotGoOn(f"Sebutkan satu dari: {names}", f"Name one of: {names}")
    set_up("bench")
    return subprocess.call([program("python"), str(known[arguments[0]]), *arguments[1:]], cwd=ROOT)


def benchmarks() -> dict[str, Path]:
    """The benchmarks by name: a script `benchmarks/NAME.py`, or a folder of that name with a `run.py`."""
    folder = ROOT / "benchmarks"
    scripts = {path.stem: path for path in folder.glob("*.py") if not path.stem.startswith("_")}
    return {**scripts, **{path.parent.name: path for path in folder.glob("*/run.py")}}


def messages(arguments: Sequence[str]) -> int:
    """Renew the English catalogue of the pages; 1 where a sentence has no translation yet."""
    set_up()
    return subprocess.call([program("python"), "-m", "door.words"], cwd=ROOT)


def lock(arguments: Sequence[str]) -> int:
    """Renew the locks."""
    locks.renew()
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "setup": setup,
    "demo": demo,
    "tuntas": tuntas,
    "test": test,
    "lint": lint,
    "soak": soak,
    "bench": bench,
    "messages": messages,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; its exit code, or 2 where it is unknown."""
    if arguments and arguments[0] in COMMANDS:
        return COMMANDS[arguments[0]](arguments[1:])
    for command, indonesian, english in HELP:
        say(f"./run {command:28} {indonesian}", f"      {'':28} {english}")
    return 0 if arguments[:1] in (["help"], ["--help"], ["-h"]) else 2

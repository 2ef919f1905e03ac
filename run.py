#!/usr/bin/env python3
"""The front door: find a Python that fits, then hand over to the rooms in `door/`.

Standard library only, and Python 3.8 syntax: any python3 can read this and look for a newer one.
"""

from __future__ import annotations

import glob
import importlib
import os
import shutil
import subprocess
import sys

from door.speech import CannotGoOn, say

OLDEST = (3, 11)
NEWEST = (3, 13)
MINORS = range(NEWEST[1], OLDEST[1] - 1, -1)
ASK_VERSION = "import sys; print('%d %d' % sys.version_info[:2])"


def fits(version: tuple[int, ...] | None) -> bool:
    """Whether a version, as in (3, 12) or sys.version_info, is one that Tuntas is tested on."""
    return version is not None and OLDEST <= tuple(version[:2]) <= NEWEST


def version_of(command: list[str]) -> tuple[int, ...] | None:
    """The version that a command starts, as in (3, 12); None where it does not run.

    Being found says little: a pyenv shim fails where its version is not chosen, and `python` on Windows
    may be a stub that opens a shop.
    """
    try:
        answer = subprocess.run(
            [*command, "-c", ASK_VERSION], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30
        )
        major, minor = answer.stdout.split()
        return int(major), int(minor)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def commands() -> list[list[str]]:
    """Commands that may start a fitting Python, the likeliest first."""
    named = [[f"python3.{minor}"] for minor in MINORS]
    if os.name == "nt":
        named = [["py", f"-3.{minor}"] for minor in MINORS] + named
    found = [command for command in [*named, ["python3"], ["python"]] if shutil.which(command[0])]
    pyenv = os.environ.get("PYENV_ROOT") or os.path.join(os.path.expanduser("~"), ".pyenv")
    kept = [glob.glob(os.path.join(pyenv, "versions", f"3.{minor}.*", "bin", "python")) for minor in MINORS]
    return found + [[path] for paths in kept for path in sorted(paths)]


def fitting_python() -> list[str]:
    """The first command that really starts a fitting Python; raises CannotGoOn where there is none."""
    for command in commands():
        if fits(version_of(command)):
            return command
    here = "{}.{}".format(*sys.version_info)
    raise CannotGoOn(
        f"Tuntas memerlukan Python 3.11 sampai 3.13; yang ada hanya {here}. Pasang salah satunya.",
        f"Tuntas needs Python 3.11 to 3.13; only {here} is here. Install one of them.",
    )


def main(arguments: list[str]) -> int:
    """Run the command here where this Python fits, else under one that does."""
    try:
        if not fits(sys.version_info[:2]):
            return subprocess.call([*fitting_python(), os.path.abspath(__file__), *arguments])
        # By name, because the rooms use syntax that an old Python would stumble over before it came here.
        rooms = importlib.import_module("door.commands")
        return int(rooms.main(arguments))
    except CannotGoOn as refusal:
        say(refusal.indonesian, refusal.english)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

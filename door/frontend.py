"""Whether the committed look is what its sources give: built once more from the lock, beside the repository."""

import filecmp
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from door import apt
from door.environment import ROOT
from door.speech import CannotGoOn, say

#: What vite needs.
OLDEST = (20, 19)
DIST = Path("src/tuntas/web/static/dist")
QUIET = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]


def node_version() -> tuple[int, ...]:
    """The version of Node.js here, as in (20, 19); empty where there is none."""
    if not (shutil.which("node") and shutil.which("npm")):
        return ()
    answer = subprocess.run(["node", "--version"], stdout=subprocess.PIPE, text=True, check=False).stdout
    return tuple(int(part) for part in re.findall(r"\d+", answer)[:2])


def is_there() -> bool:
    """Whether the look can be built here."""
    return node_version() >= OLDEST


def offered() -> bool:
    """Whether Debian has a Node.js that is new enough (12 has not, 13 has)."""
    if not (apt.can_install() and shutil.which("apt-cache")):
        return False
    said = subprocess.run(["apt-cache", "policy", "nodejs"], stdout=subprocess.PIPE, text=True, check=False).stdout
    candidate = re.search(r"Candidate: (\d+)\.(\d+)", said)
    return candidate is not None and (int(candidate[1]), int(candidate[2])) >= OLDEST


def check() -> None:
    """Build from the lock in a folder of its own and compare; raises CannotGoOn where a file differs."""
    if not is_there():
        return  # `presence` says so, loudly
    with tempfile.TemporaryDirectory(prefix="tuntas-frontend-") as name:
        folder = Path(name)
        leave_out = shutil.ignore_patterns("node_modules")
        shutil.copytree(ROOT / "frontend", folder / "frontend", ignore=leave_out)
        for words in (["npm", "ci", *QUIET], ["npm", "run", "build", "--silent"]):
            environment = {**os.environ, "CI": "true"}
            if subprocess.call(words, cwd=folder / "frontend", env=environment, stdout=2):
                raise CannotGoOn(f"GAGAL: {' '.join(words)}", f"FAILED: {' '.join(words)}")
        if differing := difference(ROOT / DIST, folder / DIST):
            names = ", ".join(differing)
            raise CannotGoOn(
                f"Berkas tampilan berbeda dari sumbernya: {names}. Jalankan: cd frontend && npm ci && npm run build",
                f"The built look differs from its sources: {names}. Run: cd frontend && npm ci && npm run build",
            )
    say("   tampilan: sama dengan sumbernya", "   look: as its sources give it")


def difference(committed: Path, built: Path) -> list[str]:
    """Names of files that only one of two folders has, or that differ in a byte."""
    names = sorted({path.name for folder in (committed, built) for path in folder.glob("*")})
    _, differing, lacking = filecmp.cmpfiles(committed, built, names, shallow=False)
    return sorted([*differing, *lacking])

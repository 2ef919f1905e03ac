"""Whether what we would publish works for someone who has nothing else."""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from door.environment import ROOT, VENV, install, made_by_uv, program
from door.speech import CannotGoOn, say

BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"


def check() -> None:
    """Build the wheel, install it with the application's lock alone, and run it away from the sources."""
    say("── wheel", "")
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        tuntas = install_alone(build(room), room / "empty")
        for arguments in (["--version"], ["template", "-o", str(room / "template.xlsx")]):
            if subprocess.call([str(tuntas), *arguments], cwd=room):
                raise CannotGoOn(
                    f"GAGAL: tuntas {arguments[0]} dari wheel",
                    f"FAILED: tuntas {arguments[0]} from the wheel",
                )
        if not zipfile.is_zipfile(room / "template.xlsx"):
            raise CannotGoOn("GAGAL: templat dari wheel bukan XLSX", "FAILED: the wheel's template is no XLSX")


def build(folder: Path) -> Path:
    """The wheel, built without a network by the backend of the base lock."""
    sources = folder / "sources"  # a copy: setuptools would leave a folder behind and ship what lay in it before
    shutil.copytree(ROOT / "src", sources / "src", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "THIRD_PARTY.md"):
        shutil.copy(ROOT / name, sources / name)
    command = [program("python"), "-c", BUILD, str(folder)]
    subprocess.run(command, cwd=sources, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("tuntas-*.whl"))


def install_alone(built: Path, venv: Path) -> Path:
    """The `tuntas` of an empty environment that holds the wheel and its locked libraries only."""
    maker = ["uv", "venv", "--quiet", "--python", sys.executable] if made_by_uv() else [program("python"), "-m", "venv"]
    subprocess.run([*maker, str(venv)], check=True)
    inside = Path(program("python")).relative_to(VENV)
    python = str(venv / inside)
    locked = install("--require-hashes", "--requirement", str(ROOT / "requirements.lock"), python=python)
    if not (locked and install("--no-deps", str(built), python=python)):
        raise CannotGoOn("GAGAL: wheel tidak dapat dipasang", "FAILED: the wheel cannot be installed")
    return venv / inside.with_name(Path(program("tuntas")).name)

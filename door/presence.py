"""What this machine lacks, and which tests therefore did not run: said loudly, never silently."""

import os
import shutil
import subprocess
from pathlib import Path

from door import frontend, postgresql
from door.environment import ROOT, program
from door.speech import say


def runs(*command: str) -> bool:
    """Whether a command is here and ends well."""
    if not shutil.which(command[0]):
        return False
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def has_java() -> bool:
    """Whether a Java runtime really starts (macOS ships a stub that does not)."""
    return runs("java", "-version")


def has_pyspark() -> bool:
    """Whether pyspark stands in .venv."""
    return runs(program("python"), "-c", "import importlib.util as u, sys; sys.exit(not u.find_spec('pyspark'))")


def has_chromium() -> bool:
    """Whether pages can be looked at in a browser."""
    return shutil.which("chromium") is not None


def has_libreoffice() -> bool:
    """Whether LibreOffice can open the workbooks that we write."""
    return shutil.which("soffice") is not None


def shared_folder() -> Path:
    """Where the shared reference data lie on a developer's machine."""
    return Path(os.environ.get("TUNTAS_SHARED") or ROOT.parent / "shared")


def absent() -> list[tuple[str, str]]:
    """Indonesian and English line for each thing whose tests cannot run here."""
    known = [
        (has_java(), "Java: uji Spark dilewati", "Java: Spark tests skipped"),
        (has_pyspark(), "pyspark: uji Spark dilewati", "pyspark: Spark tests skipped"),
        (
            has_libreoffice(),
            "LibreOffice: uji membuka buku kerja dilewati",
            "LibreOffice: opening tests skipped",
        ),
        (
            postgresql.is_there(),
            "PostgreSQL: uji pada PostgreSQL dilewati",
            "PostgreSQL: tests on PostgreSQL skipped",
        ),
        (
            frontend.is_there(),
            "Node.js 20.19 ke atas: tampilan tidak dibangun ulang dan dibandingkan",
            "Node.js 20.19 or newer: the look was not built again and compared",
        ),
        (
            (shared_folder() / "data").is_dir(),
            "../shared/data: uji terhadap data nyata dilewati",
            "../shared/data: tests on real data skipped",
        ),
    ]
    return [(indonesian, english) for present, indonesian, english in known if not present]


def announce() -> None:
    """Print the block of what did not run, or that nothing was missing."""
    lines = absent()
    rule = "=" * 78
    if not lines:
        say(
            "Tidak ada bagian uji yang dilewati karena alat tidak ada.",
            "No tests were skipped for want of a tool.",
        )
        return
    say(rule, "TIDAK DIUJI DI SINI (tidak ada pada mesin ini) / NOT TESTED HERE (absent on this machine)")
    for indonesian, english in lines:
        say(f"  - {indonesian}", f"    {english}")
    say("Semuanya diuji oleh ./run test --full", "./run test --full tests all of them")
    say(rule, "")

"""Programs that stand in for real ones: small scripts in a folder that becomes the whole PATH."""

import stat
from pathlib import Path


def put_program(folder: Path, name: str, *lines: str) -> Path:
    """An executable shell script."""
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / name
    script.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


def hide_modules(folder: Path, *names: str) -> Path:
    """A folder for PYTHONPATH in which the modules exist but cannot be imported, as on a bare Debian."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.py").write_text(f"raise ModuleNotFoundError('{name}')\n", encoding="utf-8")
    return folder

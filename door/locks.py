"""Renewing the locks: one resolution for everything, then one file for each purpose."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from door.environment import LOCKS, ROOT
from door.speech import CannotGoOn

EXTRAS = {
    "requirements.lock": ["web"],
    LOCKS["base"]: ["web", "test"],
    LOCKS["bench"]: ["web", "test", "bench"],
    LOCKS["spark"]: ["web", "test", "spark"],
}
# Neither a header nor an annotation: both could carry an address of this machine.
COMPILE = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
COMPILE += ["--no-header", "--no-annotate", "pyproject.toml"]


def renew() -> None:
    """Write all requirements*.lock anew from pyproject.toml; needs uv."""
    if not shutil.which("uv"):
        raise CannotGoOn("Pembaruan kunci pustaka memerlukan uv.", "Renewing the locks needs uv.")
    with tempfile.TemporaryDirectory() as folder:
        together = str(Path(folder) / "all.lock")
        subprocess.run([*COMPILE, "--all-extras", "--output-file", together], cwd=ROOT, check=True)
        for lock, extras in EXTRAS.items():
            chosen = [word for extra in extras for word in ("--extra", extra)]
            target = ["--generate-hashes", "--constraint", together, "--output-file", lock]
            subprocess.run([*COMPILE, *chosen, *target], cwd=ROOT, check=True)

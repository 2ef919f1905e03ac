"""What Debian can install for us, when we are allowed to ask."""

import os
import shutil
import subprocess


def is_root() -> bool:
    """Whether this process may install system packages; never on Windows."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def can_install() -> bool:
    """Whether asking Debian's package manager is of any use here."""
    return is_root() and shutil.which("apt-get") is not None


def install(*packages: str) -> bool:
    """Install Debian packages without a question asked; whether it succeeded."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = ["apt-get", "update", "-qq"]
    add = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    # stdout belongs to the command that runs afterwards.
    return all(subprocess.call(command, env=quiet, stdout=2) == 0 for command in (update, add))

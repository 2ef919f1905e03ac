"""Where Tuntas keeps what it makes: `TUNTAS_HOME`, else `var/` in a checkout, else the user's data folder."""

import os
import sys
from pathlib import Path


def tuntas_home() -> Path:
    """The folder of all state; it need not exist yet."""
    if named := os.environ.get("TUNTAS_HOME"):
        return Path(named).expanduser()
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").is_file() and (checkout / "run.py").is_file():
        return checkout / "var"
    return _user_data_folder() / "tuntas"


def verifications_file() -> Path:
    """The record of values compared with a printed annex."""
    return tuntas_home() / "rules" / "verifications.jsonl"


def own_rules() -> Path:
    """The office's own rule sets and overlays, beside the shipped ones."""
    return tuntas_home() / "rules"


def _user_data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))

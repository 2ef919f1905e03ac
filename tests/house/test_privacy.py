"""Nothing of the machine it was written on stands in what is published."""

import re
from pathlib import Path

# In pieces, so that this file does not find itself. A web address may hold such a folder; a path follows no name.
HOMES = re.compile(r"(?<![\w.])" + "/" + r"(?:root|home/[a-z_][a-z0-9_-]*|Users/[A-Za-z]\w*|workspace)" + r"/[\w.]")
# A database's address may carry a password in a test; a web address with one is a registry's.
REGISTRY = re.compile(
    r"(?:index-url|find-links|registry)\s*[=:\s]\s*['\"]?(?:https?|file)://|https?://[^\s/@]+:[^\s/@]+@"
)
ADDRESSES = re.compile(r"(?:https?|file|git)://|git\+")
BANNED_LOCKS = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"}


def texts(paths: list[Path]) -> list[tuple[Path, str]]:
    """The files that are text, with their text."""
    raw = [(path, path.read_bytes()) for path in paths]
    return [(path, content.decode("utf-8", "replace")) for path, content in raw if b"\0" not in content[:4096]]


def test_no_path_of_a_machine(tracked_files: list[Path]) -> None:
    found = [f"{path.name}: {match.group()}" for path, text in texts(tracked_files) for match in HOMES.finditer(text)]
    assert not found, f"Use a path relative to the repository or a setting: {found}"


def test_no_address_of_a_registry(tracked_files: list[Path]) -> None:
    found = [path.name for path, text in texts(tracked_files) if REGISTRY.search(text)]
    assert not found, f"Leave the choice of a registry to the machine's own settings: {found}"


def test_locks_carry_hashes_and_no_address(repository: Path) -> None:
    locks = sorted(repository.glob("requirements*.lock"))
    assert locks, "there is no lock"
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert not ADDRESSES.search(text), f"{lock.name} carries an address; renew it with ./run lock"
        assert all(line.endswith("\\") for line in pinned), f"{lock.name} has a line without a hash"


def test_no_lock_that_records_addresses(tracked_files: list[Path]) -> None:
    found = [path.name for path in tracked_files if path.name in BANNED_LOCKS]
    assert not found, f"Keep these out of the repository: {found}"

"""Secrets that are made at the first start: there is no default key that anyone else could know."""

import os
import secrets
from pathlib import Path

SECRET_BYTES = 48


def kept_secret(path: Path) -> str:
    """The secret in the file, made where it is absent; only the owner may read it (0600)."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w") as target:
                target.write(secrets.token_urlsafe(SECRET_BYTES))
                target.flush()
                os.fsync(target.fileno())
            _put(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    return path.read_text(encoding="ascii").strip()


def _put(draft: Path, path: Path) -> None:
    """Give the file its name unless another process that starts now was first: both must hold one secret."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        draft.replace(path)

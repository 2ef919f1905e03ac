"""Addresses of the built files: `styles.css`, `app.js`, `theme.js`, `icons.svg`, as vite's manifest names them."""

import json
from functools import cache
from pathlib import Path, PurePosixPath

from django.templatetags.static import static

DIST = Path(__file__).resolve().parent.parent / "static" / "dist"


class UnknownAsset(LookupError):
    """The name is in no build: the front end was not built, or the name is misspelt."""


def asset_url(name: str) -> str:
    """The address of a built file by its plain name, with the hash of its content. Raises `UnknownAsset`."""
    manifest = DIST / "manifest.json"
    files = _files(manifest, manifest.stat().st_mtime_ns)
    if name not in files:
        raise UnknownAsset(f"{name}: not among {sorted(files)}")
    return static(f"dist/{files[name]}")


@cache
def _files(manifest: Path, _changed: int) -> dict[str, str]:
    entries = json.loads(manifest.read_text(encoding="utf-8"))
    return {
        _plain_name(key, entry): entry["file"]
        for key, entry in entries.items()
        if entry.get("isEntry") or "/" not in key
    }


def _plain_name(key: str, entry: dict[str, str]) -> str:
    return f"{entry.get('name') or PurePosixPath(key).stem}{PurePosixPath(entry['file']).suffix}"

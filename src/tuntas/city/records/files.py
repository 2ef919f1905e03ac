"""The file store: bytes under the SHA-256 of their content, whole or not there at all."""

import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from tuntas.city.records.content_types import HEAD_BYTES, RefusedContent, media_type
from tuntas.city.records.models import StoredFile

CHUNK_BYTES = 1 << 20


def file_path(sha256: str) -> Path:
    """Where the bytes with that hash lie; nothing of a sender's name is in it."""
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256


def open_file(stored: StoredFile) -> BinaryIO:
    """The bytes of a stored file, for reading."""
    return file_path(stored.sha256).open("rb")


def store_file(content: BinaryIO | bytes, *, at: datetime) -> StoredFile:
    """Keep the bytes: written aside, flushed to the disk, renamed, and only then put into the database.

    Raises `RefusedContent` for an empty or too large file, and for content that we do not keep.
    """
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=root, prefix=".arriving-")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            sha256, size, found = _copy(source, target)
        _keep(draft, file_path(sha256))
    finally:
        draft.unlink(missing_ok=True)
    fields = {"size_bytes": size, "media_type": found, "stored_at": at}
    return StoredFile.objects.get_or_create(sha256=sha256, defaults=fields)[0]


def _copy(source: BinaryIO, target: BinaryIO) -> tuple[str, int, str]:
    """Copy to the disk; the hash, the size in bytes and the media type of what came."""
    digest, size, head = hashlib.sha256(), 0, b""
    for chunk in _chunks(source):
        head = head or chunk[:HEAD_BYTES]
        size += len(chunk)
        if size > settings.FILE_MAX_BYTES:
            raise RefusedContent("PAPER-TOO-LARGE", limit_mb=settings.FILE_MAX_BYTES >> 20)
        digest.update(chunk)
        target.write(chunk)
    if not size:
        raise RefusedContent("PAPER-EMPTY")
    found = media_type(head)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size, found


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(CHUNK_BYTES):
        yield chunk


def _keep(draft: Path, final: Path) -> None:
    """Move into place and make the folder remember it through a power cut."""
    if final.exists():
        return
    final.parent.mkdir(exist_ok=True)
    os.replace(draft, final)
    if os.name == "posix":
        folder = os.open(final.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

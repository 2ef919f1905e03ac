"""The backup file: a zip with a manifest, the database, and every stored file by its hash."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tuntas.cli.screen import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
FILES = "files/"
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: rows by table, SHA-256 by member, the migrations that made the schema.

    `key_mark` tells whether a field key is the one that the sealed values need, without giving it away.
    """

    format: int
    version: str
    engine: str
    made_at: str
    migrations: list[str]
    rows: Mapping[str, int]
    members: Mapping[str, str]
    key_mark: str

    def as_json(self) -> str:
        """The manifest's text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest of a backup. Raises `Refusal` for a file that is none or comes from a newer version."""
    try:
        raw: dict[str, Any] = json.loads(archive.read(MANIFEST))
        manifest = Manifest(**raw)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile, OSError) as error:
        raise Refusal("CLI-BACKUP-NONE") from error
    if manifest.format != FORMAT or manifest.engine not in DATABASES:
        raise Refusal("CLI-BACKUP-NEWER", version=manifest.version)
    return manifest


def check_members(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Compare every member with its hash. Raises `Refusal` for the first that is missing, strange or changed."""
    present = {info.filename for info in archive.infolist()} - {MANIFEST}
    if strange := sorted(present ^ set(manifest.members)):
        raise Refusal("CLI-BACKUP-DAMAGED", member=strange[0])
    for name, expected in manifest.members.items():
        try:
            with archive.open(name) as stream:
                found = digest_of(stream)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise Refusal("CLI-BACKUP-DAMAGED", member=name) from error
        if found != expected:
            raise Refusal("CLI-BACKUP-DAMAGED", member=name)


def extract(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    """Write the members below a folder; only names that a manifest of ours can hold."""
    for name in manifest.members:
        parts = Path(name).parts
        if Path(name).is_absolute() or ".." in parts or not (name in DATABASES.values() or name.startswith(FILES)):
            raise Refusal("CLI-BACKUP-DAMAGED", member=name)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as source, target.open("wb") as copy:
            for chunk in chunks(source):
                copy.write(chunk)


def digest_of(stream: BinaryIO | Any) -> str:
    """The SHA-256 of what a stream still gives."""
    digest = hashlib.sha256()
    for chunk in chunks(stream):
        digest.update(chunk)
    return digest.hexdigest()


def chunks(stream: BinaryIO | Any) -> Iterator[bytes]:
    """A stream in pieces."""
    while chunk := stream.read(CHUNK_BYTES):
        yield chunk

"""Writing a city out: checked, from one moment of the database, audited."""

import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from tuntas import __version__
from tuntas.city.people.access import can
from tuntas.city.people.models import City, User
from tuntas.city.records.actions import note
from tuntas.city.records.files import file_path
from tuntas.city.records.models import AuditEntry, StoredFile
from tuntas.city.surveys.models import RuleSet
from tuntas.exchange.export_all.columns import Column, columns_of
from tuntas.exchange.export_all.describing import readme, schema
from tuntas.exchange.export_all.outlines import add_outlines
from tuntas.exchange.export_all.packing import Pack
from tuntas.exchange.export_all.selection import rows_of, tables
from tuntas.exchange.export_all.surveys import add_survey, held_surveys

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 500
Taken = dict[type[Model], list[Column]]


class CannotExport(Exception):
    """A city that cannot be written out: a code of the wording catalogue with its parameters."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Wanted:
    """What goes out. `personal`: data about persons, and papers and files, which may hold such."""

    personal: bool = False
    lang: str = "id"


@dataclass(frozen=True, slots=True)
class Exported:
    """What went out: rows by table, and how many files beside the tables."""

    rows: dict[str, int]
    members: int


def export_city(path: Path, *, city: City, wanted: Wanted, by: User | None, at: datetime) -> Exported:
    """Write a city into a zip at `path`, and note in its audit trail that it left.

    The system itself (`by` None, the operator) takes out no personal data: a person answers for those. Raises
    `CannotExport`, and `OSError` where the file cannot be written. Writes straight to `path`: let the caller name a
    draft and rename it.
    """
    _check(city, wanted, by)
    taken = {model: columns_of(model, personal=wanted.personal) for model in tables()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        pack = Pack(archive)
        with one_moment():
            rows = {model._meta.label: _add_table(pack, model, columns, city) for model, columns in taken.items()}
            _add_contents(pack, city)
            surveys, files = held_surveys(city), list(rows_of(StoredFile, city)) if wanted.personal else []
            last = AuditEntry.objects.filter(city=city).order_by("-seq").first()
        # Afterwards, so that nobody who writes has to wait: files never change, surveys are in hand.
        for held in surveys:
            add_survey(pack, held, wanted.lang)
        for stored in files:
            _add_file(pack, stored.sha256)
        _add_words(pack, taken, city, wanted)
        _add_manifest(pack, city, wanted, last, at)
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
    note("city.exported", about=city, by=by, at=at, personal=wanted.personal, rows=sum(rows.values()),
         files=len(pack.members))  # fmt: skip
    return Exported(rows, len(pack.members) - len(rows))


@contextmanager
def one_moment() -> Iterator[None]:
    """Let all reads see the database as it is now, whatever is written meanwhile."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # Django's own would take the write lock
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def _check(city: City, wanted: Wanted, by: User | None) -> None:
    if by is None:
        if wanted.personal:
            raise CannotExport("EXPORT-PERSONAL-NEEDS-PERSON")
        return
    verbs = ["export_all", *(["see_personal", "export_personal"] if wanted.personal else [])]
    for verb in verbs:
        if not can(by, verb, city.place):  # the whole city, not an area of it
            raise CannotExport("EXPORT-NO-RIGHT", username=by.username, verb=verb, city=city.name)


def _add_table(pack: Pack, model: type[Model], columns: Sequence[Column], city: City) -> int:
    rows = rows_of(model, city).iterator(CHUNK)
    cells = ([column.cell(row) for column in columns] for row in rows)
    return pack.table(f"tabel/{model._meta.label}.csv", [column.name for column in columns], cells)


def _add_contents(pack: Pack, city: City) -> None:
    add_outlines(pack, city)
    for rule_set in rows_of(RuleSet, city):
        pack.pieces(f"aturan/{rule_set.content_hash}.json", [rule_set.law])


def _add_file(pack: Pack, sha256: str) -> None:
    try:
        found = pack.file(f"berkas/{sha256}", file_path(sha256))
    except FileNotFoundError as error:
        raise CannotExport("EXPORT-FILE-MISSING", sha256=sha256) from error
    if found != sha256:
        raise CannotExport("EXPORT-FILE-DAMAGED", sha256=sha256)


def _add_words(pack: Pack, taken: Taken, city: City, wanted: Wanted) -> None:
    """What explains the rest."""
    pack.pieces("schema.json", [json.dumps(schema(taken), ensure_ascii=False, indent=1)])
    pack.pieces("BACA-SAYA.md", [readme(taken, pack.members, city, wanted.personal, "id")])
    pack.pieces("README.md", [readme(taken, pack.members, city, wanted.personal, "en")])


def _add_manifest(pack: Pack, city: City, wanted: Wanted, last: AuditEntry | None, at: datetime) -> None:
    """It comes last, since it speaks of everything."""
    said: dict[str, Any] = {
        "format": FORMAT, "version": __version__, "made_at": at.isoformat(), "city": city.code, "name": city.name,
        "is_example": city.is_example, "personal": wanted.personal,
        "audit": {"entries": last.seq, "entry_hash": last.entry_hash} if last else None,
        "members": {name: asdict(member) for name, member in pack.members.items()},
    }  # fmt: skip
    pack.archive.writestr(MANIFEST, json.dumps(said, ensure_ascii=False, indent=1))

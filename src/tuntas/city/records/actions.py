"""Putting things on record: what was done, and the papers that it rests on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, BinaryIO

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.records.chain import seal
from tuntas.city.records.files import store_file
from tuntas.city.records.models import AuditEntry, Paper, StoredFile

WHOLE_INSTALLATION = "-"


class PaperDiffers(Exception):
    """A paper of that kind, number and date is on file with other content."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(str(paper))
        self.paper = paper


@transaction.atomic
def note(verb: str, *, about: models.Model, by: User | None, at: datetime, city: City | None = None,
         **details: Any) -> AuditEntry:  # fmt: skip
    """Add one act to the audit trail of the city that `about` belongs to, in the caller's transaction.

    `details` take codes, ids, dates and figures; never names or other personal data. `by` None: the system itself.
    """
    city = city or city_of(about)
    chain = city.code if city else WHOLE_INSTALLATION
    _wait_for_turn(chain)
    last = AuditEntry.objects.filter(chain=chain).order_by("-seq").first()
    entry = AuditEntry(chain=chain, seq=last.seq + 1 if last else 1, city=city, verb=verb, by=by, at=at,
                       about_type=about._meta.label, about_id=str(about.pk), details=_as_json(details),
                       previous_hash=last.entry_hash if last else "")  # fmt: skip
    entry.entry_hash = seal(entry)
    entry.save(force_insert=True)
    return entry


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What a paper says of itself; `number` exactly as printed, `signed_on` the day on it."""

    kind: str
    number: str = ""
    title: str = ""
    signed_on: date | None = None
    place: Place | None = None
    is_personal: bool = False


@transaction.atomic
def file_paper(*, city: City, head: PaperHead, by: User | None, at: datetime,
               content: BinaryIO | bytes | None = None, filename: str = "") -> Paper:  # fmt: skip
    """File a paper, with its bytes where there are any; a numbered paper that comes twice is filed once.

    The type of the bytes is found in the content. Raises `RefusedContent` for what is no document or picture, and
    `PaperDiffers` where that number of that day is on file with other content.
    """
    stored = store_file(content, at=at) if content is not None else None
    same_number = {"city": city, "kind": head.kind, "number": head.number, "signed_on": head.signed_on}
    if head.number and (known := Paper.objects.filter(**same_number).first()):
        return _same_paper(known, stored)
    paper = Paper.objects.create(
        **same_number, title=head.title, place=head.place, is_personal=head.is_personal, file=stored,
        filename=PurePath(filename.replace("\\", "/")).name[:200], filed_by=by, filed_at=at,
    )  # fmt: skip
    note("paper.filed", about=paper, by=by, at=at, kind=head.kind, sha256=stored.pk if stored else None)
    return paper


def city_of(thing: models.Model) -> City | None:
    """The tenant that a thing belongs to; None for what belongs to the installation."""
    if isinstance(thing, City):
        return thing
    if isinstance(thing, Place):
        return City.objects.filter(place_id=thing.city_id or thing.pk).first()
    city = getattr(thing, "city", None)
    return city if isinstance(city, City) else None


def _same_paper(known: Paper, stored: StoredFile | None) -> Paper:
    if stored and known.file_id != stored.pk:
        raise PaperDiffers(known)
    return known


def _as_json(details: Mapping[str, Any]) -> Any:
    """The details as the database will give them back: the seal must fit both."""
    return json.loads(json.dumps(details, cls=DjangoJSONEncoder))


def _wait_for_turn(chain: str) -> None:
    """One writer for each chain at a time; SQLite's write lock already sees to that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"audit:{chain}"])

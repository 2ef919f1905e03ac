"""Entries of the audit trail for reading, and as lines of a file."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from tuntas.city.people.agencies import Stage
from tuntas.city.people.models import City, User
from tuntas.city.people.role_words import ROLE_WORDS, role_word
from tuntas.city.records.models import AuditEntry
from tuntas.web.audit.things import Shelf, Thing
from tuntas.web.audit.words import DETAIL_WORDS, STATE_WORDS, THING_WORDS, VERB_WORDS, word
from tuntas.web.shared.formats import day, moment
from tuntas.web.shared.table_files import Value

HASH_LETTERS = 12


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One act for reading."""

    seq: int
    when: str
    machine_when: str
    by: str
    deed: str
    kind: str
    thing: Thing
    details: Sequence[tuple[str, str]]
    fingerprint: str


def shown_entries(entries: Sequence[AuditEntry], city: City, reader: User) -> list[ShownEntry]:
    """A page of entries; as many queries as there are kinds of things on it."""
    shelf = Shelf(city, reader)
    shelf.fill(entries)
    return [_shown(entry, shelf) for entry in entries]


def head() -> list[str]:
    """Names of the columns of a file."""
    return [_("Nomor"), _("Waktu"), _("Oleh"), _("Nama pengguna"), _("Perbuatan"), _("Kode perbuatan"), _("Tentang"),
            _("Jenis"), _("Nomornya"), _("Rincian"), _("Sidik"), _("Sidik sebelumnya")]  # fmt: skip


def lines(entries: Iterable[AuditEntry]) -> Iterator[list[Value]]:
    """A line for each entry, with its seal: the file can be checked against the trail later."""
    for entry in entries:
        details = json.dumps(entry.details, ensure_ascii=False, sort_keys=True) if entry.details else ""
        yield [entry.seq, entry.at, _by(entry), entry.by.username if entry.by else "", word(VERB_WORDS, entry.verb),
               entry.verb, word(THING_WORDS, entry.about_type), entry.about_type, entry.about_id, details,
               entry.entry_hash, entry.previous_hash]  # fmt: skip


def _shown(entry: AuditEntry, shelf: Shelf) -> ShownEntry:
    thing = shelf.thing(entry.about_type, entry.about_id) or Thing(_("nomor %(id)s") % {"id": entry.about_id})
    return ShownEntry(
        entry.seq, moment(entry.at), entry.at.isoformat(), _by(entry), word(VERB_WORDS, entry.verb),
        word(THING_WORDS, entry.about_type), thing, list(_details(entry.details, shelf)),
        entry.entry_hash[:HASH_LETTERS],
    )  # fmt: skip


def _by(entry: AuditEntry) -> str:
    return entry.by.name if entry.by else _("sistem")


def _details(details: Mapping[str, Any], shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Name and value of each detail that says something."""
    for key, value in details.items():
        if value not in (None, "", [], {}):
            yield word(DETAIL_WORDS, key), _value(key, value, shelf)


def _value(key: str, value: Any, shelf: Shelf) -> str:
    if kind := {"user_id": "people.User", "place_id": "places.Place"}.get(key):
        thing = shelf.thing(kind, str(value))
        return thing.name if thing else str(value)
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, list):
        words = [str(one) for one in value]
        return _cells(words) if key in ("given", "taken") else ", ".join(words)
    if isinstance(value, dict):
        return ", ".join(f"{word(DETAIL_WORDS, name)} {one}" for name, one in value.items())
    return _text_value(key, str(value))


def _text_value(key: str, value: str) -> str:
    if key == "role" and value in ROLE_WORDS:
        return role_word(value)
    if key in ("state", "outcome"):
        return word(STATE_WORDS, value)
    if key.endswith("on") and (on := _day_in(value)):
        return day(on)
    return f"{value[:HASH_LETTERS]}…" if key in ("sha256", "rule_hash") else value


def _cells(written: Sequence[str]) -> str:
    """Cells of the matrix of mandates, each kept as aspect and stage: `jalan (perencanaan, pemanfaatan)`."""
    groups: dict[str, list[str]] = {}
    for aspect, _mark, stage in (one.partition(" × ") for one in written):
        said = str(Stage(stage).label).lower() if stage in Stage.values else stage
        groups.setdefault(aspect.replace("_", " "), []).append(said)
    every = _("semua tahap")
    return "; ".join(f"{aspect} ({every if len(stages) == len(Stage) else ', '.join(stages)})"
                     for aspect, stages in groups.items())  # fmt: skip


def _day_in(value: str) -> Any:
    try:
        return parse_date(value)
    except ValueError:
        return None

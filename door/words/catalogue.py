"""The catalogue as files: `.po` for people, `.mo` for Django. Equal sentences give equal bytes, on any day."""

import io
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from door.words.extraction import Sentence

LANGUAGE = "en"
WIDTH = 110
HEAD = "# English wording of Tuntas. The Indonesian sentence is the key; ./run messages renews this file."
#: Fixed: no date, no tool, no translator, so that a run without news changes no byte.
HEADERS = [
    ("Language", LANGUAGE),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
]


class PlainCatalog(Catalog):
    """A catalogue whose head says only what a reader of the file needs."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The fixed head."""
        return HEADERS

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        """What a file says of itself is not taken over."""


def read(path: Path) -> Catalog:
    """The catalogue that lies there; an empty one where none does."""
    content = path.read_bytes() if path.is_file() else b""
    return read_po(io.BytesIO(content), locale=LANGUAGE)


def renewed(old: Catalog, sentences: Iterable[Sentence]) -> Catalog:
    """The sentences of today with the translations that they have; no guess for a new one, nothing kept of an old."""
    new = PlainCatalog(locale=LANGUAGE, header_comment=HEAD, fuzzy=False)
    for sentence in sentences:
        known = old.get(sentence.msgid, sentence.context)
        new.add(sentence.msgid, known.string if known else None, context=sentence.context)
    return new


def untranslated(catalog: Catalog) -> list[Message]:
    """The messages without an English sentence."""
    return [message for message in catalog if message.id and not is_translated(message)]


def is_translated(message: Message) -> bool:
    """Whether every form has its words."""
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def as_po(catalog: Catalog) -> bytes:
    """The catalogue for people, in the order of its sentences."""
    written = io.BytesIO()
    write_po(written, catalog, width=WIDTH, no_location=True, sort_output=True, ignore_obsolete=True)
    return written.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """The catalogue for Django."""
    written = io.BytesIO()
    write_mo(written, catalog)
    return written.getvalue()

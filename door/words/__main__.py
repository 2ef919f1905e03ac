"""`./run messages`: read the marked sentences, renew the English catalogue, say what it lacks."""

import sys
from collections.abc import Iterable

from door.environment import ROOT
from door.speech import say
from door.words import catalogue, extraction

PACKAGE = ROOT / "src" / "tuntas"
PO = PACKAGE / "locale" / catalogue.LANGUAGE / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")


def main() -> int:
    """Write both files; 1 where a sentence has no English yet."""
    found = list(extraction.sentences(ROOT, PACKAGE))
    new = catalogue.renewed(catalogue.read(PO), found)
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(catalogue.as_po(new))
    MO.write_bytes(catalogue.as_mo(new))
    lacking = {(message.id, message.context) for message in catalogue.untranslated(new)}
    name(sentence for sentence in found if (sentence.msgid, sentence.context) in lacking)
    say(f"{len(new)} kalimat, {len(lacking)} belum diterjemahkan", f"{len(new)} sentences, {len(lacking)} untranslated")
    return 1 if lacking else 0


def name(sentences: Iterable[extraction.Sentence]) -> None:
    """Say where the sentences stand, so that a translator sees them in use."""
    for sentence in sentences:
        print(f"{sentence.place}: {sentence.msgid!r}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

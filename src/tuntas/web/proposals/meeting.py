"""Two who edit one proposal: what each changed since they opened it, and the choice where both changed the same."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tuntas.city.proposals.catalogue import activities, activity_word, readiness
from tuntas.web.proposals.forms import ITEM
from tuntas.web.proposals.sheet import ROWS, SHARES, WORKS, Data, Frame, Sheet
from tuntas.web.proposals.words import readiness_word
from tuntas.web.shared.components import FieldChange
from tuntas.web.shared.formats import language

PICK, MOST_LETTERS = "pilih-", 1_000_000
#: Blocks that are chosen as a whole.
BLOCKS = {"works": (ROWS, WORKS), "shares": (SHARES, SHARES)}


@dataclass(frozen=True, slots=True)
class Meeting:
    """`merged` is what was sent with what only the other changed; `clashes` are the fields that both changed."""

    merged: Data
    clashes: list[FieldChange]


def meet(frame: Frame, before: Data, theirs: Data, mine: Data) -> Meeting:
    """Three versions of one proposal, field by field."""
    merged, clashes = dict(mine), []
    for name in _names([before, theirs, mine]):
        was, other, own = (_part(data, name) for data in (before, theirs, mine))
        if other in (was, own):
            continue
        if own == was:
            merged = _with(merged, name, theirs)
            continue
        was_words, their_words, my_words = (_words(frame, name, data) for data in (before, theirs, mine))
        clashes.append(FieldChange(_label(frame, name), was_words, their_words, my_words, name))
    return Meeting(merged, clashes)


def chosen(mine: Data, theirs: Data, posted: Mapping[str, str]) -> Data:
    """What was sent, with the other's version wherever that was picked."""
    found = {name: value for name, value in mine.items() if not name.startswith(PICK)}
    for name, picked in posted.items():
        if name.startswith(PICK) and picked == "theirs":
            found = _with(found, name.removeprefix(PICK), theirs)
    return found


def snapshot(text: str) -> Data:
    """What the form held when it was opened, as its hidden field sends it back; anything else counts as nothing."""
    try:
        told = json.loads(text) if len(text) <= MOST_LETTERS else {}
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else {}


def _names(versions: Iterable[Data]) -> list[str]:
    names: dict[str, None] = {}
    for data in versions:
        for name in data:
            names[_block(name)] = None
    return list(names)


def _block(name: str) -> str:
    return next((block for block, starts in BLOCKS.items() if name == starts[0] or name.startswith(starts[1])), name)


def _part(data: Data, name: str) -> Data:
    """The values of a field or block; empty ones are as good as none."""
    return {key: value for key, value in data.items() if _block(key) == name and value and key != ROWS}


def _with(data: Data, name: str, other: Data) -> Data:
    kept = {key: value for key, value in data.items() if _block(key) != name}
    return kept | {key: value for key, value in other.items() if _block(key) == name}


def _label(frame: Frame, name: str) -> str:
    if name in BLOCKS:
        return _("Pekerjaan") if name == "works" else _("Sumber dana")
    field = Sheet(frame, {}, is_sent=False).head.fields.get(name)
    return str(field.label) if field else name


def _words(frame: Frame, name: str, data: Data) -> str | None:
    if name == "works":
        numbers = range(1, int(data.get(ROWS, "0") or 0) + 1)
        return "; ".join(_work_words(data, number) for number in numbers) or None
    if name == "shares":
        sources = {str(one.pk): one.name for one in frame.sources}
        rows = [(data.get(f"{SHARES}{n}-source", ""), data.get(f"{SHARES}{n}-share", "")) for n in range(1, 30)]
        return "; ".join(f"{sources.get(source, source)} Rp {share}" for source, share in rows if source) or None
    value = data.get(name, "")
    if name == "agency":
        return next((one.name for one in frame.agencies if str(one.pk) == value), value)
    if name.startswith(ITEM) and value in readiness().states:
        return readiness_word(value)
    return value or None


def _work_words(data: Data, number: int) -> str:
    start = f"{WORKS}{number}-"
    if data.get(f"{start}remove"):
        return _("dihapus")
    code, volume = data.get(f"{start}activity", ""), data.get(f"{start}volume", "")
    unit = activities()[code].unit if code in activities() else ""
    return f"{activity_word(code, language())} {volume} {unit}".strip()

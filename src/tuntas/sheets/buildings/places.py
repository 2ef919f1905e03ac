"""Which RT a row belongs to: the place as written, and a key under which spellings of one RT meet."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tuntas.domain.places import RtKey, fold_name, parse_rt_rw, similar_names

#: Up to so many kelurahan every two are compared letter by letter; beyond, only case and punctuation are.
MOST_COMPARED = 500


class UnitKey(NamedTuple):
    """Kecamatan and kelurahan as written (spaces evened), and the RT: normalised, or its text if unreadable."""

    kecamatan: str
    kelurahan: str
    rt: str


@lru_cache(maxsize=4096)
def rt_key(text: str) -> RtKey | None:
    """The RT a text names; the same few texts return in every kelurahan, so they are remembered."""
    return parse_rt_rw(text)


def unit_key(identity: Mapping[str, str]) -> UnitKey:
    """The key of a row's RT. Kelurahan spelt differently stay different: they are never silently joined."""
    rt_text = _even(identity.get("rt_rw", ""))
    key = rt_key(rt_text)
    rt = f"{key.rt}/{key.rw}" if key else rt_text
    return UnitKey(_even(identity.get("kecamatan", "")), _even(identity.get("kelurahan", "")), rt)


def lookalikes(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of names that may be one kelurahan spelt in two ways, to be asked about and not joined."""
    different = list(dict.fromkeys(names))
    if len(different) <= MOST_COMPARED:
        return list(similar_names(different))
    groups: dict[str, list[str]] = {}
    for name in different:
        groups.setdefault(fold_name(name), []).append(name)
    return [pair for group in groups.values() for pair in pairwise(group)]


def _even(text: str) -> str:
    return " ".join(text.split())

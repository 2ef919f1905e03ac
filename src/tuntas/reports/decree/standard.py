"""A decree in the usual sentences: its legal bases by their dates, its reasons and rulings with the city's figures."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from tuntas.domain.numbers import number
from tuntas.reports.decree.content import DecreeContent, DecreeHead, LegalBasis
from tuntas.reports.decree.phrases import known

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CERTAIN = "A"


@dataclass(frozen=True, slots=True)
class DecreeFacts:
    """What the usual sentences say of the decree.

    `survey`: the campaign by its name; `minutes`: the verification's paper, `before`: the decree that this one
    replaces, both as they are called in full (`Keputusan Wali Kota … Nomor … tentang …`), empty where there is none.
    """

    on: date
    locations: int
    kelurahan: int
    printed_total: str
    survey: str = ""
    minutes: str = ""
    before: str = ""
    recipients: Sequence[str] = ()


def standard_decree(head: DecreeHead, facts: DecreeFacts) -> DecreeContent:
    """The decree as it is usually worded; `facts.on` chooses the laws that stood then."""
    return DecreeContent(head=head, weighing=_weighing(head, facts), legal_bases=legal_bases(facts.on),
                         rulings=_rulings(head, facts), recipients=facts.recipients)  # fmt: skip


def legal_bases(on: date) -> list[LegalBasis]:
    """The laws by the year of a decree, each with what has to be checked before anybody signs."""
    told = _data("legal_bases.toml")
    bases = [base for base in told["bases"] if base["from_year"] <= on.year <= base.get("until_year", on.year)]
    found = [LegalBasis(_basis_text(base, on), _caution(base, told["caution"])) for base in bases]
    last = found[-1]
    return [*found[:-1], LegalBasis(last.text, f"{last.caution} {told['city_law']}".strip())] if found else []


def _basis_text(base: Mapping[str, Any], on: date) -> str:
    is_amended = on.year >= base.get("amended_year", on.year + 1)
    return f"{base['text']} {base['amended']}" if is_amended else str(base["text"])


def _caution(base: Mapping[str, Any], caution: str) -> str:
    is_certain = base["mark"] == base["title_mark"] == CERTAIN
    return " ".join(part for part in ("" if is_certain else caution, base.get("note", "")) if part)


def _weighing(head: DecreeHead, facts: DecreeFacts) -> list[str]:
    words = _data("standard.toml")["weighing"]
    wanted = ["need", "survey", *(["minutes"] if facts.minutes else []), *(["before"] if facts.before else [])]
    said = _said(head, facts)
    letters = [f"huruf {letter}" for letter in LETTERS[: len(wanted)]]
    comma = "," if len(letters) > 2 else ""  # a list of two has no comma
    listed = f"{', '.join(letters[:-1])}{comma} dan {letters[-1]}"
    return [words[name].format_map(said | {"letters": listed}) for name in (*wanted, "last")]


def _rulings(head: DecreeHead, facts: DecreeFacts) -> list[str]:
    words = _data("standard.toml")["rulings"]
    wanted = ["locations", "annex", "use", "review", *(["before"] if facts.before else []), "force"]
    return [words[name].format_map(_said(head, facts)) for name in wanted]


def _said(head: DecreeHead, facts: DecreeFacts) -> dict[str, str]:
    return {
        "city": head.city, "issuer": head.issuer, "subject": head.subject, "total": known(facts.printed_total),
        "locations": number(facts.locations), "kelurahan": number(facts.kelurahan),
        "survey": facts.survey or "pendataan perumahan kumuh dan permukiman kumuh", "minutes": facts.minutes,
        "before": facts.before,
    }  # fmt: skip


@cache
def _data(name: str) -> Mapping[str, Any]:
    return tomllib.loads((files("tuntas.reports.decree") / name).read_text(encoding="utf-8"))

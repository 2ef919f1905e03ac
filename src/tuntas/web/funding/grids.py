"""Amounts typed in a grid, rows by years: only what was changed against what the editor saw is an amount to keep."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from tuntas.domain.rupiah import NotRupiah, read_rupiah
from tuntas.domain.wording import text
from tuntas.web.shared.formats import language
from tuntas.web.shared.money_field import typed

#: Row's id and year.
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: `shown` as it stands in the field, `seen` as the book had it, `beside` a second figure below it."""

    name: str
    year: int
    shown: str
    seen: str
    error: str = ""
    is_closed: bool = False
    is_new: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a grid was sent with: amounts to keep, faults by cell, and every text as typed."""

    amounts: Mapping[Key, int]
    errors: Mapping[Key, str]
    texts: Mapping[Key, str]

    @property
    def is_right(self) -> bool:
        """Whether every changed cell holds an amount."""
        return not self.errors


def name_of(key: Key) -> str:
    """The field's name."""
    return f"n-{key[0]}-{key[1]}"


def read_grid(sent: QueryDict, now: Mapping[Key, int], keys: Iterable[Key]) -> Typed:
    """The cells that were changed. One that somebody else has changed meanwhile is a fault of its own."""
    amounts: dict[Key, int] = {}
    errors: dict[Key, str] = {}
    texts: dict[Key, str] = {}
    for key in keys:
        told, seen = (sent.get(f"{prefix}{name_of(key)}", "").strip() for prefix in ("", "lama-"))
        texts[key] = told
        if told == seen:
            continue
        error = _fault(told, seen, now.get(key))
        if error:
            errors[key] = error
        else:
            amounts[key] = read_rupiah(told)
    return Typed(amounts, errors, texts)


def cell(key: Key, now: int | None, typed_in: Typed | None = None, *, is_closed: bool = False,
         beside: str = "") -> GridCell:  # fmt: skip
    """A cell as the book has it, or as it was typed."""
    seen = "" if now is None else typed(now)
    shown = typed_in.texts.get(key, seen) if typed_in else seen
    error = typed_in.errors.get(key, "") if typed_in else ""
    return GridCell(name_of(key), key[1], shown, seen, error, is_closed, shown != seen, beside)


def prefilled(amounts: Mapping[Key, int]) -> Typed:
    """A grid filled from a file: what the file does not say stays as the book has it."""
    return Typed(amounts, {}, {key: typed(amount) for key, amount in amounts.items()})


def years_line(years: Sequence[int]) -> str:
    """The years in words: `2026–2030`."""
    return f"{years[0]}–{years[-1]}" if years else ""


def _fault(told: str, seen: str, now: int | None) -> str:
    if seen != ("" if now is None else typed(now)):
        return _("Orang lain baru mengubahnya menjadi %(now)s. Muat ulang halaman.") % {"now": typed(now or 0)}
    if not told:
        return _("Nilai yang sudah tercatat tidak dapat dikosongkan; tulis 0 jika memang nol.")
    try:
        read_rupiah(told)
    except NotRupiah as refused:
        return text(refused.code, language())
    return ""

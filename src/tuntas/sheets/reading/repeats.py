"""Rows and names that occur more than once: double RT, one kelurahan spelt in several ways or in two kecamatan."""

from collections.abc import Mapping, Sequence

from tuntas.domain.places import similar_names
from tuntas.domain.problems import Severity
from tuntas.sheets.reading.findings import Findings
from tuntas.sheets.reading.header_rows import Header
from tuntas.sheets.reading.identity import Identity, is_empty_text
from tuntas.sheets.reading.vocabulary import Kind
from tuntas.sheets.reading.words import fold_word

#: So many pairs of similar names are asked about; with more, the column holds no names of kelurahan.
MOST_PAIRS = 50


def check_repeats(identity: Identity, header: Header, found: Findings, passed: set[int]) -> None:
    """Note what is double. Rows in `passed` (shifted ones) say nothing about names."""
    rows = [(index, row) for index, row in enumerate(identity.texts) if index not in passed]
    _check_doubles(rows, identity, header, found)
    _check_spellings([row["kelurahan"] for _, row in rows], header, found)
    _check_kecamatan([row for _, row in rows], header, found)


def _check_doubles(
    rows: Sequence[tuple[int, Mapping[str, str]]], identity: Identity, header: Header, found: Findings
) -> None:
    column = header.column(Kind.IDENTITY, "rt_rw") or header.column(Kind.IDENTITY, "rt")
    first: dict[tuple[str, ...], int] = {}
    for index, row in rows:
        if column is None or is_empty_text(row["kelurahan"]) or is_empty_text(row["rt_rw"]):
            continue
        key = identity.keys[index]
        rt = f"{key.rt}/{key.rw}" if key else fold_word(row["rt_rw"])
        place = tuple(fold_word(row.get(name, "")) for name in ("kota", "kecamatan", "kelurahan", "kawasan", "tahun"))
        seen = first.setdefault((*place, rt), index)
        if seen != index:
            found.at(column, index, "R235", Severity.ERROR, first=found.table.numbers[seen] + 1)


def _check_spellings(names: Sequence[str], header: Header, found: Findings) -> None:
    column = header.column(Kind.IDENTITY, "kelurahan") or header.column(Kind.IDENTITY, "kawasan")
    pairs = similar_names(name for name in names if not is_empty_text(name) and not name.strip().isdigit())
    counts = {name: 0 for pair in pairs for name in pair}
    for name in names:
        even = " ".join(name.split())
        if even in counts:
            counts[even] += 1
    for one, other in pairs[:MOST_PAIRS]:
        told = {"one": one, "other": other, "count": counts[one], "other_count": counts[other]}
        if column:
            found.of_column(column, "R243", Severity.WARNING, **told)


def _check_kecamatan(rows: Sequence[Mapping[str, str]], header: Header, found: Findings) -> None:
    column = header.column(Kind.IDENTITY, "kecamatan")
    if column is None:
        return
    lying: dict[str, dict[str, str]] = {}
    shown: dict[str, str] = {}
    for row in rows:
        kelurahan, kecamatan = row["kelurahan"], row["kecamatan"]
        if not is_empty_text(kelurahan) and not is_empty_text(kecamatan):
            shown.setdefault(fold_word(kelurahan), kelurahan.strip())
            lying.setdefault(fold_word(kelurahan), {}).setdefault(fold_word(kecamatan), kecamatan.strip())
    for name, several in lying.items():
        if len(several) > 1:
            told = ", ".join(several.values())
            found.of_column(column, "R244", Severity.INFO, kelurahan=shown[name], kecamatan=told)

"""Which column of a building list is which: headers in Indonesian, English, or by criterion id."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tuntas.rules.regulation import Count, Criterion, Regulation

IDENTITY: dict[str, tuple[str, ...]] = {
    "provinsi": ("propinsi", "province"),
    "kota": ("kabupaten_kota", "kab_kota", "kabupaten", "kota_kabupaten", "city", "regency"),
    "kecamatan": ("nama_kecamatan", "kec", "district", "subdistrict"),
    "kelurahan": ("nama_kelurahan", "kelurahan_desa", "desa_kelurahan", "desa", "kel", "village"),
    "rt_rw": ("rt_rw_text", "wilayah_rt_rw", "rtrw", "rt_dan_rw", "neighbourhood"),
    "kawasan": ("nama_kawasan", "kawasan_kumuh", "slum_area"),
    "tahun": ("tahun_data", "tahun_survei", "year"),
}
COUNTED: dict[str, tuple[str, ...]] = {
    "id_bangunan": ("kode_bangunan", "no_bangunan", "nomor_bangunan", "id_rumah", "building_id"),
    "jumlah_kk": ("kk", "jml_kk", "banyak_kk", "households", "number_of_households"),
    "jumlah_penduduk": ("jumlah_jiwa", "jml_jiwa", "jiwa", "penduduk", "population", "persons"),
}
# Known, and never read: personal data that no score needs.
UNREAD = frozenset({"nik", "no_nik", "no_ktp", "nomor_ktp", "alamat", "address", "nama", "nama_kk"})

_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_MARK = re.compile(r"(?:(?:k|kriteria|tanda|mark|criterion)_?)?[1-9][a-z](?:_(?!persen|nilai|volume|score)\w+)?")
# Headers of sheets with one row an RT: totals of an RT, and the three columns a criterion of KOTAKU sheets.
_SHEET_OF_UNITS = re.compile(
    r"(?:jumlah|jml|total|banyak)_bangunan.*|number_of_buildings|buildings|building_count"
    r"|luas_(?:ter|hasil_)?verifikasi.*|luas_(?:delineasi|sk|wilayah|flag).*|luas(?:_ha)?|(?:verified_)?area(?:_ha)?"
    r"|.*(?:jalan|drainase|road|drain).*ideal.*|ideal.*(?:road|drain).*|1a[vpn]"
)
_FEWEST_MARKS = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """`places`: canonical name or criterion id → column from 0. `ignored`, `doubled`: header texts."""

    places: Mapping[str, int]
    ignored: tuple[str, ...] = ()
    doubled: tuple[tuple[str, int], ...] = ()


def folded(header: str) -> str:
    """A header without case, units in brackets and punctuation: `Jumlah KK (KK)` is `jumlah_kk`."""
    text = unicodedata.normalize("NFKC", header).casefold()
    return _NOT_WORD.sub("_", _IN_BRACKETS.sub(" ", text)).strip("_")


def looks_like_buildings(headers: Sequence[str]) -> bool:
    """Whether headers are those of a building list: place, and building ids or marks, but no RT totals."""
    names = [folded(header) for header in headers]
    if not (_has(names, "kelurahan", IDENTITY) and _has(names, "rt_rw", IDENTITY)):
        return False
    if _has(names, "id_bangunan", COUNTED):
        return True
    marks = {name for name in names if _MARK.fullmatch(name)}
    return len(marks) >= _FEWEST_MARKS and not any(_SHEET_OF_UNITS.fullmatch(name) for name in names)


def recognised(headers: Sequence[str]) -> int:
    """How many different headers name a place, a count or a mark."""
    known = {name for table in (IDENTITY, COUNTED) for one, others in table.items() for name in (one, *others)}
    return len({name for name in map(folded, headers) if name in known or _MARK.fullmatch(name)})


def building_criteria(regulation: Regulation) -> tuple[Criterion, ...]:
    """The criteria that building rows answer with marks, in the order of the form."""
    return tuple(c for c in regulation.criteria if regulation.denominator_of(c).count is not Count.GIVEN)


def match_columns(headers: Iterable[tuple[int, str]], regulation: Regulation) -> Columns:
    """Find the columns of a building list among (place, header) pairs; the first of two equals is taken."""
    known = _known_names(regulation)
    places: dict[str, int] = {}
    ignored: list[str] = []
    doubled: list[tuple[str, int]] = []
    for place, header in headers:
        name = folded(header)
        canonical = known.get(name)
        if canonical is None:
            ignored += [header] if name and name not in UNREAD else []
        elif canonical in places:
            doubled.append((header, place))
        else:
            places[canonical] = place
    return Columns(places, tuple(ignored), tuple(doubled))


def criterion_names(criterion: Criterion) -> set[str]:
    """Folded headers that mean this criterion."""
    texts = (criterion.name.id, criterion.name.en, criterion.field_name.id, criterion.field_name.en)
    names = {criterion.field, *(folded(text) for text in texts)}
    ids = {f"{prefix}{criterion.id}" for prefix in ("", "k", "tanda_", "kriteria_", "mark_", "criterion_")}
    return names | ids | {f"{criterion.id}_{name}" for name in names}


def _known_names(regulation: Regulation) -> dict[str, str]:
    known = {name: criterion.id for criterion in building_criteria(regulation) for name in criterion_names(criterion)}
    for canonical, others in (IDENTITY | COUNTED).items():
        known |= dict.fromkeys((canonical, *others), canonical)
    return known


def _has(names: Sequence[str], canonical: str, among: Mapping[str, tuple[str, ...]]) -> bool:
    return any(name in names for name in (canonical, *among[canonical]))

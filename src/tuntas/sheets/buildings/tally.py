"""Buildings counted per RT: one grouping over the whole table, then a few thousand small sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from tuntas.rules.regulation import Count, Criterion, Regulation
from tuntas.sheets.buildings.marks import MAX_HOUSEHOLDS, MAX_PERSONS, is_wrong_mark, mark, whole_number
from tuntas.sheets.buildings.places import UnitKey, unit_key

KK, PEOPLE = "jumlah_kk", "jumlah_penduduk"


@dataclass(slots=True)
class Tally:
    """Counts of one RT, whole numbers.

    `deficient` and `unknown` by criterion id, weighed as its denominator asks: one a building, or its
    households; `marked` counts buildings. `first_unknown`: row of the first building without that mark.
    `households` and `people` add known cells only; `without_households` and `without_people` count the
    others. `values`: identity column → its different texts in order of appearance.
    """

    key: UnitKey
    first_row: int
    buildings: int = 0
    households: int = 0
    without_households: int = 0
    people: int = 0
    without_people: int = 0
    wrong_marks: int = 0
    deficient: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    marked: dict[str, int] = field(default_factory=dict)
    first_unknown: dict[str, int] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)


def tally_units(
    frame: pl.DataFrame, identity: Sequence[str], criteria: Sequence[Criterion], regulation: Regulation
) -> list[Tally]:
    """One tally an RT, in order of first appearance. `frame`: identity columns are text, no blank place."""
    typed = _typed(frame, identity, criteria)
    sums = [
        *_own_sums(typed),
        *(part for one in criteria for part in _criterion_sums(one, regulation, typed)),
    ]
    same = _constants(typed, identity)
    parts = typed.group_by([name for name in identity if name not in same]).agg(sums).sort("first_row")
    tallies: dict[UnitKey, Tally] = {}
    for part in parts.iter_rows(named=True):
        place = {name: (part.get(name) or same.get(name)) or "" for name in identity}
        key = unit_key(place)
        tally = tallies.setdefault(key, Tally(key, part["first_row"]))
        _add(tally, place, part, [one.id for one in criteria])
    return list(tallies.values())


def _constants(typed: pl.DataFrame, identity: Sequence[str]) -> dict[str, str]:
    # Grouping by fewer texts is faster, and a list is usually of one province, city and year.
    free = [name for name in identity if name not in ("kelurahan", "rt_rw")]
    if not free or not typed.height:
        return {}
    is_same = typed.select((pl.col(name) == pl.col(name).first()).all(ignore_nulls=False) for name in free)
    first = typed.row(0, named=True)
    return {name: first[name] for name, same in is_same.row(0, named=True).items() if same}


def _typed(frame: pl.DataFrame, identity: Sequence[str], criteria: Sequence[Criterion]) -> pl.DataFrame:
    schema = frame.schema
    columns = [pl.col("row"), *(pl.col(name) for name in identity)]
    for name, largest in ((KK, MAX_HOUSEHOLDS), (PEOPLE, MAX_PERSONS)):
        if name in schema:
            columns.append(whole_number(name, schema[name], largest).alias(name))
    columns += [mark(one.id, schema[one.id]).alias(one.id) for one in criteria]
    wrong = [is_wrong_mark(one.id, schema[one.id]).cast(pl.Int64) for one in criteria]
    columns.append((pl.sum_horizontal(wrong) if wrong else pl.lit(0, pl.Int64)).fill_null(0).alias("wrong"))
    return frame.select(columns)


def _own_sums(typed: pl.DataFrame) -> list[pl.Expr]:
    sums = [pl.col("row").min().alias("first_row"), pl.len().cast(pl.Int64).alias("buildings")]
    sums.append(pl.col("wrong").sum())
    for name in (KK, PEOPLE):
        if name in typed.columns:
            sums += [pl.col(name).sum(), pl.col(name).is_null().sum().cast(pl.Int64).alias(f"no {name}")]
    return sums


def _criterion_sums(criterion: Criterion, regulation: Regulation, typed: pl.DataFrame) -> list[pl.Expr]:
    cell = pl.col(criterion.id)
    weighs = regulation.denominator_of(criterion).count is Count.HOUSEHOLDS and KK in typed.columns
    # A building without households weighs nothing: its missing mark opens nothing.
    open_rows = pl.col("row").filter(cell.is_null() & (pl.col(KK) != 0) if weighs else cell.is_null())
    return [
        _weighed(cell == 1, weighs).alias(f"deficient {criterion.id}"),
        _weighed(cell.is_null(), weighs).alias(f"unknown {criterion.id}"),
        cell.count().cast(pl.Int64).alias(f"marked {criterion.id}"),
        open_rows.min().alias(f"first {criterion.id}"),
    ]


def _weighed(condition: pl.Expr, weighs: bool) -> pl.Expr:
    counted = condition.fill_null(False).cast(pl.Int64)
    return (counted * pl.col(KK) if weighs else counted).sum()


def _add(tally: Tally, place: Mapping[str, str], part: Mapping[str, int], ids: Sequence[str]) -> None:
    tally.buildings += part["buildings"]
    tally.wrong_marks += part["wrong"]
    tally.households += part.get(KK, 0)
    tally.without_households += part.get(f"no {KK}", part["buildings"])
    tally.people += part.get(PEOPLE, 0)
    tally.without_people += part.get(f"no {PEOPLE}", part["buildings"])
    for name, text in place.items():
        texts = tally.values.setdefault(name, [])
        if text not in texts:
            texts.append(text)
    for one in ids:
        for counts, name in (
            (tally.deficient, "deficient"),
            (tally.unknown, "unknown"),
            (tally.marked, "marked"),
        ):
            counts[one] = counts.get(one, 0) + part[f"{name} {one}"]
        # Parts come in order of first appearance, yet the second may hold the earlier blank.
        rows = [row for row in (tally.first_unknown.get(one), part[f"first {one}"]) if row is not None]
        tally.first_unknown |= {one: min(rows)} if rows else {}

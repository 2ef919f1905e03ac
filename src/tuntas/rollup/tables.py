"""Tables on disk: Parquet or CSV, scanned and checked, never read whole. The schema is docs/formats/tables.md."""

from collections.abc import Collection, Sequence
from pathlib import Path

import polars as pl

from tuntas.domain.quantity import LARGEST

#: The key of an RT, in the table of buildings and in the table of RT.
KEY = "rt_id"
#: Level → the columns that name a place of it, as far as the table has them; it must have the last.
PLACES: dict[str, tuple[str, ...]] = {
    "rt": (KEY,),
    "kawasan": ("kota", "kawasan"),
    "kelurahan": ("kota", "kecamatan", "kelurahan"),
    "kecamatan": ("kota", "kecamatan"),
    "kota": ("kota",),
}


class BadTable(ValueError):
    """The table cannot be scored; `code` and `params` are worded in the catalogue."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


def scan(paths: Path | Sequence[Path], numbers: Collection[str], wholes: Collection[str] = ()) -> pl.LazyFrame:
    """One lazy table of all files. A CSV has text columns, but for decimal `numbers` and whole `wholes`.

    Raises `BadTable` for other file types and for files that are not there.
    """
    paths = [paths] if isinstance(paths, Path) else list(paths)
    kinds = {path.suffix.lower() for path in paths}
    if missing := [path for path in paths if not path.is_file()]:
        raise BadTable("T511", reason=str(missing[0]))
    if kinds == {".parquet"}:
        return pl.scan_parquet(paths)
    if kinds != {".csv"}:
        raise BadTable("T509", kinds=" ".join(sorted(kinds)))
    types = dict.fromkeys(numbers, pl.Float64()) | dict.fromkeys(wholes, pl.Int64())
    texts = pl.scan_csv(paths, infer_schema=False)
    present = texts.collect_schema()
    return pl.scan_csv(paths, infer_schema=False, schema_overrides={k: v for k, v in types.items() if k in present})


def need_columns(table: pl.LazyFrame, names: Collection[str]) -> None:
    """Raises `BadTable` unless the table has all these columns."""
    present = table.collect_schema()
    if absent := [name for name in names if name not in present]:
        raise BadTable("T501", columns=", ".join(absent))


def need_whole_numbers(table: pl.LazyFrame, names: Collection[str]) -> None:
    """Raises `BadTable` unless these columns hold integers: a float has no place for a mark that is not there."""
    schema = table.collect_schema()
    if other := [f"{name} ({schema[name]})" for name in names if not schema[name].is_integer()]:
        raise BadTable("T510", columns=", ".join(other))


def need_quantities(table: pl.LazyFrame, names: Sequence[str]) -> None:
    """Raises `BadTable` unless these columns are finite numbers of at most `LARGEST`. One pass, nothing kept."""
    schema = table.collect_schema()
    if other := [f"{name} ({schema[name]})" for name in names if not schema[name].is_numeric()]:
        raise BadTable("T510", columns=", ".join(other))
    if not names:
        return
    # Not a number is beyond, too; a null is neither.
    beyond = [(~(pl.col(name).cast(pl.Float64).abs() <= LARGEST)).sum().alias(name) for name in names]
    counts = collected(table.select(beyond)).row(0, named=True)
    if wrong := {name: count for name, count in counts.items() if count}:
        raise BadTable("T504", columns=", ".join(wrong), rows=sum(wrong.values()))


def place_columns(level: str, table: pl.LazyFrame) -> list[str]:
    """The columns of the table that name a place of that level. Raises `BadTable` where its own one is absent."""
    names = PLACES[level]
    need_columns(table, names[-1:])
    present = table.collect_schema()
    return [name for name in names if name in present]


def collected(table: pl.LazyFrame) -> pl.DataFrame:
    """The table in memory, streamed; whatever the engine refuses in the file is a `BadTable`."""
    try:
        return table.collect(engine="streaming")
    except (pl.exceptions.ComputeError, pl.exceptions.InvalidOperationError) as error:
        raise BadTable("T511", reason=str(error).splitlines()[0]) from error

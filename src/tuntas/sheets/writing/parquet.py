"""Results as a typed column file. Apart from `plain`, so that a CSV does not wait for Polars to load."""

from pathlib import Path

import polars as pl

from tuntas.rules.regulation import Regulation
from tuntas.sheets.writing.plain import Units, as_number
from tuntas.sheets.writing.records import records_of

WHOLE = ("jumlah_rt", "total_nilai", "lengkap", "total_min", "total_max", "prioritas")


def write_parquet(path: Path, units: Units, regulation: Regulation) -> None:
    """The table of the CSV, typed: percents and hectares Float64, scores and counts Int64, the rest text."""
    names, records = records_of(units, regulation)
    kinds = _kinds(regulation)
    columns = {name: [as_number(record.get(name)) for record in records] for name in names}
    frame = pl.DataFrame(columns, schema={name: kinds.get(name, pl.String()) for name in names})
    frame.write_parquet(path)


def _kinds(regulation: Regulation) -> dict[str, pl.DataType]:
    sizes = ["luas_verifikasi_ha", *(f"luas_{rule.id}_ha" for rule in regulation.grades)]
    floats = [*sizes, "rata_rata_sektoral_persen", *(f"{c.id}_persen" for c in regulation.criteria)]
    wholes = [*WHOLE, *(f"{c.id}_nilai" for c in regulation.criteria)]
    return {name: pl.Float64() for name in floats} | {name: pl.Int64() for name in wholes}

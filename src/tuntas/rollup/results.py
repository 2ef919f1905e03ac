"""Scored places as the result table: the columns that `tuntas assess` writes, typed."""

from collections.abc import Iterable, Sequence

import polars as pl

from tuntas.domain.quantity import MICRO
from tuntas.rules.columns.scores import grades_ascending
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import SECTORAL_UNIT


def result_table(scored: pl.LazyFrame, regulation: Regulation, identity: Sequence[str]) -> pl.LazyFrame:
    """Identity columns as they are, then the results; a percent or score is null while its criterion is incomplete.

    `scored` has the criteria of `scored(..., criteria=True)`; areas per class, where it has them, come after identity.
    """
    return scored.select(*identity, *_areas(scored, regulation), *_criteria(regulation), *_totals(regulation))


def _areas(scored: pl.LazyFrame, regulation: Regulation) -> Iterable[pl.Expr]:
    present = scored.collect_schema()
    if "members" not in present:
        return
    yield pl.col("members").alias("jumlah_rt")
    if regulation.area_field in present:
        yield _decimal(regulation.area_field, MICRO).alias("luas_verifikasi_ha")
    for rule in regulation.grades:
        if f"area_{rule.id}" in present:
            yield _decimal(f"area_{rule.id}", MICRO).alias(f"luas_{rule.id}_ha")


def _criteria(regulation: Regulation) -> Iterable[pl.Expr]:
    for criterion in regulation.criteria:
        yield _decimal(f"percent_{criterion.id}", regulation.bands.factor // 100).alias(f"{criterion.id}_persen")
        known = pl.when(pl.col(f"percent_{criterion.id}").is_not_null()).then(pl.col(f"score_min_{criterion.id}"))
        yield known.alias(f"{criterion.id}_nilai")


def _totals(regulation: Regulation) -> Iterable[pl.Expr]:
    is_sure = pl.col("grade_min") == pl.col("grade_max")
    yield pl.when(pl.col("complete") == 1).then(pl.col("total_min")).alias("total_nilai")
    yield pl.when(is_sure).then(_class_id("grade_min", regulation)).alias("tingkat_kekumuhan")
    yield _decimal("sectoral", SECTORAL_UNIT // 100).alias("rata_rata_sektoral_persen")
    yield pl.col("complete").alias("lengkap")
    yield from (pl.col("total_min"), pl.col("total_max"))
    yield _class_id("grade_min", regulation).alias("kelas_min")
    yield _class_id("grade_max", regulation).alias("kelas_max")
    yield pl.lit(regulation.id).alias("aturan")
    yield pl.lit(regulation.content_hash).alias("aturan_hash")


def _class_id(column: str, regulation: Regulation) -> pl.Expr:
    ids = [rule.id for rule in grades_ascending(regulation)]
    return pl.col(column).replace_strict(list(range(len(ids))), ids, return_dtype=pl.String)


def _decimal(column: str, unit: int) -> pl.Expr:
    """The float nearest to column / unit, for a power of ten; the division alone multiplies by 1 / unit."""
    return (pl.col(column) / unit).round(len(str(unit)) - 1)

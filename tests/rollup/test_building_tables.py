"""Tables of buildings on disk: the result file says what the row evaluator says, and a bad table is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.rules.columns.test_buildings import counted_slowly, random_rows, table_of
from tuntas.domain.quantity import to_micro
from tuntas.rollup.scoring import Scored, score_building_tables
from tuntas.rollup.tables import BadTable
from tuntas.rules.aggregating import sum_facts
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment, assess

GIVEN = {
    "luas_verifikasi_ha": lambda unit: 0.5 + unit / 10,
    "luas_kepadatan_tidak_sesuai_ha": lambda unit: 0.1 * (unit % 9),
    "panjang_jalan_ideal_m": lambda unit: 100.5 * (unit % 4),
    "panjang_jalan_belum_terlayani_m": lambda unit: 10.25 * unit,
    "panjang_jalan_rusak_m": lambda unit: None if unit % 11 == 5 else 40,
    "luas_genangan_ha": lambda unit: unit / 12,
    "panjang_drainase_ideal_m": lambda unit: 120,
    "panjang_drainase_belum_tersedia_m": lambda unit: unit,
    "panjang_drainase_rusak_m": lambda unit: 3 * unit,
}
Change = Callable[[pl.DataFrame], pl.DataFrame]


def rt_table() -> pl.DataFrame:
    units = range(31)  # the last one has no building
    places = {"rt_id": list(units), "kelurahan": [f"K{u // 4}" for u in units], "kota": ["A"] * 31}
    return pl.DataFrame(places | {name: [given(u) for u in units] for name, given in GIVEN.items()}, strict=False)


def expected_facts(rows: list[dict[str, Any]], rule: Regulation) -> dict[int, UnitFacts]:
    counted, facts = counted_slowly(rows, rule), {}
    for given in rt_table().iter_rows(named=True):
        quantities = {name: to_micro(given[name]) for name in GIVEN if given[name] is not None}
        of_buildings = counted.get(given["rt_id"], UnitFacts())
        facts[given["rt_id"]] = UnitFacts(quantities | dict(of_buildings.quantities), of_buildings.open_ended)
    return facts


def cells_of(found: Assessment, rule: Regulation) -> dict[str, Any]:
    """The cells of the result table that a row evaluator's assessment makes."""
    average = found.sectoral_average
    cells = {f"{r.criterion.id}_persen": None if r.percent is None else r.percent / 100 for r in found.criteria}
    cells |= {f"{r.criterion.id}_nilai": r.score for r in found.criteria}
    cells |= {"total_nilai": found.total, "tingkat_kekumuhan": found.grade.id if found.grade else None}
    cells |= {"rata_rata_sektoral_persen": None if average is None else float(average * 100)}
    cells |= {"lengkap": int(found.is_complete), "total_min": found.total_min, "total_max": found.total_max}
    return cells | {"kelas_min": found.grade_min.id, "kelas_max": found.grade_max.id, "aturan": rule.id}


def written(
    folder: Path, rule: Regulation, by: str = "rt", *, rows: Change = lambda t: t, table: Change = lambda t: t
) -> tuple[Scored, pl.DataFrame]:
    buildings = rows(table_of(random_rows(3_000, rule, seed=11)))
    # Two files, as cities upload them.
    paths = [folder / "one.parquet", folder / "two.parquet"]
    for path, part in zip(paths, (buildings[:1_000], buildings[1_000:]), strict=True):
        part.write_parquet(path)
    table(rt_table()).write_parquet(folder / "rt.parquet")
    out = folder / "out.parquet"
    return score_building_tables(paths, folder / "rt.parquet", rule, out, by), pl.read_parquet(out)


def test_every_rt_is_scored_as_one_by_one(tmp_path: Path, rule_2018: Regulation) -> None:
    summary, result = written(tmp_path, rule_2018)
    facts = expected_facts(random_rows(3_000, rule_2018, seed=11), rule_2018)
    assert result["rt_id"].to_list() == list(facts)
    for row in result.iter_rows(named=True):
        assert row | cells_of(assess(facts[row["rt_id"]], rule_2018), rule_2018) == row
    assert summary == Scored(31, result["lengkap"].sum())


def test_an_rt_without_buildings_is_missing_not_zero(tmp_path: Path, rule_2018: Regulation) -> None:
    _, result = written(tmp_path, rule_2018)
    last = result.row(30, named=True)
    assert (last["lengkap"], last["1a_persen"], last["total_max"] - last["total_min"] >= 50) == (0, None, True)


def test_a_kelurahan_is_summed_and_scored_anew(tmp_path: Path, rule_2018: Regulation) -> None:
    summary, result = written(tmp_path, rule_2018, "kelurahan")
    facts = expected_facts(random_rows(3_000, rule_2018, seed=11), rule_2018)
    assert summary.places == result.height == 8
    for row in result.iter_rows(named=True):
        members = [facts[unit] for unit in facts if f"K{unit // 4}" == row["kelurahan"]]
        assert row | cells_of(assess(sum_facts(members, rule_2018), rule_2018), rule_2018) == row
        grades = [assess(one, rule_2018).grade for one in members]
        areas = [one.quantities["luas_verifikasi_ha"] for one in members]
        for rule in rule_2018.grades:
            inside = sum(area for area, grade in zip(areas, grades, strict=True) if grade == rule)
            assert row[f"luas_{rule.id}_ha"] == inside / 10**6
        assert (row["jumlah_rt"], row["luas_verifikasi_ha"]) == (len(members), sum(areas) / 10**6)


def test_a_csv_gives_the_same_as_parquet(tmp_path: Path, rule_2018: Regulation) -> None:
    _, result = written(tmp_path, rule_2018)
    table_of(random_rows(3_000, rule_2018, seed=11)).write_csv(tmp_path / "b.csv")
    rt_table().write_csv(tmp_path / "rt.csv")
    out = tmp_path / "out.csv"
    score_building_tables(tmp_path / "b.csv", tmp_path / "rt.csv", rule_2018, out)
    again = pl.read_csv(out, schema_overrides=result.schema)
    assert again.equals(result)


def test_a_crowded_rt_is_counted_in_wider_lanes(tmp_path: Path, rule_2018: Regulation) -> None:
    _, once = written(tmp_path, rule_2018)
    crowded = pl.lit(40).cast(pl.Int64) * pl.col("jumlah_kk")
    _, result = written(tmp_path, rule_2018, rows=lambda t: t.with_columns(crowded.alias("jumlah_kk")))
    # Forty times the households in every building: 3,600 in an RT, and the same percents.
    assert result.equals(once)


@pytest.mark.parametrize(
    ("code", "rows", "table"),
    [
        ("T501", lambda t: t.drop("rt_id"), None),
        ("T501", lambda t: t.select("rt_id", "jumlah_kk"), None),
        ("T502", lambda t: t.with_columns(pl.lit(2, pl.Int8).alias("5a")), None),
        ("T503", lambda t: t.with_columns(-pl.col("jumlah_kk")), None),
        ("T504", None, lambda t: t.with_columns(pl.lit(float("nan")).alias("luas_genangan_ha"))),
        ("T504", None, lambda t: t.with_columns(pl.lit(-400_000_001).alias("luas_genangan_ha"))),
        ("T505", None, lambda t: pl.concat([t, t.head(1)])),
        ("T506", None, lambda t: t.head(20)),
        ("T507", lambda t: t.with_columns(pl.lit(2**30).alias("jumlah_kk")), None),
        ("T510", lambda t: t.with_columns(pl.col("5a").cast(pl.Float64)), None),
        ("T510", lambda t: t.with_columns(pl.col("rt_id").cast(pl.String)), None),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_counted_is_refused(
    tmp_path: Path, rule_2018: Regulation, code: str, rows: Change | None, table: Change | None
) -> None:
    same: Change = lambda t: t  # noqa: E731
    with pytest.raises(BadTable) as refusal:
        written(tmp_path, rule_2018, rows=rows or same, table=table or same)
    assert refusal.value.code == code


def test_other_files_are_refused(tmp_path: Path, rule_2018: Regulation) -> None:
    (tmp_path / "b.xlsx").write_bytes(b"")
    for buildings, out, code in (
        ("b.xlsx", "o.csv", "T509"),
        ("none.csv", "o.csv", "T511"),
        ("b.xlsx", "o.xls", "T509"),
    ):
        with pytest.raises(BadTable) as refusal:
            score_building_tables(tmp_path / buildings, tmp_path / "rt.csv", rule_2018, tmp_path / out)
        assert refusal.value.code == code


def test_words_in_a_csv_are_refused(tmp_path: Path, rule_2018: Regulation) -> None:
    (tmp_path / "b.csv").write_text("rt_id,1a,jumlah_kk\n1,ya,1\n", encoding="utf-8")
    rt_table().write_csv(tmp_path / "rt.csv")
    with pytest.raises(BadTable) as refusal:
        score_building_tables(tmp_path / "b.csv", tmp_path / "rt.csv", rule_2018, tmp_path / "o.csv")
    assert refusal.value.code == "T511"

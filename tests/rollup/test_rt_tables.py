"""Tables of RT facts on disk, streamed through the column path."""

import math
import struct
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rollup.test_building_tables import cells_of
from tests.rules.facts_of import facts_of
from tuntas.domain.quantity import LARGEST, to_micro
from tuntas.rollup.micro import micro
from tuntas.rollup.scoring import Scored, score_rt_table
from tuntas.rollup.tables import BadTable
from tuntas.rules.aggregating import sum_facts
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import assess

floats = st.floats(-LARGEST, LARGEST).filter(math.isfinite)
halves = st.tuples(st.integers(0, 399_999_999), st.integers(0, 999_999)).map(lambda p: float(f"{p[0]}.{p[1]:06d}5"))
neighbours = halves.map(
    lambda value: struct.unpack("<d", struct.pack("<Q", struct.unpack("<Q", struct.pack("<d", value))[0] + 1))[0]
)


@given(st.lists(st.one_of(floats, halves, neighbours, halves.map(lambda x: -x), st.none()), max_size=40))
def test_floats_become_micro_units_as_cell_by_cell(values: list[float | None]) -> None:
    found = pl.DataFrame({"x": pl.Series(values, dtype=pl.Float64)}).select(micro("x", pl.Float64())).to_series()
    assert found.to_list() == [None if value is None else to_micro(value) for value in values]


def table(rule: Regulation) -> tuple[pl.DataFrame, list[UnitFacts]]:
    facts = [
        facts_of(rule, {"1a": n, "2b": 3.7 * n, "4a": n / 77, "7b": 200 - n}, jalan=n % 5 * 100) for n in range(97)
    ]
    rows = [{name: value / 10**6 for name, value in one.quantities.items()} for one in facts]
    columns = {"kelurahan": [f"K{n % 7}" for n in range(97)], "rt_rw": [f"00{n % 9}/002" for n in range(97)]}
    return pl.DataFrame(columns).hstack(pl.DataFrame(rows)), facts


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_every_row_is_scored_in_the_order_of_the_input(tmp_path: Path, rule_2018: Regulation, ending: str) -> None:
    frame, facts = table(rule_2018)
    path, out = tmp_path / f"rt.{ending}", tmp_path / f"out.{ending}"
    (frame.write_csv if ending == "csv" else frame.write_parquet)(path)
    assert score_rt_table(path, rule_2018, out) == Scored(97, 97)
    result = pl.read_csv(out, schema_overrides={"rt_rw": pl.String}) if ending == "csv" else pl.read_parquet(out)
    assert result["rt_rw"].to_list() == frame["rt_rw"].to_list()
    for row, one in zip(result.iter_rows(named=True), facts, strict=True):
        assert row | cells_of(assess(one, rule_2018), rule_2018) == row


def test_a_missing_cell_opens_the_interval(tmp_path: Path, rule_2018: Regulation) -> None:
    frame, facts = table(rule_2018)
    frame.with_columns(pl.lit(None, pl.Float64).alias("jumlah_kk")).write_parquet(tmp_path / "rt.parquet")
    assert score_rt_table(tmp_path / "rt.parquet", rule_2018, tmp_path / "out.parquet") == Scored(97, 0)
    row = pl.read_parquet(tmp_path / "out.parquet").row(3, named=True)
    kept = UnitFacts({name: value for name, value in facts[3].quantities.items() if name != "jumlah_kk"})
    assert row | cells_of(assess(kept, rule_2018), rule_2018) == row


def test_kelurahan_are_summed(tmp_path: Path, rule_2018: Regulation) -> None:
    frame, facts = table(rule_2018)
    frame.write_parquet(tmp_path / "rt.parquet")
    assert score_rt_table(tmp_path / "rt.parquet", rule_2018, tmp_path / "out.parquet", "kelurahan") == Scored(7, 7)
    for row in pl.read_parquet(tmp_path / "out.parquet").iter_rows(named=True):
        whole = sum_facts(facts[int(row["kelurahan"][1:]) :: 7], rule_2018)
        assert row | cells_of(assess(whole, rule_2018), rule_2018) == row


def test_sums_that_64_bits_cannot_score_are_refused(tmp_path: Path, rule_2018: Regulation) -> None:
    frame, _ = table(rule_2018)
    large = frame.with_columns(pl.lit(LARGEST).alias("panjang_drainase_ideal_m"))
    large.write_parquet(tmp_path / "rt.parquet")
    assert score_rt_table(tmp_path / "rt.parquet", rule_2018, tmp_path / "out.parquet").places == 97
    with pytest.raises(BadTable) as refusal:
        score_rt_table(tmp_path / "rt.parquet", rule_2018, tmp_path / "out.parquet", "kelurahan")
    assert refusal.value.code == "T507"


def test_an_open_end_counts_towards_the_largest_sum(tmp_path: Path, rule_2018: Regulation) -> None:
    frame, _ = table(rule_2018)
    halves = {"panjang_drainase_ideal_m": [LARGEST / 2] * 2, "panjang_drainase_rusak_m": [LARGEST / 2 + 1, None]}
    pair = frame.head(2).with_columns(pl.Series(name, cells) for name, cells in halves.items())
    pair.with_columns(pl.lit("K").alias("kelurahan")).write_parquet(tmp_path / "rt.parquet")
    with pytest.raises(BadTable) as refusal:
        score_rt_table(tmp_path / "rt.parquet", rule_2018, tmp_path / "out.parquet", "kelurahan")
    assert refusal.value.code == "T507"


def test_a_table_without_facts_or_places_is_refused(tmp_path: Path, rule_2018: Regulation) -> None:
    frame, _ = table(rule_2018)
    frame.select("kelurahan").write_parquet(tmp_path / "bare.parquet")
    frame.write_parquet(tmp_path / "rt.parquet")
    for name, by in (("bare", "rt"), ("rt", "kawasan")):
        with pytest.raises(BadTable) as refusal:
            score_rt_table(tmp_path / f"{name}.parquet", rule_2018, tmp_path / "out.parquet", by)
        assert refusal.value.code == "T501"

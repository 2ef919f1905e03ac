"""Building rows counted in lanes of 64-bit sums are what counting them one by one gives."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from benchmarks.assess.naive_buildings import naive_facts
from tests.rules.columns.conftest import Run
from tests.rules.columns.fact_tables import by_rows, different
from tuntas.rules.columns.buildings import mark_criteria, packed_counts, sizes, unit_facts, wrong_marks
from tuntas.rules.columns.lanes import NARROW, WIDTHS, GroupTooLarge, bits_for, capacity
from tuntas.rules.columns.scores import scored
from tuntas.rules.facts import UnitFacts
from tuntas.rules.loading import load_regulation
from tuntas.rules.regulation import Regulation

GENERATOR = Path(__file__).parents[3] / "benchmarks" / "assess" / "rules" / "j1_generator"


@pytest.fixture(scope="module")
def rule_of_generator() -> Regulation:
    return load_regulation(GENERATOR)


def random_rows(count: int, rule: Regulation, seed: int, *, units: int = 30) -> list[dict[str, int | None]]:
    """Buildings with marks missing as null and as -1; some RT have a building of unknown households."""
    random = Random(seed)
    ids = [one.id for one in mark_criteria(rule, [one.id for one in rule.criteria])]
    lean = {unit: random.random() for unit in range(units)}
    rows = []
    for _ in range(count):
        unit = random.randrange(units)
        weights = [lean[unit], 1 - lean[unit], 0.02, 0.02]
        row: dict[str, int | None] = {one: random.choices([1, 0, -1, None], weights)[0] for one in ids}
        is_unknown = unit % 7 == 0 and random.random() < 0.1
        rows.append({"rt_id": unit, "jumlah_kk": None if is_unknown else random.choice([0, 1, 1, 1, 2, 12]), **row})
    return rows


def table_of(rows: Sequence[dict[str, int | None]]) -> pl.DataFrame:
    kinds = {name: pl.Int64() if name in ("rt_id", "jumlah_kk") else pl.Int8() for name in rows[0]}
    return pl.DataFrame(rows, schema=kinds)


def counted_slowly(rows: Sequence[dict[str, Any]], rule: Regulation) -> dict[int, UnitFacts]:
    """Plain Python, a building at a time; the lists that it was written for write an unknown mark as blank."""
    named = [row | {"kecamatan": "", "kelurahan": "a", "rt_rw": str(row["rt_id"])} for row in rows]
    return {int(key[2]): UnitFacts(*facts) for key, facts in naive_facts(named, rule).items()}


def counted(frame: nw.LazyFrame[Any], rule: Regulation, bits: int) -> nw.LazyFrame[Any]:
    columns = frame.collect_schema().names()
    return unit_facts(packed_counts(frame, rule, "rt_id", bits), rule, columns, bits)


@pytest.mark.parametrize("bits", WIDTHS)
def test_counts_are_those_of_a_loop(bits: int, rule_2018: Regulation) -> None:
    rows = random_rows(6_000, rule_2018, seed=bits)
    found = counted(nw.from_native(table_of(rows).lazy()), rule_2018, bits).collect().to_native()
    slowly = counted_slowly(rows, rule_2018)
    for row in found.iter_rows(named=True):
        facts, names = slowly[row["rt_id"]], [name for name in row if name != "rt_id"]
        opened = {name[5:]: row[name] for name in names if name.startswith("open_") and row[name]}
        quantities = {n: row[n] for n in names if not n.startswith("open_") and row[n] is not None}
        assert (quantities, opened) == (facts.quantities, facts.open_ended)
    assert found.height == len(slowly) == 30
    assert found["jumlah_kk"].null_count() > 0, "no RT of this list has unknown households: the test shows nothing"


def test_buildings_are_scored_alike(run: Run, rule_2018: Regulation) -> None:
    rows = random_rows(3_000, rule_2018, seed=1)
    found = run(table_of(rows), lambda f: scored(counted(f, rule_2018, NARROW), rule_2018, criteria=True))
    slowly = counted_slowly(rows, rule_2018)
    assert not different(found.sort("rt_id"), by_rows([slowly[unit] for unit in sorted(slowly)], rule_2018))


def test_where_only_surveyed_marks_count_nothing_is_open(rule_of_generator: Regulation) -> None:
    rows = random_rows(2_000, rule_of_generator, seed=2)
    unmarked = dict.fromkeys(rows[0], -1) | {"rt_id": 30, "jumlah_kk": 1}
    table = nw.from_native(table_of([*rows, unmarked]).drop("jumlah_kk").lazy())
    found = scored(counted(table, rule_of_generator, NARROW), rule_of_generator, criteria=True).collect().to_native()
    slowly = counted_slowly([*rows, unmarked], rule_of_generator)
    expected = by_rows([slowly[unit] for unit in sorted(slowly)], rule_of_generator)
    assert not different(found.sort("rt_id"), expected)
    assert set(expected["complete"]) == {1} and expected["total_min"][30] == 0


@pytest.mark.parametrize("bits", WIDTHS)
def test_a_full_lane_does_not_spill(run: Run, bits: int, rule_2018: Regulation) -> None:
    # Marks of one building with as many households as the lane holds, in every lane of every word.
    full = capacity(bits)
    ids = [one.id for one in mark_criteria(rule_2018, [one.id for one in rule_2018.criteria])]
    rows = [{"rt_id": 1, "jumlah_kk": full, **dict.fromkeys(ids, 1)}]
    found = run(table_of(rows), lambda f: counted(f, rule_2018, bits)).row(0, named=True)
    weighed = [one.field for one in rule_2018.criteria if one.denominator == "kk"]
    assert {found[name] for name in weighed} == {full * 10**6}
    assert {found[f"open_{name}"] for name in weighed} == {0}


def test_lanes_are_as_wide_as_the_largest_group_needs() -> None:
    assert [bits_for(n) for n in (0, 1_023, 1_024, 32_767, 32_768, 2**30 - 1)] == [10, 10, 15, 15, 30, 30]
    with pytest.raises(GroupTooLarge):
        bits_for(2**30)


def test_the_sizes_tell_when_a_lane_is_too_narrow(rule_2018: Regulation) -> None:
    ids = [one.id for one in mark_criteria(rule_2018, [one.id for one in rule_2018.criteria])]
    table = table_of([{"rt_id": 1, "jumlah_kk": 600, **dict.fromkeys(ids, 1)}] * 2)
    packed = packed_counts(nw.from_native(table.lazy()), rule_2018, "rt_id", NARROW)
    assert packed.select(sizes(packed)).collect().to_native().rows() == [(2, 1_200)]


def test_marks_that_are_none_are_found(rule_2018: Regulation) -> None:
    rows = random_rows(500, rule_2018, seed=8)
    rows[3]["7b"], rows[9]["1a"], rows[9]["1c"] = 2, -2, 127
    criteria = mark_criteria(rule_2018, rows[0])
    found = wrong_marks(nw.from_native(table_of(rows).lazy()), criteria).collect().to_native()
    assert found.height == 2


def test_the_loop_itself_groups_by_unit(rule_2018: Regulation) -> None:
    rows, per_unit = random_rows(200, rule_2018, seed=9), defaultdict(int)
    for row in rows:
        per_unit[row["rt_id"]] += 1
    slowly = counted_slowly(rows, rule_2018)
    assert {unit: facts.quantities["jumlah_bangunan"] // 10**6 for unit, facts in slowly.items()} == per_unit

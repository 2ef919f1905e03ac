"""One definition of the law, two evaluators: on every engine the column path gives what the row evaluator gives."""

import json
from dataclasses import replace
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.columns.conftest import Run
from tests.rules.columns.fact_tables import by_rows, different, fact_table, random_units
from tests.rules.facts_of import facts_of, random_facts
from tuntas.domain.quantity import to_micro
from tuntas.rules.columns.fact_columns import LARGEST_MICRO, TooFine, with_all_columns
from tuntas.rules.columns.scores import TOTALS, scored
from tuntas.rules.facts import UnitFacts
from tuntas.rules.loading import shipped_law
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import CannotAssess
from tuntas.rules.shelf import Shelf, open_shelf

RULE_2018 = open_shelf().regulation("permen-pupr-14-2018")


def nw_lazy(table: pl.DataFrame) -> nw.LazyFrame[Any]:
    return nw.from_native(table.lazy())


def columns_of(run: Run, units: list[UnitFacts], rule: Regulation, *, gapless: bool = False) -> pl.DataFrame:
    return run(fact_table(units, rule), lambda f: scored(f, rule, gapless=gapless, criteria=True)).sort("i")


@pytest.mark.parametrize(("rule_id", "count"), [("permen-pupr-14-2018", 10_000), ("permen-pupr-02-2016", 2_000)])
def test_ten_thousand_random_fact_sets_are_scored_alike(run: Run, shelf: Shelf, rule_id: str, count: int) -> None:
    rule = shelf.regulation(rule_id)
    units = random_units(count, rule, seed=142018)
    expected = by_rows(units, rule)
    assert not different(columns_of(run, units, rule), expected)


def test_the_random_facts_are_of_all_kinds(rule_2018: Regulation) -> None:
    expected = by_rows(random_units(10_000, rule_2018, seed=142018), rule_2018)
    for name, count in (("complete", 2), ("grade_min", 4), ("grade_max", 4), ("score_min_1a", 4)):
        assert len(set(expected[name])) == count, name
    assert expected["complete"].count(1) > 3_000 and expected["complete"].count(0) > 3_000
    on_an_edge = sum(percent in {7599, 7600, 5099, 5100, 2499, 2500} for percent in expected["percent_2a"])
    assert on_an_edge > 1_000, on_an_edge


def test_facts_without_gaps_are_scored_alike_on_the_short_way(run: Run, rule_2018: Regulation) -> None:
    units = random_units(2_000, rule_2018, seed=7)[::2]
    assert not different(columns_of(run, units, rule_2018, gapless=True), by_rows(units, rule_2018))


def test_the_worked_cases_are_scored_alike(run: Run, rule_2018: Regulation) -> None:
    path = shipped_law() / "permen_pupr_14_2018" / "cases" / "kawanku.json"
    cases = json.loads(path.read_text(encoding="utf-8"))["vectors"]
    units = []
    for case in cases:
        quantities = {name: to_micro(value) for name, value in case["header"].items()}
        units.append(UnitFacts(quantities | {rule_2018.criterion(c).field: to_micro(v) for c, v in case["volumes"].items()}))
    found = columns_of(run, units, rule_2018)
    assert found["total_min"].to_list() == [case["total"] for case in cases]
    assert not different(found, by_rows(units, rule_2018))


@given(st.lists(random_facts(RULE_2018), min_size=1, max_size=20))
@settings(max_examples=30)
def test_whatever_facts_are_drawn_both_evaluators_agree(units: list[UnitFacts]) -> None:
    found = scored(nw_lazy(fact_table(units, RULE_2018)), RULE_2018, criteria=True).collect().to_native()
    assert not different(found, by_rows(units, RULE_2018))


def test_a_column_that_is_not_there_is_missing(run: Run, rule_2018: Regulation) -> None:
    table = fact_table([facts_of(rule_2018, {"1a": 80})], rule_2018).select("i", "unit_tidak_teratur", "jumlah_bangunan")
    found = run(table, lambda f: scored(f, rule_2018, criteria=True))
    kept = UnitFacts({"unit_tidak_teratur": 80_000_000, "jumlah_bangunan": 100_000_000})
    assert not different(found, by_rows([kept], rule_2018))


def test_the_largest_quantities_do_not_overflow(run: Run, rule_2018: Regulation) -> None:
    fields = {one.field: LARGEST_MICRO for one in rule_2018.criteria}
    fields |= {d.field: LARGEST_MICRO for d in rule_2018.denominators.values()}
    units = [UnitFacts(fields), UnitFacts({name: LARGEST_MICRO - (name < "l") for name in fields})]
    assert not different(columns_of(run, units, rule_2018), by_rows(units, rule_2018))


def test_totals_alone_leave_no_other_column(rule_2018: Regulation) -> None:
    table = fact_table(random_units(4, rule_2018, seed=1), rule_2018)
    assert scored(nw_lazy(table), rule_2018).collect_schema().names() == [*table.columns, *TOTALS]


def test_rules_that_keep_results_as_printed_score_nothing(shelf: Shelf, rule_2018: Regulation) -> None:
    with pytest.raises(CannotAssess):
        scored(nw_lazy(fact_table([], rule_2018)), shelf.regulation("legacy"))


def test_more_decimals_than_64_bits_carry_are_refused(rule_2018: Regulation) -> None:
    fine = replace(rule_2018, bands=replace(rule_2018.bands, decimals=4))
    with pytest.raises(TooFine):
        with_all_columns(nw_lazy(fact_table([], rule_2018)), fine)

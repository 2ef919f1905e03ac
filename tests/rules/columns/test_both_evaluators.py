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
CASES = json.loads((shipped_law() / "permen_pupr_14_2018" / "cases" / "kawanku.json").read_text(encoding="utf-8"))[
    "vectors"
]


def nw_lazy(table: pl.DataFrame) -> nw.LazyFrame[Any]:
    return nw.from_native(table.lazy())


def on_polars(units: list[UnitFacts], rule: Regulation) -> pl.DataFrame:
    return scored(nw_lazy(fact_table(units, rule)), rule, criteria=True).collect().to_native()


def worked_cases(rule: Regulation) -> list[UnitFacts]:
    units = []
    for case in CASES:
        quantities = {name: to_micro(value) for name, value in case["header"].items()}
        quantities |= {rule.criterion(one).field: to_micro(value) for one, value in case["volumes"].items()}
        units.append(UnitFacts(quantities))
    return units


def largest_units(rule: Regulation) -> list[UnitFacts]:
    """Quantities that would overflow first: the largest, one less, and rests that are nearly a whole."""
    volumes = [one.field for one in rule.criteria]
    wholes = [denominator.field for denominator in rule.denominators.values()]
    pairs = [(0, 0), (1, 0), (0, 1), (LARGEST_MICRO // 2, 1), (LARGEST_MICRO - 1, 0)]
    return [
        UnitFacts(dict.fromkeys(volumes, LARGEST_MICRO - less) | dict.fromkeys(wholes, LARGEST_MICRO - other))
        for less, other in pairs
    ]


def test_ten_thousand_random_fact_sets_and_the_worked_cases_are_scored_alike(run: Run, rule_2018: Regulation) -> None:
    units = [*random_units(10_000, rule_2018, seed=142018), *worked_cases(rule_2018), *largest_units(rule_2018)]
    expected = by_rows(units, rule_2018)
    found = run(fact_table(units, rule_2018), lambda f: scored(f, rule_2018, criteria=True)).sort("i")
    assert not different(found, expected)
    assert expected["total_min"][10_000 : 10_000 + len(CASES)] == [case["total"] for case in CASES]


def test_facts_without_gaps_are_scored_alike_on_the_short_way(run: Run, rule_2018: Regulation) -> None:
    units = random_units(2_000, rule_2018, seed=7)[::2]
    found = run(fact_table(units, rule_2018), lambda f: scored(f, rule_2018, gapless=True, criteria=True)).sort("i")
    assert not different(found, by_rows(units, rule_2018))


def test_another_rule_set_needs_no_other_code(rule_2016: Regulation) -> None:
    units = random_units(2_000, rule_2016, seed=22016)
    assert not different(on_polars(units, rule_2016), by_rows(units, rule_2016))


def test_the_random_facts_are_of_all_kinds(rule_2018: Regulation) -> None:
    expected = by_rows(random_units(10_000, rule_2018, seed=142018), rule_2018)
    for name, count in (("complete", 2), ("grade_min", 4), ("grade_max", 4), ("score_min_1a", 4)):
        assert len(set(expected[name])) == count, name
    assert expected["complete"].count(1) > 3_000 and expected["complete"].count(0) > 3_000
    on_an_edge = sum(percent in {7599, 7600, 5099, 5100, 2499, 2500} for percent in expected["percent_2a"])
    assert on_an_edge > 300, on_an_edge


@given(st.lists(random_facts(RULE_2018), min_size=1, max_size=20))
@settings(max_examples=30)
def test_whatever_facts_are_drawn_both_evaluators_agree(units: list[UnitFacts]) -> None:
    assert not different(on_polars(units, RULE_2018), by_rows(units, RULE_2018))


def test_a_column_that_is_not_there_is_missing(rule_2018: Regulation) -> None:
    table = fact_table([facts_of(rule_2018, {"1a": 80})], rule_2018).select(
        "i", "unit_tidak_teratur", "jumlah_bangunan"
    )
    found = scored(nw_lazy(table), rule_2018, criteria=True).collect().to_native()
    kept = UnitFacts({"unit_tidak_teratur": 80_000_000, "jumlah_bangunan": 100_000_000})
    assert not different(found, by_rows([kept], rule_2018))


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

"""Larger places are summed as the row evaluator sums them, then scored anew."""

from collections import defaultdict
from dataclasses import replace
from random import Random
from typing import Any

import narwhals as nw
import polars as pl

from tests.rules.columns.conftest import Run
from tests.rules.columns.fact_tables import by_rows, different, fact_table, random_units
from tuntas.rules.aggregating import sum_facts
from tuntas.rules.columns.scores import scored
from tuntas.rules.columns.sums import class_areas, summed
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import assess

PLACES = 60


def small(units: list[UnitFacts], fewest: int = 0) -> list[UnitFacts]:
    """The same facts with sizes that can be summed, as any survey has them."""
    return [
        replace(
            facts,
            quantities={name: value % 10**11 + fewest for name, value in facts.quantities.items()},
            open_ended={name: value % 10**11 for name, value in facts.open_ended.items()},
        )
        for facts in units
    ]


def placed(units: list[UnitFacts], rule: Regulation, seed: int) -> tuple[pl.DataFrame, dict[int, list[UnitFacts]]]:
    """Units in places of very different size: some of one unit, some without any gap."""
    random, members = Random(seed), defaultdict(list)
    places = [min(random.randrange(PLACES), random.randrange(PLACES)) for _ in units]
    for place, facts in zip(places, units, strict=True):
        members[place].append(facts)
    return fact_table(units, rule).with_columns(pl.Series("place", places, dtype=pl.Int64)), members


def test_places_are_summed_and_scored_alike(run: Run, rule_2018: Regulation) -> None:
    units = small(random_units(300, rule_2018, seed=3))
    table, members = placed(units, rule_2018, seed=3)
    found = run(table, lambda f: scored(summed(f, rule_2018, ["place"]), rule_2018, criteria=True)).sort("place")
    wholes = [sum_facts(members[place], rule_2018) for place in sorted(members)]
    assert not different(found, by_rows(wholes, rule_2018))
    assert found["members"].to_list() == [len(members[place]) for place in sorted(members)]
    assert 0 < found["complete"].sum() < found.height
    assert any(facts.open_ended for facts in wholes)


def test_places_without_gaps_are_summed_alike_on_the_short_way(rule_2018: Regulation) -> None:
    units = small(random_units(400, rule_2018, seed=4)[::2])
    table, members = placed(units, rule_2018, seed=4)
    places = summed(nw.from_native(table.lazy()), rule_2018, ["place"], gapless=True)
    found = scored(places, rule_2018, gapless=True, criteria=True).collect().to_native().sort("place")
    wholes = [sum_facts(members[place], rule_2018) for place in sorted(members)]
    assert not different(found, by_rows(wholes, rule_2018))


def test_the_sums_themselves_are_those_of_the_row_evaluator(rule_2018: Regulation) -> None:
    table, members = placed(small(random_units(300, rule_2018, seed=5)), rule_2018, seed=5)
    found = summed(nw.from_native(table.lazy()), rule_2018, ["place"]).collect().to_native().sort("place")
    for row in found.iter_rows(named=True):
        expected = sum_facts(members[row["place"]], rule_2018)
        fields = [name for name in row if name not in ("place", "members") and not name.startswith("open_")]
        assert {name: row[name] for name in fields} == {name: expected.quantities.get(name) for name in fields}
        opened = {name[5:]: more for name, more in row.items() if name.startswith("open_") and more}
        assert opened == expected.open_ended


def test_areas_per_class_count_the_units_surely_in_it(run: Run, rule_2018: Regulation) -> None:
    table, members = placed(small(random_units(300, rule_2018, seed=6)), rule_2018, seed=6)
    found = run(table, lambda f: class_areas(scored(f, rule_2018), rule_2018, ["place"])).sort("place")
    for row in found.iter_rows(named=True):
        sums: dict[str, Any] = {f"area_{rule.id}": 0 for rule in rule_2018.grades}
        for facts in members[row["place"]]:
            grade, area = assess(facts, rule_2018).grade, facts.quantities.get(rule_2018.area_field)
            if grade:
                before = sums[f"area_{grade.id}"]
                sums[f"area_{grade.id}"] = None if area is None or before is None else before + area
        assert {name: row[name] for name in sums} == sums

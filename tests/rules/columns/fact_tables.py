"""Facts as tables, and what the row evaluator says of them, column by column."""

from collections.abc import Mapping, Sequence
from random import Random

import polars as pl

from tuntas.rules.columns.fact_columns import LARGEST_MICRO, open_column, volume_fields, whole_fields
from tuntas.rules.columns.scores import grades_ascending
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import SECTORAL_UNIT, assess

Table = Mapping[str, list[int | None]]


def fact_table(units: Sequence[UnitFacts], rule: Regulation) -> pl.DataFrame:
    """One row a unit with its number `i`; a missing quantity is null, as is nothing open."""
    fields = dict.fromkeys((*volume_fields(rule), *whole_fields(rule)))
    columns: dict[str, list[int | None]] = {"i": list(range(len(units)))}
    columns |= {field: [facts.quantities.get(field) for facts in units] for field in fields}
    columns |= {open_column(field): [facts.open_ended.get(field) for facts in units] for field in volume_fields(rule)}
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Int64()))


def by_rows(units: Sequence[UnitFacts], rule: Regulation) -> Table:
    """Every result of the row evaluator, under the names of the column path."""
    columns: dict[str, list[int | None]] = {}
    position = {grade.id: number for number, grade in enumerate(grades_ascending(rule))}
    for facts in units:
        found = assess(facts, rule)
        average = found.sectoral_average
        row = {
            "total_min": found.total_min,
            "total_max": found.total_max,
            "grade_min": position[found.grade_min.id],
            "grade_max": position[found.grade_max.id],
            "complete": int(found.is_complete),
            "sectoral": None if average is None else int(average * SECTORAL_UNIT),
        }
        for result in found.criteria:
            row[f"percent_{result.criterion.id}"] = result.percent
            row[f"score_min_{result.criterion.id}"] = result.score_min
            row[f"score_max_{result.criterion.id}"] = result.score_max
        for name, value in row.items():
            columns.setdefault(name, []).append(value)
    return columns


def different(found: pl.DataFrame, expected: Table) -> dict[str, tuple[object, object]]:
    """Column → the first pair of values that differ; empty where all columns are equal."""
    pairs = {name: zip(found[name].to_list(), values, strict=True) for name, values in expected.items()}
    first = {name: next((pair for pair in both if pair[0] != pair[1]), None) for name, both in pairs.items()}
    return {name: pair for name, pair in first.items() if pair is not None}


def random_units(count: int, rule: Regulation, seed: int) -> list[UnitFacts]:
    """Facts of all kinds: missing, negative, zero, huge, on the edge of a band, open-ended. Half have no gap."""
    random = Random(seed)
    return [_random_unit(random, rule, has_gaps=number % 2 == 1) for number in range(count)]


def _random_unit(random: Random, rule: Regulation, *, has_gaps: bool) -> UnitFacts:
    quantities, opened = {}, {}
    # Ordinary units of three kinds, so that every class occurs, and units where anything may stand anywhere.
    reach = random.choice([(0, 24), (10, 60), (55, 100), None])
    for field in whole_fields(rule):
        quantities[field] = _size(random) if reach else random.choice([0, -5, _size(random), _size(random)])
    for one in rule.criteria:
        whole = quantities[rule.denominator_of(one).field]
        inside = reach and random.randrange(whole * reach[0] // 100, whole * reach[1] // 100 + 1)
        quantities[one.field] = _odd_volume(random, whole, rule) if inside is None else inside
        if has_gaps and random.random() < 0.1:
            opened[one.field] = random.randrange(_size(random))
    if has_gaps:
        quantities = {name: value for name, value in quantities.items() if random.random() > 0.03}
    return UnitFacts(quantities, opened)


def _size(random: Random) -> int:
    largest = random.choice([LARGEST_MICRO // 2, 10**9, 400 * 10**6, 1000])
    return random.randrange(1, largest + 1) if random.random() < 0.7 else random.randrange(1, 400) * 10**6


def _odd_volume(random: Random, whole: int, rule: Regulation) -> int:
    if random.random() < 0.3 or whole <= 0:
        return random.choice([0, -1, -LARGEST_MICRO, LARGEST_MICRO // 2, _size(random)])
    # The smallest volume that reaches a band, and its neighbours.
    edge = random.choice(rule.bands.steps).from_percent
    smallest = -(-whole * (2 * edge - 1) // (2 * rule.bands.factor))
    return max(smallest + random.choice([-1, 0, 1]), 0)

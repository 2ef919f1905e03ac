"""Tables of buildings → facts of every RT: counted in one streaming pass, joined to what the RT table gives."""

import narwhals as nw
import polars as pl

from tuntas.rollup.levels import Units, native, units_of
from tuntas.rollup.micro import micro
from tuntas.rollup.tables import KEY, PLACES, BadTable, collected, need_columns, need_quantities, need_whole_numbers
from tuntas.rules.columns.buildings import (
    household_columns,
    mark_criteria,
    packed_counts,
    sizes,
    unit_facts,
    wrong_marks,
)
from tuntas.rules.columns.lanes import NARROW, GroupTooLarge, bits_for
from tuntas.rules.regulation import Count, Regulation


def building_units(buildings: pl.LazyFrame, rt_table: pl.LazyFrame, regulation: Regulation) -> Units:
    """Facts of the RT in `rt_table`; an RT without buildings has no counts: missing, not zero.

    Raises `BadTable` for marks that are none, negative households, RT listed twice or buildings in no listed RT.
    """
    columns = buildings.collect_schema().names()
    _check_buildings(buildings, regulation)
    table = _given(rt_table, regulation)
    packed, bits = _counted(buildings, regulation)
    joined = table.join(_with_key_of(packed, table), on=KEY, how="left", maintain_order="left")
    _check_join(joined, packed)
    facts = unit_facts(nw.from_native(joined.lazy()), regulation, columns, bits)
    # A row an RT: in memory in any case, and then streaming only costs.
    return units_of(native(facts).collect(), regulation)


def given_fields(regulation: Regulation) -> tuple[str, ...]:
    """The quantities that buildings cannot give, and the area."""
    given = [one for one in regulation.criteria if regulation.denominator_of(one).count is Count.GIVEN]
    fields = [name for one in given for name in (one.field, regulation.denominator_of(one).field)]
    return tuple(name for name in dict.fromkeys((*fields, regulation.area_field)) if name)


def mark_columns(regulation: Regulation) -> tuple[str, ...]:
    """The columns of marks that a table of buildings may have."""
    return tuple(one.id for one in mark_criteria(regulation, [one.id for one in regulation.criteria]))


def _check_buildings(buildings: pl.LazyFrame, regulation: Regulation) -> None:
    need_columns(buildings, [KEY])
    present = buildings.collect_schema()
    marks = mark_criteria(regulation, present.names())
    households = [name for name in household_columns(regulation) if name in present]
    if not marks:
        raise BadTable("T501", columns=", ".join(mark_columns(regulation)))
    need_whole_numbers(buildings, [*(one.id for one in marks), *households])
    if count := _height(native(wrong_marks(nw.from_native(buildings), marks))):
        raise BadTable("T502", rows=count)
    for name in households:
        if count := _height(buildings.filter(pl.col(name) < 0)):
            raise BadTable("T503", column=name, rows=count)


def _given(rt_table: pl.LazyFrame, regulation: Regulation) -> pl.DataFrame:
    need_columns(rt_table, [KEY])
    schema = rt_table.collect_schema()
    fields = [name for name in given_fields(regulation) if name in schema]
    places = [name for name in dict.fromkeys(name for names in PLACES.values() for name in names) if name in schema]
    table = collected(rt_table.select(*places, *fields))
    need_quantities(table.lazy(), fields)
    table = table.with_columns(micro(name, schema[name]) for name in fields)
    if twice := table.height - table[KEY].n_unique():
        raise BadTable("T505", rows=twice)
    return table


def _counted(buildings: pl.LazyFrame, regulation: Regulation) -> tuple[pl.DataFrame, int]:
    packed = _packed(buildings, regulation, NARROW)
    counted = packed.select(pl.max_horizontal(pl.col(sizes(nw.from_native(packed.lazy()))).max()))
    largest = int(counted.item() or 0)
    try:
        bits = bits_for(largest)
    except GroupTooLarge as error:
        raise BadTable("T507", largest=largest) from error
    return (packed if bits == NARROW else _packed(buildings, regulation, bits)), bits


def _packed(buildings: pl.LazyFrame, regulation: Regulation, bits: int) -> pl.DataFrame:
    return collected(native(packed_counts(nw.from_native(buildings), regulation, KEY, bits)))


def _with_key_of(packed: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    kinds = packed.schema[KEY], table.schema[KEY]
    if kinds[0] == kinds[1]:
        return packed
    if not all(kind.is_integer() for kind in kinds):
        raise BadTable("T510", columns=f"{KEY} ({kinds[0]}, {kinds[1]})")
    return packed.with_columns(pl.col(KEY).cast(kinds[1], strict=False))


def _check_join(joined: pl.DataFrame, packed: pl.DataFrame) -> None:
    strangers = packed.height - (joined.height - joined["buildings"].null_count())
    if strangers:
        raise BadTable("T506", units=strangers)


def _height(rows: pl.LazyFrame) -> int:
    return int(collected(rows.select(pl.len())).item())

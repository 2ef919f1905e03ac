"""Facts for tests: every quantity of a rule set given in its own unit, or drawn at random."""

from collections.abc import Mapping

from hypothesis import strategies as st

from tuntas.domain.quantity import to_micro
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation

WHOLE = {"luas": 2, "bangunan": 100, "kk": 100, "jalan": 1000, "drainase": 1000}


def facts_of(rule: Regulation, volumes: Mapping[str, float | str], **wholes: float | None) -> UnitFacts:
    """Denominators of `WHOLE` unless named (None leaves one out), volumes by criterion id, 0 where not named."""
    sizes = {**WHOLE, **wholes}
    quantities = {d.field: to_micro(size) for key, d in rule.denominators.items() if (size := sizes[key]) is not None}
    for criterion in rule.criteria:
        quantities[criterion.field] = to_micro(volumes.get(criterion.id, 0))
    return UnitFacts(quantities)


def without(facts: UnitFacts, *fields: str) -> UnitFacts:
    """The same facts with some fields missing."""
    return UnitFacts({name: value for name, value in facts.quantities.items() if name not in fields})


def random_facts(rule: Regulation, *, complete: bool = False) -> st.SearchStrategy[UnitFacts]:
    """Facts of all kinds: missing, negative, zero denominators, volumes above them, values on the edge of a band."""
    fields = [d.field for d in rule.denominators.values()] + [c.field for c in rule.criteria]
    amount = st.one_of(
        st.integers(0, 400).map(lambda n: n * 1_000_000),
        st.integers(-2_000_000, 500_000_000),
        st.sampled_from([0, 1, 25_000_000, 51_000_000, 76_000_000, 100_000_000, 75_995_000, 24_995_000]),
    )
    value = amount if complete else st.one_of(amount, amount, amount, st.none())
    return st.fixed_dictionaries(dict.fromkeys(fields, value)).map(
        lambda drawn: UnitFacts({name: v for name, v in drawn.items() if v is not None})
    )

"""The facts of an RT, from its buildings and from what was measured for it as a whole."""

import numpy as np

from tuntas.domain.quantity import MICRO
from tuntas.exchange.example_city.model import MARKED, ExampleCity
from tuntas.exchange.example_city.waves import Whole
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Count, Regulation

PEOPLE = "jumlah_penduduk"


def facts_of(city: ExampleCity, year: int, regulation: Regulation) -> tuple[UnitFacts, ...]:
    """The facts of each RT in that year's survey, in order of `city.rt`, under the field names of a rule set.

    Raises `KeyError` where there is no survey of that year, or the rule set asks for what it did not cover.
    """
    survey = city.survey(year)
    counted = _counted(city, year, regulation)
    fields = {criterion.id: criterion.field for criterion in regulation.criteria}
    facts = []
    for rt, given in enumerate(survey.given):
        quantities = {name: int(counts[rt]) * MICRO for name, counts in counted.items()}
        quantities |= {fields.get(name, name): volume for name, volume in given.items()}
        facts.append(UnitFacts(quantities, answers=city.answers[rt], city_size=city.city_size))
    return tuple(facts)


def _counted(city: ExampleCity, year: int, regulation: Regulation) -> dict[str, Whole]:
    survey, number = city.survey(year), len(city.rt)
    rt_of = np.array([building.rt for building in city.buildings])

    def per_rt(weights: Whole) -> Whole:
        return np.bincount(rt_of, weights, number).astype(np.int64)

    ones = np.ones_like(survey.households)
    counts = {PEOPLE: per_rt(survey.persons)}
    for denominator in regulation.denominators.values():
        if denominator.count is not Count.GIVEN:
            counts[denominator.field] = per_rt(survey.households if denominator.count is Count.HOUSEHOLDS else ones)
    for column, name in enumerate(MARKED):
        criterion = regulation.criterion(name)
        by_households = regulation.denominator_of(criterion).count is Count.HOUSEHOLDS
        weights = survey.households if by_households else ones
        counts[criterion.field] = per_rt(weights * survey.marks[:, column])
    return counts

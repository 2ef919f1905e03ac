"""Who lives in each building, and which buildings fall short in what."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tuntas.exchange.example_city.chance import chance
from tuntas.exchange.example_city.model import MARKED
from tuntas.exchange.example_city.waves import Floats, Whole

#: Criteria counted in buildings; the others weigh by the households inside.
BY_BUILDING = ("1a", "1c", "7a", "7b")
HOUSEHOLD_ODDS = (0.76, 0.19, 0.05)
MORE_PERSONS, BIRTHS = 2.55, 0.05


def households(number: int, seed: int) -> Whole:
    """Households per building, from one to three."""
    return 1 + chance(seed, "households").choice(len(HOUSEHOLD_ODDS), size=number, p=HOUSEHOLD_ODDS)


def persons(homes: Whole, seed: int) -> Whole:
    """Persons per building, at least one a household."""
    return homes + chance(seed, "persons").poisson(MORE_PERSONS * homes)


def grown(people: Whole, seed: int) -> Whole:
    """The same buildings two years later: here and there one person more."""
    return people + (chance(seed, "births").random(len(people)) < BIRTHS)


def frailty(areas_m2: Floats, crowding: Floats, seed: int) -> Floats:
    """How likely each building (n) is the next to fall short in each marked criterion: (n, 10), higher sooner.

    The same houses tend to fall short in all things: the small ones, and those in the pockets.
    """
    rng = chance(seed, "frailty")
    general = 0.8 * crowding - 0.3 * np.log(areas_m2) + rng.normal(0, 0.35, len(areas_m2))
    return np.asarray(general[:, None] + rng.normal(0, 0.5, (len(areas_m2), len(MARKED))))


def marks(rt_of: Whole, homes: Whole, frail: Floats, shares: Sequence[Mapping[str, float]]) -> NDArray[np.bool_]:
    """Marks (n, 10): the frailest buildings of each RT, until its share of a criterion is reached.

    A larger share marks the same buildings and more, so that works take marks away and never move them.
    """
    found = np.zeros(frail.shape, dtype=bool)
    starts = np.searchsorted(rt_of, np.arange(len(shares) + 1))
    for rt, wanted in enumerate(shares):
        inside = slice(starts[rt], starts[rt + 1])
        for column, name in enumerate(MARKED):
            order = np.argsort(-frail[inside, column], kind="stable")
            weights = np.ones_like(homes[inside]) if name in BY_BUILDING else homes[inside]
            # Half a house of slack rounds to the nearest.
            reached = np.cumsum(weights[order]) <= wanted[name] * weights.sum() + 0.5
            found[np.arange(inside.start, inside.stop)[order[reached]], column] = True
    return found

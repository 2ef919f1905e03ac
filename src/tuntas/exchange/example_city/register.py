"""The register of unfit houses (RTLH) of the example city: invented owners, no addresses, no numbers of persons."""

from collections.abc import Sequence

import numpy as np

from tuntas.exchange.example_city.chance import chance
from tuntas.exchange.example_city.model import MARKED, CitySurvey, UnfitHouse
from tuntas.exchange.example_city.naming import owner_names

#: Of the buildings below technical requirements, so many are registered as unfit houses.
REGISTERED = 0.35
LAND, LAND_ODDS = ("HAK_MILIK", "SEWA", "TANPA_SURAT"), (0.55, 0.2, 0.25)
AID = ("BSPS", "APBD")


def unfit_houses(surveys: Sequence[CitySurvey], seed: int) -> tuple[UnfitHouse, ...]:
    """Houses unfit at the first survey, in order of building; those sound at the last one were aided between."""
    rng, column = chance(seed, "register"), MARKED.index("1c")
    first, last = surveys[0], surveys[-1]
    bad = np.flatnonzero(first.marks[:, column])
    chosen = bad[rng.random(len(bad)) < REGISTERED].tolist()
    land, aid = rng.choice(LAND, size=len(chosen), p=LAND_ODDS), rng.choice(AID, size=len(chosen))
    return tuple(
        UnfitHouse(building, owner, str(on), "" if last.marks[building, column] else str(by),
                   None if last.marks[building, column] else first.year + 1)
        for building, owner, on, by in zip(chosen, owner_names(len(chosen)), land, aid, strict=True)
    )  # fmt: skip

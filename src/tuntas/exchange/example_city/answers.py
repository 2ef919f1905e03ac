"""Answers of the form that no house tells: strategic place, potential, tenure, spatial plan."""

import numpy as np
import shapely

from tuntas.exchange.example_city.chance import chance
from tuntas.exchange.example_city.streets import HALF_WIDTH_M, Way
from tuntas.exchange.example_city.town import Town

#: People who settle so near water or rails seldom hold a paper.
BESIDE_M = 45.0


def answers_of(town: Town, seed: int) -> tuple[dict[str, str], ...]:
    """Per RT: item → option, as the rules of 2018 name them."""
    rng = chance(seed, "answers")
    parts = np.array(town.parts)
    away = np.hypot(*shapely.get_coordinates(shapely.centroid(parts)).T) / town.ground.radius
    strategic = rng.random(len(parts)) < np.exp(-((away / 0.45) ** 2))
    potential = rng.choice(("potensi_tinggi", "potensi_sedang", "tidak"), size=len(parts), p=(0.2, 0.5, 0.3))
    beside = _beside(town)
    unclear, unplanned = rng.random((2, len(parts))) < np.where(beside, 0.55, 0.06)
    return tuple(
        {
            "8a": "strategis" if strategic[rt] else "bukan_strategis",
            "8c": str(potential[rt]),
            "9a": "negatif" if unclear[rt] else "positif",
            "9b": "negatif" if unplanned[rt] else "positif",
        }
        for rt in range(len(parts))
    )


def _beside(town: Town) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    lines = {c.way: c.line for c in town.corridors if c.way in (Way.RIVER, Way.RAILWAY)}
    near = np.zeros(len(town.parts), dtype=bool)
    for way, line in lines.items():
        near |= shapely.dwithin(np.array(town.parts), line, HALF_WIDTH_M[way] + BESIDE_M)
    return near

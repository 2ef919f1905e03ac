"""An invented city for the demonstration: Kota Contoh, code 99.01. No figure in it was ever measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from tuntas.domain.quantity import to_micro
from tuntas.rules.facts import UnitFacts
from tuntas.rules.priorities import NEGATIVE, POSITIVE
from tuntas.rules.regulation import AnswerKind, Criterion, Regulation

PLACES = {
    "Contoh Utara": ("Kenanga", "Cempaka", "Teratai", "Anggrek"),
    "Contoh Tengah": ("Melati", "Mawar", "Dahlia", "Flamboyan"),
    "Contoh Selatan": ("Seruni", "Bakung", "Kemuning", "Wijayakusuma"),
}
RT_PER_KELURAHAN = 5
#: How bad things are, in order of the kelurahan: from nearly all good (0) to nearly all bad (1).
HARDSHIP = (0.08, 0.25, 0.45, 0.62, 0.85, 0.30, 0.15, 0.55, 0.70, 0.38, 0.12, 0.92)

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class InventedRow:
    """One invented RT: what stands in its cells by header, and the facts they mean."""

    cells: Mapping[str, Cell]
    facts: UnitFacts


def invented_rows(regulation: Regulation, seed: int) -> list[InventedRow]:
    """Sixty RT in twelve kelurahan; the same seed gives the same city."""
    random = Random(seed)
    kelurahan = [(outer, inner) for outer, inners in PLACES.items() for inner in inners]
    return [
        _row(regulation, random, (*place, number), hardship)
        for place, hardship in zip(kelurahan, HARDSHIP, strict=True)
        for number in range(1, RT_PER_KELURAHAN + 1)
    ]


def _row(regulation: Regulation, random: Random, place: tuple[str, str, int], hardship: float) -> InventedRow:
    outer, inner, number = place
    wholes = _wholes(random)
    people = round(wholes["kk"] * random.uniform(3.1, 4.4))
    cells: dict[str, Cell] = {"kecamatan": outer, "kelurahan": inner,
                              "rt_rw": f"RT{number:03d}-RW{random.randint(1, 6):03d}"}  # fmt: skip
    named = {regulation.denominators[key].field: value for key, value in wholes.items()}
    cells |= named
    quantities: dict[str, Cell] = dict(named)
    if regulation.considerations:
        cells[regulation.considerations.population_field] = people
        quantities[regulation.considerations.population_field] = people
    for criterion in regulation.criteria:
        volume = _volume(random, criterion, wholes[criterion.denominator], hardship)
        cells[criterion.id] = quantities[criterion.field] = volume
    answers = _answers(regulation, random)
    micro = {name: to_micro(value) for name, value in quantities.items() if value is not None}
    return InventedRow({**cells, **answers}, UnitFacts(micro, answers=answers))


def _wholes(random: Random) -> dict[str, int | float]:
    households = random.randint(34, 95)
    return {
        "luas": round(random.uniform(0.7, 4.8), 2),
        "bangunan": households - random.randint(0, 12),
        "kk": households,
        "jalan": random.randrange(180, 960, 5),
        "drainase": random.randrange(180, 960, 5),
    }


def _volume(random: Random, criterion: Criterion, whole: int | float, hardship: float) -> int | float:
    share = min(max(random.gauss(hardship, 0.22), 0.0), 1.0)
    return round(whole * share, 2) if criterion.unit == "ha" else round(whole * share)


def _answers(regulation: Regulation, random: Random) -> dict[str, str]:
    items = regulation.considerations.items if regulation.considerations else ()
    answers = {item.id: random.choice(item.options).id for item in items if item.kind is AnswerKind.CHOICE}
    return answers | {item.id: random.choice((POSITIVE, POSITIVE, NEGATIVE)) for item in regulation.legality}

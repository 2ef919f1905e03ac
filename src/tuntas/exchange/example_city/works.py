"""What works changed between the surveys: some RT improved, one slid back."""

from collections.abc import Mapping, Sequence

import numpy as np

from tuntas.exchange.example_city.chance import chance
from tuntas.exchange.example_city.division import Patch
from tuntas.exchange.example_city.hardship import Hardship, shares_for
from tuntas.exchange.example_city.model import Change

#: Criterion → what is left of its share after works, from and to. Layout and density stay as they are.
LEFT_OVER = {
    "1c": (0.35, 0.8), "2a": (0.0, 0.4), "2b": (0.0, 0.2), "3a": (0.0, 0.3), "3b": (0.0, 0.4), "4a": (0.1, 0.4),
    "4b": (0.0, 0.3), "4c": (0.0, 0.2), "5a": (0.0, 0.4), "5b": (0.0, 0.4), "6a": (0.0, 0.3), "6b": (0.0, 0.4),
    "7a": (0.0, 0.6),
}  # fmt: skip
#: Share of badly-off RW that got works, how likely each thing was among them, and how bad an RT has to be.
WORKED_RW, DONE, WORTH_WORKS = 0.35, 0.75, 18
#: An RT this well off, as bad as that two years later.
RELAPSE_FROM, RELAPSE_TO = (8, 14), 43

Shares = Mapping[str, float]


def after_works(first: Hardship, patches: Sequence[Patch], seed: int) -> tuple[list[Shares], list[Change]]:
    """Shares per RT at the second survey, and what became of each RT."""
    worked = _worked_rw(first, patches, seed)
    relapsed = _relapsed(first, patches, worked, seed)
    shares: list[Shares] = []
    changes = []
    for rt, (patch, old) in enumerate(zip(patches, first.shares, strict=True)):
        rng = chance(seed, "works", rt)
        if rt == relapsed:
            shares.append(_worse(old, rng))
            changes.append(Change.RELAPSED)
        elif _rw(patch) in worked and first.badness[rt] >= WORTH_WORKS:
            shares.append(_better(old, rng))
            changes.append(Change.IMPROVED)
        else:
            shares.append(old)
            changes.append(Change.UNCHANGED)
    return shares, changes


def _rw(patch: Patch) -> tuple[int, int, int]:
    return patch.kecamatan, patch.kelurahan, patch.rw


def _worked_rw(first: Hardship, patches: Sequence[Patch], seed: int) -> set[tuple[int, int, int]]:
    bad = sorted({_rw(patch) for patch, one in zip(patches, first.badness, strict=True) if one >= WORTH_WORKS})
    number = max(1, round(WORKED_RW * len(bad)))
    chosen = chance(seed, "worked").choice(len(bad), size=number, replace=False)
    return {bad[index] for index in chosen}


def _relapsed(first: Hardship, patches: Sequence[Patch], worked: set[tuple[int, int, int]], seed: int) -> int | None:
    low, high = RELAPSE_FROM
    fit = [rt for rt, (patch, bad) in enumerate(zip(patches, first.badness, strict=True))
           if low <= bad <= high and _rw(patch) not in worked]  # fmt: skip
    return fit[int(chance(seed, "relapse").integers(len(fit)))] if fit else None


def _better(old: Shares, rng: np.random.Generator) -> Shares:
    new = dict(old)
    for name, (least, most) in LEFT_OVER.items():
        left = float(rng.uniform(least, most))
        if rng.random() < DONE:
            new[name] = old[name] * left
    return new


def _worse(old: Shares, rng: np.random.Generator) -> Shares:
    aimed = shares_for(RELAPSE_TO, {name: old[name] for name in ("1b", "4a")}, rng)
    worse = {name: max(aimed[name], old[name]) for name in old}
    # What is missing goes before what is broken.
    return worse | {"2b": min(worse["2b"], 1 - worse["2a"]), "4c": min(worse["4c"], 1 - worse["4b"])}

"""Chance that repeats: one stream of random numbers a topic, so that a change in one leaves the others alone."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np


def chance(seed: int, topic: str, number: int = 0) -> np.random.Generator:
    """The random stream of a topic (and of one of its items); the same arguments give the same numbers."""
    return np.random.Generator(np.random.PCG64([seed, crc32(topic.encode()), number]))


def shared_out(total: int, weights: Sequence[float], least: int = 1) -> list[int]:
    """`total` in whole parts by weight (largest remainders), each at least `least`; the sum is exact."""
    shares = np.asarray(weights, dtype=float)
    room = total - least * len(shares)
    exact = room * shares / shares.sum()
    parts = np.floor(exact).astype(int)
    for index in np.argsort(parts - exact, kind="stable")[: room - int(parts.sum())]:
        parts[index] += 1
    return [least + int(part) for part in parts]

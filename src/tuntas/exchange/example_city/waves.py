"""Wavy lines: rivers, railways and streets as heights over a straight axis."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Wave:
    """A line across the plane, metres: at `u` along the axis of `angle` (radians), it stands at height `v`.

    v = offset + Σ amplitude · sin(2π·u / length + phase) over `swings` of (amplitude, length, phase).
    """

    angle: float
    offset: float = 0.0
    swings: tuple[tuple[float, float, float], ...] = ()

    def height(self, u: Floats) -> Floats:
        """v at each u."""
        total = np.full_like(u, self.offset)
        for amplitude, length, phase in self.swings:
            total += amplitude * np.sin(2 * np.pi * u / length + phase)
        return total

    def frame(self, points: Floats) -> tuple[Floats, Floats]:
        """Points (n, 2) as (u, v) of this line's axis."""
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        return points[:, 0] * cos + points[:, 1] * sin, points[:, 1] * cos - points[:, 0] * sin

    def above(self, points: Floats) -> Floats:
        """How far each point stands above the line, along v; negative below."""
        u, v = self.frame(points)
        return np.asarray(v - self.height(u))

    def plane(self, u: Floats, v: Floats) -> Floats:
        """(u, v) back as points (n, 2) of the plane."""
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        return np.column_stack((u * cos - v * sin, u * sin + v * cos))

    def path(self, first: float, last: float, step: float) -> Floats:
        """Points of the line from u = first to u = last, about `step` apart."""
        u = np.linspace(first, last, max(2, int((last - first) / step) + 1))
        return self.plane(u, self.height(u))

    def moved(self, by: float) -> "Wave":
        """The same line, higher by `by`."""
        return replace(self, offset=self.offset + by)


def wavering(angle: float, length: float, amount: float, rng: np.random.Generator) -> Wave:
    """A line through the origin that wavers by about `amount` over `length`."""
    swings = tuple(
        (amount * part, length * stretch, float(rng.uniform(0, 2 * np.pi)))
        for part, stretch in ((0.7, rng.uniform(0.9, 1.5)), (0.3, rng.uniform(0.3, 0.5)))
    )
    return Wave(angle, 0.0, swings)

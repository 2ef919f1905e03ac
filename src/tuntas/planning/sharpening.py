"""A better bound where there are few areas: the same program with whole columns, left to the solver beside the search.

The relaxation loses most where a few large areas decide. There a branch-and-cut bound is worth its time; with hundreds
of areas it gains a hundredth of a percent and is not tried.
"""

import time
from dataclasses import replace
from threading import Thread

import numpy as np

from tuntas.planning.columns import Columns
from tuntas.planning.program import Program, whole_room
from tuntas.planning.statement import Instance

MOST_AREAS = 120
MOST_COLUMNS = 12_000
#: Up to so many (package, year) pairs every package is paid whole by one source: the program is the problem itself.
FEW_PAIRS = 60


class Sharpening:
    """Runs beside the search, or before it where steps are counted and not seconds."""

    def __init__(self, instance: Instance, columns: Columns) -> None:
        self.instance, self.columns = instance, columns
        self.bound = float("inf")
        self.is_over = False
        self.until: float | None = None
        self.thread: Thread | None = None

    def is_worth_it(self, *, is_timed: bool) -> bool:
        """Whether there are few enough areas and columns; where steps are counted, only where it takes a moment."""
        if not is_timed and int((self.columns.purses >= 0).sum()) > FEW_PAIRS:
            return False
        return len(self.instance.hectares) <= MOST_AREAS and 0 < len(self.columns.area) <= MOST_COLUMNS

    def start(self, until: float | None) -> None:
        """Begin: up to a moment beside the search in a thread of its own (the solver lets others run), or before it."""
        self.until = until
        columns = self.columns
        is_small = int((columns.purses >= 0).sum()) <= FEW_PAIRS
        room = replace(whole_room(self.instance), big=0.0 if is_small else np.inf)
        every = np.arange(len(columns.area))
        program = Program(columns, room, every)
        program.add(every)
        if until is None:
            self._run(program, 2000)
            return
        self.thread = Thread(target=self._run, args=(program, 2**31 - 1), daemon=True)
        self.thread.start()

    def _run(self, program: Program, nodes: int) -> None:
        dual = program.bound_whole(nodes, self._is_over)
        if np.isfinite(dual):
            self.bound = dual - self.columns.bonus * len(self.instance.must) + 1e-6 * max(1.0, abs(dual))

    def _is_over(self) -> bool:
        return self.is_over or (self.until is not None and time.perf_counter() > self.until)

    def finish(self) -> float:
        """The bound found; stops the solver where it still runs."""
        self.is_over = True
        if self.thread is not None:
            self.thread.join()
            self.thread = None
        return self.bound

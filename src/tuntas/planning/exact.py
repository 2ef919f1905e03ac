"""Annealing where a year holds few packages: each choice is tied to sources at once, so nothing is left to pay later.

With many packages a flow can nearly always be split into single sources; with four or five for a source it cannot, and
a plan of flows would promise what cannot be paid.
"""

from typing import Any

import numpy as np

from tuntas.planning.board import Board
from tuntas.planning.bounding import PriceGuide
from tuntas.planning.columns import Columns, Floats, Ints
from tuntas.planning.ruining import Ruin
from tuntas.planning.starting import members_of, sources_of
from tuntas.planning.statement import Instance

#: Fewer packages than this for a source and a year, on average: few.
FEW_PACKAGES = 9


class ExactRuin(Ruin):
    """As `Ruin`, on a board of single sources."""

    def __init__(self, instance: Instance, columns: Columns, guide: PriceGuide, kept: Ints, seed: int) -> None:
        super().__init__(instance, columns, guide, kept, seed)
        self.board = Board(instance)
        self.ordered = [
            sorted(members_of(columns, int(c)).items(), key=lambda one: (-columns.costs[one[0]], one[0])) for c in kept
        ]
        self.source = sources_of(self.board)

    def set_to(self, column: Ints, margin: Floats) -> None:
        """Begin with what of a choice can be paid."""
        self.board = Board(self.instance)
        paid = column.copy()
        for area in np.flatnonzero(column >= 0).tolist():
            place = self.place.get(int(column[area]), -1)
            if place < 0 or not self.board.insert_in(area, self.ordered[place]):
                paid[area] = -1
        super().set_to(paid, np.zeros_like(margin))
        self._remember()

    def set_margin(self, margin: Floats) -> None:
        """There is no margin: what is placed is paid."""
        super().set_margin(np.zeros_like(margin))

    def _held(self) -> tuple[Any, ...]:
        return *super()._held(), self.board.held_state()

    def _go_back(self, held: tuple[Any, ...]) -> None:
        super()._go_back(held[:2])
        self.board.go_back(held[2])

    def _remember(self) -> None:
        self.source = sources_of(self.board)

    def _take(self, chosen: Ints, areas: Ints) -> None:
        super()._take(chosen, areas)
        for area in areas.tolist():
            self.board.remove(area)

    def _put(self, one: int) -> bool:
        return self.board.insert_in(int(self.area[one]), self.ordered[one])


def has_few_packages(instance: Instance, source: Ints) -> bool:
    """Whether a source pays so few packages a year that the flow would promise too much. `source`: of a first plan."""
    open_envelopes = sum(amount > 0 for row in instance.budgets for amount in row)
    return int((source >= 0).sum()) < FEW_PACKAGES * max(1, open_envelopes)

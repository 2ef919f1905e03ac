"""The first plan: what the linear program chose, package by package at single sources, then what still fits."""

import numpy as np

from tuntas.planning.board import Board
from tuntas.planning.bounding import PriceGuide
from tuntas.planning.columns import Columns, Ints
from tuntas.planning.statement import Instance, Plan

#: Columns that lose more than this beside the best of their area are not tried.
TRIED = 3.0


def first_columns(instance: Instance, columns: Columns, guide: PriceGuide) -> tuple[Ints, Ints]:
    """A column for each area (-1: none) and a source for each package (-1: not placed)."""
    board = Board(instance)
    chosen = np.full(len(instance.hectares), -1, dtype=np.int64)
    shares = guide.shares
    ordered = sorted((c for c in shares if shares[c] > 0.3), key=lambda c: (-round(shares[c], 3), -columns.value[c], c))
    for column in [*ordered, *_by_ratio(columns, guide)]:
        area = int(columns.area[column])
        if chosen[area] < 0 and board.insert(area, members_of(columns, column)):
            chosen[area] = column
    return chosen, sources_of(board)


def columns_of_plan(columns: Columns, board: Board, plan: Plan) -> tuple[Ints, Ints]:
    """The columns and sources of a plan that keeps every rule."""
    chosen = np.full(len(columns.first) - 1, -1, dtype=np.int64)
    board.load({area: dict(packages) for area, packages in plan.items()})
    for area, packages in plan.items():
        wanted = {board.of_area[area][aspect]: year for aspect, (year, _) in packages.items()}
        chosen[area] = next((c for c in range(columns.first[area], columns.first[area + 1])
                             if members_of(columns, c) == wanted), -1)  # fmt: skip
    return chosen, sources_of(board)


def members_of(columns: Columns, column: int) -> dict[int, int]:
    """Package -> year."""
    pairs = zip(columns.members[column].tolist(), columns.years[column].tolist(), strict=True)
    return {package: year for package, year in pairs if package < len(columns.packages)}


def sources_of(board: Board) -> Ints:
    """By package, and one more for none at all."""
    return np.array([place[1] if place else -1 for place in board.where] + [-1], dtype=np.int64)


def _by_ratio(columns: Columns, guide: PriceGuide) -> list[int]:
    """The best few columns of every area, those first that are worth most for their price."""
    order = np.lexsort((-guide.profit, columns.area))
    loss = guide.profit[order[columns.first[columns.area[order]]]] - guide.profit[order]
    few = order[loss <= TRIED]
    worth = columns.value[few] + guide.prices.target[columns.finish[few]] * columns.hectares[columns.area[few]]
    price = np.maximum(worth - guide.profit[few], 1e-9)
    listed: list[int] = few[np.argsort(-worth / price, kind="stable")].tolist()
    return listed

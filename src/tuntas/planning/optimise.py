"""A plan within the time given: floor, bound, first plan, then search until time, steps or the watcher say stop."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tuntas import __version__
from tuntas.planning.bounding import PriceGuide, relax
from tuntas.planning.checking import Breach, check
from tuntas.planning.columns import Columns, columns_of
from tuntas.planning.greedy import greedy_plan
from tuntas.planning.improving import Search
from tuntas.planning.program import SOLVER_VERSION, Prices
from tuntas.planning.sharpening import Sharpening
from tuntas.planning.starting import first_columns
from tuntas.planning.statement import Instance, Plan

#: Neighbourhoods where neither a time nor a number of steps was given.
STEPS = 300
CLOSE_ENOUGH = 1e-6
Packages = dict[int, dict[int, tuple[int, int]]]


@dataclass(frozen=True)
class Progress:
    """What the search can tell while it runs."""

    seconds: float
    steps: int
    objective: float
    bound: float
    share: float  # of the time or steps given, 0..1

    @property
    def gap(self) -> float:
        """The most that a better plan could be better by, as a share of this one."""
        return gap(self.bound, self.objective)


@dataclass(frozen=True)
class Outcome:
    """A plan that the checker has passed, and how far at most it is from the best."""

    plan: Packages
    objective: float
    bound: float
    gap: float
    steps: int
    stopped: str  # TIME, STEPS, WATCHER, PROVED
    seed: int
    seconds: float
    prices: Prices | None
    data_hash: str
    version: str = f"tuntas {__version__}"
    solver: str = f"HiGHS {SOLVER_VERSION}"


class NoPlan(Exception):
    """No plan was found that keeps every rule: musts or hard targets ask for more than there is."""

    def __init__(self, breaches: list[Breach], *, is_proved: bool) -> None:
        super().__init__("; ".join(breach.wording("en") for breach in breaches))
        self.breaches, self.is_proved = breaches, is_proved


def gap(bound: float, objective: float) -> float:
    """Bound / objective − 1; where the objective is not above zero, the difference by its size (at least 1)."""
    if bound <= objective + CLOSE_ENOUGH:
        return 0.0
    return bound / objective - 1.0 if objective > 0 else (bound - objective) / max(1.0, abs(objective))


def optimise(
    instance: Instance, *, time_limit_s: float | None = None, step_limit: int | None = None, seed: int = 1,
    watch: Callable[[Progress], bool] | None = None,
) -> Outcome:  # fmt: skip
    """The best plan found; `watch` is told after every step and stops the search by answering False.

    The same seed and step limit give the same plan, as long as no time limit cuts in. Raises `NoPlan`.
    """
    if time_limit_s is None and step_limit is None:
        step_limit = STEPS
    return _Run(instance, time_limit_s, step_limit, seed, watch).outcome()


class _Run:
    def __init__(self, instance: Instance, seconds: float | None, steps: int | None, seed: int,
                 watch: Callable[[Progress], bool] | None) -> None:  # fmt: skip
        self.instance, self.seconds, self.limit, self.seed, self.watch = instance, seconds, steps, seed, watch
        self.began = time.perf_counter()
        self.steps, self.stopped = 0, ""
        self.bound = float("inf")
        self.best: Packages = {}
        self.worth = float("-inf")
        self.missed: list[Breach] = []

    def outcome(self) -> Outcome:
        self.offer(greedy_plan(self.instance))
        columns = columns_of(self.instance)
        guide = relax(self.instance, columns, until=self.until(0.7))
        self.bound = guide.bound
        sharpening = Sharpening(self.instance, columns)
        if self.goes_on() and len(columns.area):
            if sharpening.is_worth_it(is_timed=self.seconds is not None):
                until = self.until(0.93)
                sharpening.start(None if until is None else until - 0.1)
                self.bound = min(self.bound, sharpening.bound)
            self.search(columns, guide)
            self.bound = min(self.bound, sharpening.finish())
        self.offer({})  # the empty plan keeps every rule where nothing is asked for
        if self.worth == float("-inf"):
            raise NoPlan(self.missed, is_proved=False)
        if not self.stopped:
            self.stopped = "PROVED" if gap(self.bound, self.worth) <= CLOSE_ENOUGH else "STEPS"
        return Outcome(
            plan=self.best, objective=self.worth, bound=self.bound, gap=gap(self.bound, self.worth), steps=self.steps,
            stopped=self.stopped, seed=self.seed, seconds=time.perf_counter() - self.began, prices=guide.prices,
            data_hash=self.instance.data_hash,
        )  # fmt: skip

    def search(self, columns: Columns, guide: PriceGuide) -> None:
        search = Search(self.instance, columns, guide, self.seed)
        search.begin(*first_columns(self.instance, columns, guide))
        self.offer(search.plan())
        while self.goes_on():
            if search.step(self.share(), self.left()):
                self.offer(search.plan())
            self.steps += 1

    def offer(self, plan: Plan) -> None:
        """Keep a plan if it is the best and the checker finds nothing."""
        worth = self.instance.objective(plan)
        if worth <= self.worth + 1e-9:
            return
        breaches = check(self.instance, plan)
        if breaches:
            self.missed = breaches
            return
        self.best, self.worth = {a: dict(packages) for a, packages in plan.items()}, worth

    def until(self, share: float) -> float | None:
        return None if self.seconds is None else self.began + share * self.seconds

    def left(self) -> float | None:
        return None if self.seconds is None else self.began + self.seconds - time.perf_counter()

    def share(self) -> float:
        """How much of the time or of the steps is over."""
        if self.limit is not None:
            return min(1.0, self.steps / self.limit)
        return min(1.0, (time.perf_counter() - self.began) / self.seconds) if self.seconds else 0.0

    def goes_on(self) -> bool:
        spent = time.perf_counter() - self.began
        left = self.left()
        if left is not None and self.seconds and left <= 0.05 + 0.01 * self.seconds:
            self.stopped = "TIME"
        elif self.limit is not None and self.steps >= self.limit:
            self.stopped = "STEPS"
        elif gap(self.bound, self.worth) <= CLOSE_ENOUGH:
            self.stopped = "PROVED"
        elif self.watch and not self.watch(Progress(spent, self.steps, self.worth, self.bound, self.share())):
            self.stopped = "WATCHER"
        return not self.stopped

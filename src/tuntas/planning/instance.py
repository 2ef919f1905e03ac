"""A planning problem from its JSON document. All that is wrong with it is told at once, by name."""

import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from tuntas.domain.problems import Problem, Severity
from tuntas.domain.rupiah import LARGEST_IDR
from tuntas.planning.statement import Instance, Labels

T = TypeVar("T")

MODES = ("all", "threshold")
LARGEST_HECTARES = 100_000
#: Ways in which one area's packages can fall on the years after its start; all of them are written out.
MOST_WAYS = 80_000
LARGEST_WEIGHT = 1_000_000
_SIZES = ("h", "w", "D", "C", "el", "ea", "B", "Q", "H", "ag", "disc", "pen")


class InstanceProblems(ValueError):
    """The document states no problem that can be solved; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.wording("en") for problem in problems))
        self.problems = tuple(problems)


def read(document: Mapping[str, Any]) -> Instance:
    """The problem that a JSON document states (docs/formats/plan_instance.md). Raises `InstanceProblems`."""
    return _Reader(document).instance()


def data_hash(document: Mapping[str, Any]) -> str:
    """SHA-256 of the document as sorted, compact JSON: the same data give the same hash, however they are laid out."""
    whole = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(whole.encode()).hexdigest()


class _Reader:
    """Reads piece by piece and collects what is wrong; later pieces lean on the sizes of earlier ones."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def instance(self) -> Instance:
        if not isinstance(self.document, Mapping):
            raise InstanceProblems([_problem("PLAN-IN-NOT-OBJECT")])
        for key in _SIZES:
            if not isinstance(self.document.get(key), int | float if key == "pen" else list):
                self.tell("PLAN-IN-MISSING", key=key)
        self.stop()
        unit = self.document.get("money_unit", 1_000_000)
        self.most = LARGEST_IDR // self.whole(unit, "money_unit", 1, LARGEST_IDR)
        self.labels = self.read_labels()
        self.stop()
        made = self.read_all()
        for area, packages in enumerate(made.costs):
            if min(len(made.targets), made.window + 1) ** len(packages) > MOST_WAYS:
                self.tell("PLAN-IN-TOO-WIDE", area=self.labels.areas[area], window=made.window, size=len(packages))
        self.stop()
        return made

    def read_all(self) -> Instance:
        document, names = self.document, self.labels
        hectares = self.numbers("h", names.areas, 0.0, LARGEST_HECTARES, is_above=True)
        costs = self.costs()
        self.stop()
        return Instance(
            hectares=hectares, weights=self.numbers("w", names.areas, 0.0, LARGEST_WEIGHT), costs=costs,
            options=self.options(costs), executes=self.positions("ag", names.aspects, names.agencies),
            pays=self.matrix("el", names.sources, names.aspects, self.flag),
            admits=self.matrix("ea", names.sources, names.areas, self.flag),
            budgets=self.matrix("B", names.sources, names.years, self.amount),
            capacities=self.matrix("Q", names.agencies, names.years, self.amount),
            targets=self.numbers("H", names.years, 0.0, LARGEST_HECTARES * len(hectares)),
            discounts=self.numbers("disc", names.years, 0.0, 1.0, is_above=True),
            penalty=self.number(document["pen"], "pen", 0.0, LARGEST_WEIGHT), labels=names,
            ready=self.ready(costs), before=self.before(),
            window=self.whole(document.get("window", 1), "window", 0, len(names.years)),
            must=self.must(), never=self.never(), hard_targets=bool(document.get("hard_targets", False)),
            money_unit=int(document.get("money_unit", 1_000_000)), mode=self.mode(), data_hash=data_hash(document),
        )  # fmt: skip

    # ── sizes and names ──
    def read_labels(self) -> Labels:
        d = self.document
        ids = self.names("area_ids", len(d["h"]), "")
        labels = Labels(
            areas=ids, names=self.names("area_names", len(d["h"]), "", ids), years=self.names("years", len(d["H"]), ""),
            sources=self.names("source_codes", len(d["B"]), "s"), aspects=self.names("aspect_ids", len(d["ag"]), "k"),
            agencies=self.names("agency_codes", len(d["Q"]), "g"),
        )  # fmt: skip
        for key, many in (("h", ids), ("H", labels.years), ("B", labels.sources), ("ag", labels.aspects)):
            if not many:
                self.tell("PLAN-IN-EMPTY", key=key)
        for key, size in (("A", len(ids)), ("T", len(labels.years)), ("S", len(labels.sources)),
                          ("G", len(labels.agencies))):  # fmt: skip
            if key in d and d[key] != size:
                self.tell("PLAN-IN-SIZE", key=key, size=d[key], wanted=size)
        return labels

    def names(self, key: str, size: int, prefix: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        given = self.document.get(key)
        if given is None:
            return default or tuple(f"{prefix}{position}" for position in range(size))
        if not isinstance(given, list) or len(given) != size:
            self.tell("PLAN-IN-SIZE", key=key, size=len(given) if isinstance(given, list) else "?", wanted=size)
            return tuple(str(position) for position in range(size))
        labels = tuple(str(one) for one in given)
        if key != "area_names" and len(set(labels)) < size:
            twice = next(one for one in labels if labels.count(one) > 1)
            self.tell("PLAN-IN-TWICE", key=key, name=twice)
        return labels

    # ── packages ──
    def costs(self) -> tuple[dict[int, int], ...]:
        """Every deficient aspect with its unit-cost amount; one that is missing is asked for by name."""
        areas = self.labels.areas
        deficits, given = self.rows("D", areas), self.rows("C", areas)
        return tuple(self.area_costs(a, deficits[a], given[a]) for a in range(len(areas))) if deficits and given else ()

    def area_costs(self, area: int, deficits: Any, given: Any) -> dict[int, int]:
        name, aspects = self.labels.areas[area], self.labels.aspects
        if not isinstance(deficits, list) or not isinstance(given, Mapping):
            self.tell("PLAN-IN-PACKAGES", area=name)
            return {}
        made: dict[int, int] = {}
        for aspect in deficits:
            if not _is_position(aspect, len(aspects)) or aspect in made:
                self.tell("PLAN-IN-ASPECT", area=name, aspect=aspect)
                continue
            amount = given.get(str(aspect))
            if amount is None:
                self.tell("PLAN-IN-NO-COST", area=name, aspect=aspects[aspect])
                continue
            made[aspect] = self.amount(amount, f"C: {name}, {aspects[aspect]}")
        if not deficits:
            self.tell("PLAN-IN-NO-DEFICIT", area=name)
        for aspect in set(given) - {str(one) for one in deficits}:
            self.tell("PLAN-IN-COST-WITHOUT-DEFICIT", area=name, aspect=aspect)
        return dict(sorted(made.items()))

    def options(self, costs: Sequence[Mapping[int, int]]) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """All deficits, and in the mode `threshold` the given sets that bring the area below it."""
        whole = tuple((tuple(packages),) for packages in costs)
        if self.document.get("mode", "all") == "all":
            return whole
        given = self.rows("options", self.labels.areas)
        return tuple(self.area_options(a, whole[a], given[a]) for a in range(len(whole))) if given else whole

    def area_options(self, area: int, whole: tuple[tuple[int, ...], ...], given: Any) -> tuple[tuple[int, ...], ...]:
        made = dict.fromkeys(whole)
        for option in given if isinstance(given, list) else [None]:
            if not isinstance(option, list) or not option or not set(option) <= set(whole[0]):
                self.tell("PLAN-IN-OPTION", area=self.labels.areas[area], option=option)
                continue
            made[tuple(sorted(set(option)))] = None
        return tuple(made)

    def mode(self) -> str:
        mode = str(self.document.get("mode", "all"))
        if mode not in MODES:
            self.tell("PLAN-IN-MODE", mode=mode, modes=", ".join(MODES))
        return mode

    # ── rules beside the money ──
    def ready(self, costs: Sequence[Mapping[int, int]]) -> dict[tuple[int, int], int]:
        given = self.rows("ready", self.labels.areas) if self.document.get("ready") is not None else []
        made: dict[tuple[int, int], int] = {}
        for area, one in enumerate(given):
            years = one if isinstance(one, Mapping) else {str(k): one for k in costs[area]}
            for aspect, year in years.items():
                if year is None:
                    continue
                earliest = self.whole(year, f"ready: {self.labels.areas[area]}", 0, 1000)
                if not str(aspect).isdecimal() or int(aspect) not in costs[area]:
                    self.tell("PLAN-IN-ASPECT", area=self.labels.areas[area], aspect=aspect)
                elif earliest:
                    made[area, int(aspect)] = earliest
        return made

    def before(self) -> tuple[tuple[int, int], ...]:
        pairs: list[tuple[int, int]] = []
        for pair in self.document.get("before") or []:
            aspects = len(self.labels.aspects)
            if not (isinstance(pair, list) and len(pair) == 2 and all(_is_position(k, aspects) for k in pair)):
                self.tell("PLAN-IN-BEFORE", pair=pair)
                continue
            pairs.append((pair[0], pair[1]))
        return tuple(dict.fromkeys(pairs))

    def must(self) -> dict[int, int | None]:
        made: dict[int, int | None] = {}
        for one in self.document.get("must") or []:
            area, year = one if isinstance(one, list) and len(one) == 2 else (one, None)
            if not _is_position(area, len(self.labels.areas)):
                self.tell("PLAN-IN-AREA", key="must", area=area)
            elif year is not None and not _is_position(year, len(self.labels.years)):
                self.tell("PLAN-IN-YEAR", key="must", area=self.labels.areas[area], year=year)
            else:
                made[area] = year
        return made

    def never(self) -> frozenset[int]:
        made = set()
        musts = {one[0] if isinstance(one, list) and one else one for one in self.document.get("must") or []}
        for area in self.document.get("never") or []:
            if not _is_position(area, len(self.labels.areas)):
                self.tell("PLAN-IN-AREA", key="never", area=area)
            elif area in musts:
                self.tell("PLAN-IN-BOTH", area=self.labels.areas[area])
            else:
                made.add(area)
        return frozenset(made)

    # ── figures ──
    def numbers(
        self, key: str, names: Sequence[str], low: float, high: float, *, is_above: bool = False
    ) -> tuple[float, ...]:
        return tuple(
            self.number(one, f"{key}: {name}", low, high, is_above=is_above)
            for one, name in zip(self.rows(key, names), names, strict=False)
        )

    def number(self, value: Any, where: str, low: float, high: float, *, is_above: bool = False) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            self.tell("PLAN-IN-NOT-A-NUMBER", where=where, value=value)
        elif value < low or value > high or (is_above and value == low):
            self.tell("PLAN-IN-OUT-OF-RANGE", where=where, value=value, low=low, high=high)
        else:
            return float(value)
        return low

    def whole(self, value: Any, where: str, low: int, high: int) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            self.tell("PLAN-IN-NOT-WHOLE", where=where, value=value)
        elif not low <= value <= high:
            self.tell("PLAN-IN-OUT-OF-RANGE", where=where, value=value, low=low, high=high)
        else:
            return value
        return low

    def amount(self, value: Any, where: str) -> int:
        if value is None:
            self.tell("PLAN-IN-NO-AMOUNT", where=where)
        elif not isinstance(value, int) or isinstance(value, bool):
            self.tell("PLAN-IN-NOT-WHOLE", where=where, value=value)
        elif value < 0:
            self.tell("PLAN-IN-NEGATIVE", where=where, value=value)
        elif value > self.most:
            self.tell("PLAN-IN-ABSURD", where=where, value=value)
        else:
            return value
        return 0

    def flag(self, value: Any, where: str) -> bool:
        if value not in (0, 1, True, False):
            self.tell("PLAN-IN-NOT-A-FLAG", where=where, value=value)
        return bool(value)

    def positions(self, key: str, names: Sequence[str], targets: Sequence[str]) -> tuple[int, ...]:
        given = self.rows(key, names)
        for name, one in zip(names, given, strict=False):
            if not _is_position(one, len(targets)):
                self.tell("PLAN-IN-AGENCY", aspect=name, agency=one)
        return tuple(one if _is_position(one, len(targets)) else 0 for one in given)

    def matrix(self, key: str, rows: Sequence[str], columns: Sequence[str],
                  read_one: Callable[[Any, str], T]) -> tuple[tuple[T, ...], ...]:  # fmt: skip
        made = []
        for name, row in zip(rows, self.rows(key, rows), strict=False):
            if not isinstance(row, list) or len(row) != len(columns):
                self.tell("PLAN-IN-SIZE", key=f"{key}: {name}", size=len(row) if isinstance(row, list) else "?",
                          wanted=len(columns))  # fmt: skip
                continue
            made.append(tuple(read_one(one, f"{key}: {name}, {column}")
                              for one, column in zip(row, columns, strict=True)))  # fmt: skip
        return tuple(made)

    def rows(self, key: str, names: Sequence[str]) -> list[Any]:
        given = self.document.get(key)
        if not isinstance(given, list) or len(given) != len(names):
            self.tell("PLAN-IN-SIZE", key=key, size=len(given) if isinstance(given, list) else "?", wanted=len(names))
            return []
        return given

    def tell(self, code: str, **params: object) -> None:
        self.problems.append(_problem(code, **params))

    def stop(self) -> None:
        if self.problems:
            raise InstanceProblems(self.problems)


def _problem(code: str, **params: object) -> Problem:
    return Problem(code, Severity.ERROR, params)


def _is_position(value: Any, size: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < size

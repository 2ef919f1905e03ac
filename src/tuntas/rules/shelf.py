"""The shelf of rule sets: which there are, which one holds on a day, which one is current.

A rule set is a folder with an `instrument.toml`; a successor is added by such a folder alone, in the shipped law
data or in a folder of the office's own. Local overlays are single files in a folder `local` beside them.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from tuntas.rules.loading import load_regulation, read_instrument, shipped_law
from tuntas.rules.parsing import BrokenLaw
from tuntas.rules.regulation import Kind, Regulation

LOCAL = "local"


class UnknownRegulation(ValueError):
    """No rule set or overlay of that id; `known` lists those there are."""

    def __init__(self, wanted: str, known: Sequence[str]) -> None:
        super().__init__(wanted)
        self.wanted, self.known = wanted, tuple(known)


class NoDatedRegulation(ValueError):
    """No rule set with known dates is in force on that day: the rule set has to be named."""

    def __init__(self, on: date, undated: Sequence[str]) -> None:
        super().__init__(on.isoformat())
        self.on, self.undated = on, tuple(undated)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All rule sets and overlays found, by id."""

    folders: Mapping[str, Traversable]
    overlays: Mapping[str, Mapping[str, Any]]

    def regulation(self, wanted: str, overlays: Sequence[str] = ()) -> Regulation:
        """The rule set of that id, with the named local overlays. Raises `UnknownRegulation`, `BrokenLaw`."""
        if wanted not in self.folders:
            raise UnknownRegulation(wanted, sorted(self.folders))
        return load_regulation(self.folders[wanted], tuple(self._overlay(name, wanted) for name in overlays))

    def all(self) -> list[Regulation]:
        """Every rule set, by id."""
        return [self.regulation(name) for name in sorted(self.folders)]

    def in_force(self, on: date) -> Regulation:
        """The scored rule set in force on that day (the later of two that overlap). Raises `NoDatedRegulation`."""
        scored = [rule for rule in self.all() if rule.kind is Kind.SCORED]
        covering = [rule for rule in scored if rule.in_force_from and _covers(rule, on)]
        if not covering:
            raise NoDatedRegulation(on, [rule.id for rule in scored if rule.in_force_from is None])
        return max(covering, key=lambda rule: rule.in_force_from or date.min)

    def current(self) -> Regulation:
        """The scored rule set that no other one supersedes; `BrokenLaw` unless there is exactly one."""
        rules = self.all()
        replaced = {rule.supersedes for rule in rules}
        latest = [rule for rule in rules if rule.kind is Kind.SCORED and rule.id not in replaced]
        if len(latest) != 1:
            raise BrokenLaw(f"one current rule set expected, found {[rule.id for rule in latest]}")
        return latest[0]

    def _overlay(self, name: str, base: str) -> dict[str, Any]:
        if name not in self.overlays:
            raise UnknownRegulation(name, sorted(self.overlays))
        overlay = dict(self.overlays[name])
        if overlay["overlay"]["base"] != base:
            raise BrokenLaw(f"{name}: made for {overlay['overlay']['base']}, not for {base}")
        return overlay


def open_shelf(*extra: Traversable) -> Shelf:
    """The shipped law data and the office's own folders; an id that stands twice is `BrokenLaw`."""
    folders: dict[str, Traversable] = {}
    overlays: dict[str, Mapping[str, Any]] = {}
    for root in (shipped_law(), *extra):
        for entry in sorted(root.iterdir(), key=lambda item: item.name) if root.is_dir() else ():
            if entry.is_dir() and (entry / "instrument.toml").is_file():
                _put(folders, str(read_instrument(entry)["instrument"]["id"]), entry)
            elif entry.is_dir() and entry.name == LOCAL:
                for overlay in _local_files(entry):
                    _put(overlays, str(overlay["overlay"]["id"]), overlay)
    return Shelf(folders, overlays)


def _local_files(folder: Traversable) -> list[dict[str, Any]]:
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name)
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]


def _put(shelf: dict[str, Any], name: str, thing: Any) -> None:
    if name in shelf:
        raise BrokenLaw(f"{name}: stands twice on the shelf")
    shelf[name] = thing


def _covers(rule: Regulation, on: date) -> bool:
    starts = rule.in_force_from is not None and rule.in_force_from <= on
    return starts and (rule.in_force_until is None or on < rule.in_force_until)

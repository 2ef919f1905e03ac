"""What loading a list or a map of places needs from the officer, and what it tells."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from tuntas.city.places.naming import match_name
from tuntas.domain.problems import CellPlace, Problem, Severity

NEAREST = 3
NEAR_ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Answers:
    """What the officer said about a file: `aliases` map its names to ours (both as compared), `changed_on` is the day
    from which what it says otherwise holds, `is_adding` lets it bring places that nobody knew."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    changed_on: date | None = None
    is_adding: bool = False

    def our_name(self, name: str) -> str:
        """The name as compared, after the officer's answers."""
        ours = match_name(name)
        return self.aliases.get(ours, ours)


@dataclass(slots=True)
class LoadReport:
    """How many places were added, confirmed, changed, drawn or left alone, and what has to be asked."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def ask(self, problem: str, row: int, severity: Severity = Severity.WARNING, /, **params: object) -> None:
        """Add a question or a finding about one row of the file (0: about none)."""
        place = CellPlace(row=row) if row else CellPlace()
        self.problems.append(Problem(code=problem, severity=severity, params=params, place=place))


def nearest(name: str, known: Iterable[str]) -> str:
    """Names like this one, for a question; never taken by themselves."""
    ours = {match_name(other): other for other in known}
    return ", ".join(ours[near] for near in get_close_matches(match_name(name), ours, NEAREST, NEAR_ENOUGH)) or "–"

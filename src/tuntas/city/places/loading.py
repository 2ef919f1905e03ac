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
#: Answers that name no place: take the thing in as new, or leave it out.
ADD, LEAVE = "ADD", "LEAVE"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the officer said about a file: `aliases` map its names to ours (both as compared), `changed_on` is the day
    from which what it says otherwise holds, `is_adding` lets it bring places that nobody knew. `said` answers single
    questions by their key: the id of a place or the row of a shape that is meant, `ADD` or `LEAVE`."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    changed_on: date | None = None
    is_adding: bool = False
    said: Mapping[str, str] = field(default_factory=dict)

    def our_name(self, name: str) -> str:
        """The name as compared, after the officer's answers."""
        ours = match_name(name)
        return self.aliases.get(ours, ours)

    def may_add(self, key: str) -> bool:
        """Whether what that question is about may be taken in as new."""
        return self.said.get(key) == ADD or (self.is_adding and key not in self.said)

    def chosen(self, key: str) -> int | None:
        """The number that the officer answered with: a place's id, or a row."""
        said = self.said.get(key, "")
        return int(said) if said.isdecimal() else None

    def is_left(self, key: str) -> bool:
        """Whether the officer leaves it out."""
        return self.said.get(key) == LEAVE


@dataclass(slots=True)
class Question:
    """Something that only the officer can say. `choices`: answers that name a place or a row, with their words, the
    likeliest first; `near` of them are likely at all. `rows` are the rows of the file that wait for the answer."""

    key: str
    code: str
    title: str
    rows: list[int]
    choices: list[tuple[str, str]] = field(default_factory=list)
    near: int = 0
    can_add: bool = False


@dataclass(slots=True)
class LoadReport:
    """How many places were added, confirmed, changed, drawn or left alone, and what has to be asked.

    `questions` hold what can be answered, also what has been; `open_keys` are those that were not.
    """

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    open_keys: set[str] = field(default_factory=set)

    def ask(self, problem: str, row: int, severity: Severity = Severity.WARNING, /, **params: object) -> None:
        """Add a question or a finding about one row of the file (0: about none)."""
        place = CellPlace(row=row) if row else CellPlace()
        self.problems.append(Problem(code=problem, severity=severity, params=params, place=place))

    def wonder(self, question: Question, answers: Answers) -> None:
        """Add a question; one that was asked before waits for these rows too."""
        known = self.questions.setdefault(question.key, question)
        if known is not question:
            known.rows += question.rows
        if question.key not in answers.said:
            self.open_keys.add(question.key)


def nearest(name: str, known: Iterable[str]) -> str:
    """Names like this one, for a question; never taken by themselves."""
    return ", ".join(near_names(name, known)) or "–"


def near_names(name: str, known: Iterable[str]) -> list[str]:
    """Names like this one, the likeliest first."""
    ours = {match_name(other): other for other in known}
    return [ours[near] for near in get_close_matches(match_name(name), ours, NEAREST, NEAR_ENOUGH)]

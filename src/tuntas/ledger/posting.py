"""Posting: entries join the book all together or not at all, each line of a paper once."""

from collections.abc import Sequence

from tuntas.domain.problems import Problem, Severity
from tuntas.ledger.checking import (
    account_problems,
    entry_problems,
    handing_over_problems,
    movements_by_account,
    moving_problems,
    order_problems,
)
from tuntas.ledger.entries import Entry, Kind, Reason
from tuntas.ledger.terms import Terms, house_terms


class CannotPost(Exception):
    """The book would not be right with these entries; `problems` say why. Nothing was posted."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)


def post(book: Sequence[Entry], new: Sequence[Entry], terms: Terms | None = None) -> list[Entry]:
    """The entries of `new` that are to be added to a right book: those whose line of the paper is not in it yet.

    The same paper twice adds nothing. Raises `CannotPost` where a known line has other content, or where the book
    with the new entries would break a rule on any day.
    """
    known = {(entry.paper, entry.line): entry for entry in book}
    fresh = [entry for entry in new if (entry.paper, entry.line) not in known]
    differing = [
        Problem("L112", Severity.ERROR, {"paper": entry.paper, "line": entry.line, "entry": there.number})
        for entry in new
        if (there := known.get((entry.paper, entry.line))) and there.content != entry.content
    ]
    problems = differing or _problems(book, fresh, terms or house_terms())
    if problems:
        raise CannotPost(problems)
    return fresh


def _problems(book: Sequence[Entry], fresh: Sequence[Entry], terms: Terms) -> list[Problem]:
    """Only what the new entries touch is looked at: the rest was right before."""
    by_number = {entry.number: entry for entry in (*book, *fresh)}
    problems = [problem for entry in fresh for problem in entry_problems(entry, by_number, terms)]
    problems += order_problems([*book[-1:], *fresh])
    if problems:
        return problems
    touched = {entry.account for entry in fresh}
    there = [*(entry for entry in book if entry.account in touched), *fresh]
    for account, moved in movements_by_account(there).items():
        problems += account_problems(account, moved)
    everything = [*book, *fresh]
    kinds = {by_number[entry.corrects or entry.number].kind for entry in fresh}
    if kinds & {Kind.ESTABLISHED, Kind.SUPERSEDED}:
        problems += handing_over_problems(everything)
    if any(by_number[entry.corrects or entry.number].reason is Reason.MOVED for entry in fresh):
        problems += moving_problems(everything)
    return problems

"""The rules that hold in every book: checked before posting, and over the whole book at any time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from tuntas.domain.problems import Problem, Severity
from tuntas.ledger.balances import Balance
from tuntas.ledger.entries import Entry, Kind, Movement, Reason, movements
from tuntas.ledger.terms import Terms, house_terms

Account = tuple[str, tuple[str, ...]]


def check(entries: Sequence[Entry], terms: Terms | None = None) -> list[Problem]:
    """Everything that is wrong with a book, in the order of the entries, then of the accounts; empty: nothing is."""
    kept = terms or house_terms()
    known = {entry.number: entry for entry in entries}
    problems = [problem for entry in entries for problem in entry_problems(entry, known, kept)]
    problems += order_problems(entries)
    by_account = movements_by_account(entries)
    for account, moved in by_account.items():
        problems += account_problems(account, moved)
    return problems + handing_over_problems(entries) + moving_problems(entries)


def movements_by_account(entries: Iterable[Entry]) -> dict[Account, list[Movement]]:
    """The movements of every account."""
    grouped: dict[Account, list[Movement]] = defaultdict(list)
    for movement in movements(entries):
        grouped[movement.entry.account].append(movement)
    return grouped


def entry_problems(entry: Entry, known: dict[int, Entry], terms: Terms) -> Iterator[Problem]:
    """What an entry shows by itself, and beside the entry that it corrects."""
    for code, is_broken in _RULES:
        if is_broken(entry, known, terms):
            yield _problem(code, entry=entry.number, place="/".join(entry.place), paper=entry.paper, on=entry.on)


def order_problems(entries: Sequence[Entry]) -> list[Problem]:
    """Entries are numbered in the order of recording, and each line of a paper stands once."""
    problems = []
    seen: dict[tuple[str, str], int] = {}
    for before, entry in zip([None, *entries], entries, strict=False):
        if before is not None and (entry.number <= before.number or entry.at < before.at):
            problems.append(_problem("L110", entry=entry.number, before=before.number))
        first = seen.setdefault((entry.paper, entry.line), entry.number)
        if first != entry.number:
            problems.append(_problem("L111", entry=entry.number, first=first, paper=entry.paper, line=entry.line))
    return problems


def account_problems(account: Account, moved: Sequence[Movement]) -> Iterator[Problem]:
    """At the end of every day: nothing below zero, nothing before the decree, nothing left once superseded."""
    decree, place = account
    for on, state in days(moved):
        for code, is_broken in _STATES:
            if is_broken(state):
                yield _problem(code, decree=decree, place="/".join(place), on=on, remaining_m2=state.remaining_m2)
                break
    areas: dict[int, int] = defaultdict(int)
    for movement in moved:
        areas[movement.entry.corrects or movement.entry.number] += movement.area_m2
    for number, area in areas.items():
        if area < 0:
            yield _problem("L124", entry=number, area_m2=area)


def days(moved: Iterable[Movement]) -> Iterator[tuple[date, Balance]]:
    """The balance at the end of every day on which something happened."""
    by_day: dict[date, list[Movement]] = defaultdict(list)
    for movement in moved:
        by_day[movement.on].append(movement)
    state = Balance()
    for on in sorted(by_day):
        for movement in by_day[on]:
            state = state.moved(movement.kind, movement.area_m2)
        yield on, state


def handing_over_problems(entries: Sequence[Entry]) -> list[Problem]:
    """What goes over from earlier decrees is what the later decree establishes, city by city."""
    gone: dict[tuple[str, str], int] = defaultdict(int)
    come: dict[tuple[str, str], int] = defaultdict(int)
    root = {entry.number: entry for entry in entries}
    for movement in movements(entries):
        first = root[movement.entry.corrects] if movement.entry.corrects is not None else movement.entry
        city = first.place[0]
        if movement.kind is Kind.SUPERSEDED:
            gone[city, first.successor] += movement.area_m2
        elif movement.kind is Kind.ESTABLISHED:
            come[city, first.decree] += movement.area_m2
    return [
        _problem("L130", decree=decree, place=city, gone_m2=area, come_m2=come[city, decree])
        for (city, decree), area in gone.items()
        if area != come[city, decree]
    ]


def moving_problems(entries: Sequence[Entry]) -> list[Problem]:
    """Split and merge: on one paper, what leaves rows enters rows."""
    moved: dict[tuple[str, str], int] = defaultdict(int)
    root = {entry.number: entry for entry in entries}
    for movement in movements(entries):
        if movement.reason is Reason.MOVED:
            first = root[movement.entry.corrects] if movement.entry.corrects is not None else movement.entry
            sign = 1 if movement.kind is Kind.ADDED else -1
            moved[first.decree, first.paper] += sign * movement.area_m2
    return [
        _problem("L131", decree=decree, paper=paper, area_m2=area) for (decree, paper), area in moved.items() if area
    ]


def _problem(code: str, **params: object) -> Problem:
    return Problem(code, Severity.ERROR, params)


def _bad_correction(entry: Entry, known: dict[int, Entry], _: Terms) -> bool:
    if entry.kind is not Kind.CORRECTION:
        return entry.corrects is not None
    root = known.get(entry.corrects) if entry.corrects is not None else None
    if root is None or root.number >= entry.number or root.kind is Kind.CORRECTION:
        return True
    return (root.account, root.on) != (entry.account, entry.on)


def _bad_reason(entry: Entry, _: dict[int, Entry], __: Terms) -> bool:
    if entry.kind is Kind.WITHDRAWN:
        return entry.reason is Reason.NONE
    return entry.reason not in ((Reason.NONE, Reason.MOVED) if entry.kind is Kind.ADDED else (Reason.NONE,))


Rule = Callable[[Entry, dict[int, Entry], Terms], bool]

_RULES: tuple[tuple[str, Rule], ...] = (
    ("L101", lambda entry, _, __: entry.area_m2 == 0 or (entry.area_m2 < 0 and entry.kind is not Kind.CORRECTION)),
    ("L102", lambda entry, _, __: not entry.place or not all(entry.place)),
    ("L103", lambda entry, _, __: not (entry.decree and entry.paper and entry.line and entry.by)),
    ("L104", lambda entry, _, __: entry.on > entry.at.date()),
    ("L105", _bad_correction),
    ("L106", _bad_reason),
    ("L107", lambda entry, _, __: (entry.kind is Kind.SUPERSEDED) != bool(entry.successor)
             or entry.successor == entry.decree),
    ("L108", lambda entry, _, terms: (entry.at.date() - entry.on).days > terms.late_days and not entry.remark.strip()),
)  # fmt: skip

_STATES: tuple[tuple[str, Callable[[Balance], bool]], ...] = (
    ("L120", lambda state: state.established_m2 + state.added_m2 <= 0),
    ("L121", lambda state: state.handled_m2 < 0),
    ("L122", lambda state: state.remaining_m2 < 0),
    ("L123", lambda state: state.superseded_m2 > 0 and state.remaining_m2 != 0),
)

"""Reading decrees: how far one has come, which is in force, what a revision changed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from tuntas.city.decrees.models import Decree, DecreeLine, DecreeState
from tuntas.city.people.models import City
from tuntas.city.settlements.models import SettlementSuccession
from tuntas.rules.decree_terms import decree_terms


def state_of(decree: Decree, *, is_revised: bool | None = None) -> DecreeState:
    """How far a decree has come; `is_revised` spares the query where it is known."""
    if decree.dropped_at is not None:
        return DecreeState.DROPPED
    if decree.enacted_at is not None:
        revised = decree.revisions.filter(enacted_at__isnull=False).exists() if is_revised is None else is_revised
        return DecreeState.REVISED if revised else DecreeState.ENACTED
    return DecreeState.VERIFIED if decree.verified_at is not None else DecreeState.DRAFT


def in_force(city: City, *, on: date) -> Decree | None:
    """The decree in force on a day: signed by then, the last among several."""
    signed = Decree.objects.enacted().filter(city=city, signed_on__lte=on)
    return signed.order_by("-signed_on", "-pk").first()


def review_due_on(decree: Decree) -> date | None:
    """The day by which the decree has to be looked at again (five years; `rules.decree_terms`)."""
    if decree.signed_on is None:
        return None
    year = decree.signed_on.year + decree_terms().review_years
    try:
        return decree.signed_on.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 3, 1)


def followers_of(city: City) -> dict[int, Collection[int]]:
    """By a settlement the ones it went on in, also over several steps (one query)."""
    pairs = list(SettlementSuccession.objects.filter(city=city).values_list("earlier", "later").order_by("on", "pk"))
    found: dict[int, set[int]] = {}
    for earlier, later in reversed(pairs):
        found.setdefault(earlier, set()).update({later} | found.get(later, set()))
    return dict(found)


@dataclass(frozen=True, slots=True)
class LineChange:
    """One location in two decrees; None: it is not in that one. `what` are codes: ADDED, DROPPED, AREA, REDRAWN,
    RESCORED, SAME."""

    before: DecreeLine | None
    after: DecreeLine | None
    what: tuple[str, ...]


def compare(before: Decree | None, after: Decree) -> list[LineChange]:
    """What a revision changed, row by row: rows of the later decree in its order, then those it dropped."""
    old = _by_key(list(before.lines.select_related("place", "settlement").order_by("position")) if before else [])
    new = _by_key(list(after.lines.select_related("place", "settlement").order_by("position")))
    changes = [LineChange(old.get(key), line, _what(old.get(key), line)) for key, line in new.items()]
    return changes + [LineChange(line, None, ("DROPPED",)) for key, line in old.items() if key not in new]


def _by_key(lines: Sequence[DecreeLine]) -> dict[tuple[object, ...], DecreeLine]:
    return {(line.settlement_id,) if line.settlement_id else (line.place_id, line.name): line for line in lines}


def _what(before: DecreeLine | None, after: DecreeLine) -> tuple[str, ...]:
    if before is None:
        return ("ADDED",)
    told = {
        "AREA": before.area_m2 != after.area_m2,
        "REDRAWN": before.delineation_id != after.delineation_id,
        "RESCORED": (before.grade, before.total) != (after.grade, after.total),
    }
    return tuple(name for name, is_so in told.items() if is_so) or ("SAME",)

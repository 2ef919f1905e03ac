"""The list of problems and the board of agencies, as their pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.people.models import Agency, City
from tuntas.city.problems.models import Problem, ProblemKind, ProblemQuerySet, ProblemState
from tuntas.city.problems.routing import Route
from tuntas.rules.regulation import Aspect
from tuntas.web.problems.words import ORIGINS, aspect_word, called, state_look, where
from tuntas.web.shared.components import Crumb, Figure
from tuntas.web.shared.formats import age, count, quantity

LATE_DAYS = 14


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """One row; texts ready for reading. `tick` is what a checkbox sends: the problem and the changes seen."""

    problem: Problem
    name: str
    url: str
    where: str
    kelurahan: str
    aspect: str
    volume: str
    agency: str
    origin: str
    state: tuple[str, str, str]
    age: str
    is_late: bool
    tick: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An agency: how many wait for its answer and since when, how many it has taken on."""

    name: str
    code: str
    waiting: int
    oldest: str
    is_late: bool
    accepted: int
    waiting_url: str
    accepted_url: str


@dataclass(frozen=True, slots=True)
class Unrouted:
    """Problems of an aspect that no agency answers for: why, how many, and who could be asked."""

    aspect: str
    name: str
    count: int
    why: str
    candidates: Sequence[Agency]
    url: str


def shown(problems: Iterable[Problem], aspects: Mapping[str, Aspect], at: datetime,
          ticks: frozenset[int] = frozenset()) -> list[ShownProblem]:  # fmt: skip
    """The rows of a page; `ticks`: those that the person may take on."""
    return [_row(one, aspects, at, is_ticked=one.pk in ticks) for one in problems]


def tiles(seen: ProblemQuerySet, city: City) -> list[Figure]:
    """How many stand, wait, are taken on, and have nobody (one query)."""
    waits, nobody = Q(state=ProblemState.OPEN, agency__isnull=False), Q(agency=None)
    found = seen.standing().aggregate(
        every=Count("pk"), waiting=Count("pk", waits), taken=Count("pk", Q(state=ProblemState.ACCEPTED)),
        nobody=Count("pk", nobody))  # fmt: skip
    here = reverse("problems", args=[city.code])
    open_word = _("Buka")
    return [
        Figure(_("Masalah berdiri"), count(found["every"]), _("masalah"), icon="alert", is_accent=True),
        Figure(_("Menunggu jawaban"), count(found["waiting"]), _("masalah"), icon="wait",
               source_url=f"{here}?keadaan={ProblemState.OPEN.value}", source_label=open_word),
        Figure(_("Diterima"), count(found["taken"]), _("masalah"), icon="check",
               source_url=f"{here}?keadaan={ProblemState.ACCEPTED.value}", source_label=open_word),
        Figure(_("Tanpa perangkat daerah"), count(found["nobody"]), _("masalah"), icon="building",
               source_url=f"{here}?perangkat=tanpa", source_label=open_word),
    ]  # fmt: skip


def board(seen: ProblemQuerySet, agencies: Sequence[Agency], city: City, at: datetime) -> list[BoardRow]:
    """Each agency, the one with the longest wait first (one query)."""
    waits, taken = Q(state=ProblemState.OPEN), Q(state=ProblemState.ACCEPTED)
    rows = seen.filter(agency__isnull=False).order_by().values("agency").annotate(
        waiting=Count("pk", waits), since=Min("waiting_since", filter=waits), accepted=Count("pk", taken))  # fmt: skip
    told: dict[int, Mapping[str, object]] = {int(row["agency"] or 0): row for row in rows}
    here = reverse("problems", args=[city.code])
    made = [(told.get(one.pk, {}), one) for one in agencies]
    made.sort(key=lambda pair: (str(pair[0].get("since") or "~"), pair[1].code))
    return [_board_row(row, one, here, at) for row, one in made]


def unrouted(seen: ProblemQuerySet, routes: Mapping[str, Route], aspects: Mapping[str, Aspect],
             city: City) -> list[Unrouted]:  # fmt: skip
    """Standing problems without an agency, by aspect, with the reason (one query)."""
    rows = seen.standing().filter(agency=None).order_by().values("aspect")
    here = reverse("problems", args=[city.code])
    found = [
        Unrouted(row["aspect"], aspect_word(aspects, row["aspect"]), row["n"],
                 _why_all(routes.get(row["aspect"]), row["n"], row["back"]),
                 routes[row["aspect"]].candidates if row["aspect"] in routes else (),
                 f"{here}?perangkat=tanpa&aspek={row['aspect'] or 'tanpa'}")
        for row in rows.annotate(n=Count("pk"), back=Count("pk", Q(state=ProblemState.RETURNED)))
    ]  # fmt: skip
    order = {aspect: number for number, aspect in enumerate(aspects)}
    return sorted(found, key=lambda one: order.get(one.aspect, len(order)))


def why(route: Route | None) -> str:
    """Why a problem has no agency, by the mandates as they are now."""
    if route is None or route.is_gap:
        return _("belum ada perangkat daerah yang berwenang pada tahap perencanaan")
    if route.is_double:
        told = {"names": ", ".join(one.code for one in route.candidates)}
        return _("beberapa sama-sama berwenang: %(names)s") % told
    return _("kini berwenang: %(name)s") % {"name": route.candidates[0].code}


def crumbs(city: City, *steps: Crumb) -> list[Crumb]:
    """The way to the list, and further."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code]))]
    if not steps:
        return [*way, Crumb(_("Masalah"))]
    return [*way, Crumb(_("Masalah"), reverse("problems", args=[city.code])), *steps]


def volume_words(problem: Problem) -> str:
    """The volume to mend; where only shares are known, that."""
    if problem.needed_micro is not None:
        return quantity(problem.needed_micro, problem.unit)
    return _("hanya persen") if problem.kind == ProblemKind.DEFICIT else ""


def days(since: datetime, at: datetime) -> int:
    """Whole days between two moments."""
    return max(0, (at - since).days)


def _why_all(route: Route | None, every: int, returned: int) -> str:
    """As `why`, with how many an agency has given back."""
    if not returned:
        return why(route)
    back = ngettext("%(n)d dikembalikan", "%(n)d dikembalikan", returned) % {"n": returned}
    return back if returned == every else f"{why(route)}; {back}"


def _row(one: Problem, aspects: Mapping[str, Aspect], at: datetime, *, is_ticked: bool) -> ShownProblem:
    waits = one.state in (ProblemState.OPEN, ProblemState.RETURNED)
    waited = days(one.waiting_since, at)
    home = one.place.kelurahan or one.place
    return ShownProblem(
        problem=one, name=called(one), url=reverse("problem", args=[one.city.code, one.pk]), where=where(one),
        kelurahan=home.name, aspect=aspect_word(aspects, one.aspect), volume=volume_words(one),
        agency=one.agency.code if one.agency else "", origin=str(ORIGINS[one.origin]), state=state_look(one),
        age=age(waited) if waits else "", is_late=waits and waited >= LATE_DAYS,
        tick=f"{one.pk}-{one.changed}" if is_ticked else "",
    )  # fmt: skip


def _board_row(row: Mapping[str, object], one: Agency, here: str, at: datetime) -> BoardRow:
    since = row.get("since")
    waited = days(since, at) if isinstance(since, datetime) else None
    return BoardRow(
        one.name, one.code, int(str(row.get("waiting", 0))), "" if waited is None else age(waited),
        waited is not None and waited >= LATE_DAYS, int(str(row.get("accepted", 0))),
        f"{here}?perangkat={one.pk}&keadaan={ProblemState.OPEN.value}",
        f"{here}?perangkat={one.pk}&keadaan={ProblemState.ACCEPTED.value}",
    )  # fmt: skip

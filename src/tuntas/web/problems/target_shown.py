"""Target areas as their pages show them: what remains where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.people.models import City
from tuntas.city.problems.models import Problem, TargetArea
from tuntas.city.problems.targets import Rest
from tuntas.rules.regulation import Aspect
from tuntas.web.problems.list_shown import volume_words
from tuntas.web.problems.words import ENDS, aspect_word, called, state_look
from tuntas.web.shared.components import Crumb, Event
from tuntas.web.shared.formats import day, moment


@dataclass(frozen=True, slots=True)
class ShownArea:
    """One target area in the list; `state` is word, colour, icon."""

    area: TargetArea
    url: str
    settlements: str
    aspects: str
    rest: str
    left: int
    where: Sequence[str]
    state: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class RestCell:
    """What remains of an aspect in a settlement; None: the aspect is not part of the definition there."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class RestRow:
    """A settlement with what remains in each aspect."""

    name: str
    url: str
    cells: Sequence[RestCell]


@dataclass(frozen=True, slots=True)
class RestProblem:
    """A problem that remains."""

    name: str
    url: str
    where: str
    volume: str
    agency: str
    state: tuple[str, str, str]


def shown(rests: Iterable[Rest], city: City, aspects: Mapping[str, Aspect]) -> list[ShownArea]:
    """The rows of the list."""
    return [_area(rest, city, aspects) for rest in rests]


def rest_words(rest: Rest) -> str:
    """`12 masalah tersisa`, or that nothing is on record."""
    left = len(rest.problems)
    if not left:
        return _("tidak ada masalah tersisa yang tercatat")
    return ngettext("%(n)d masalah tersisa", "%(n)d masalah tersisa", left) % {"n": left}


def where_words(rest: Rest, aspects: Mapping[str, Aspect]) -> list[str]:
    """What remains where, a line for each settlement: `Kawasan 1: Jalan Lingkungan, Drainase`."""
    found: dict[str, dict[str, None]] = {}
    for problem in rest.problems:
        name = problem.settlement.name if problem.settlement else problem.place.name
        found.setdefault(name, {})[aspect_word(aspects, problem.aspect)] = None
    return [f"{name}: {', '.join(told)}" for name, told in found.items()]


def grid(rest: Rest, city: City, aspects: Mapping[str, Aspect]) -> list[RestRow]:
    """Settlements by aspects."""
    here = reverse("problems", args=[city.code])
    counts: dict[tuple[int, str], int] = {}
    for problem in rest.problems:
        if problem.settlement_id is not None:
            key = (problem.settlement_id, problem.aspect)
            counts[key] = counts.get(key, 0) + 1
    members = rest.area.members.filter(left_on=None).select_related("settlement").order_by("settlement__name")
    return [
        RestRow(one.settlement.name, reverse("settlement", args=[city.code, one.settlement_id]), [
            RestCell(aspect_word(aspects, aspect), counts.get((one.settlement_id, aspect), 0),
                     f"{here}?kawasan={one.settlement_id}&aspek={aspect}")
            for aspect in in_order(rest.area, aspects)])
        for one in members
    ]  # fmt: skip


def in_order(area: TargetArea, aspects: Mapping[str, Aspect]) -> list[str]:
    """The aspects of a target area in the order of the rule set."""
    order = list(aspects)
    return sorted(area.aspects, key=lambda one: order.index(one) if one in order else len(order))


def problems(rest: Rest, city: City) -> list[RestProblem]:
    """The problems that remain."""
    return [_problem(one, city) for one in rest.problems]


def events(area: TargetArea) -> list[Event]:
    """What is known of its way, newest first; who changed what in between stands in the audit trail."""
    found = []
    if area.ended_on is not None:
        found.append(Event(_("Berakhir: %(how)s") % {"how": ENDS[area.end_kind]}, day(area.ended_on),
                           area.ended_on.isoformat(), "", area.end_reason, "archive"))  # fmt: skip
    left = area.members.filter(left_on__isnull=False).select_related("settlement").order_by("-left_on", "-pk")
    found += [Event(_("%(name)s dikeluarkan") % {"name": one.settlement.name}, day(one.left_on),
                    one.left_on.isoformat() if one.left_on else "", "", one.left_reason, "minus")
              for one in left]  # fmt: skip
    by = area.by.name if area.by else _("sistem")
    return [*found, Event(_("Dibuka"), moment(area.at), area.at.isoformat(), by, area.despite_reason, "add")]


def crumbs(city: City, *steps: Crumb) -> list[Crumb]:
    """The way to the list, and further."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code])),
           Crumb(_("Masalah"), reverse("problems", args=[city.code]))]  # fmt: skip
    here = reverse("target_areas", args=[city.code]) if steps else ""
    return [*way, Crumb(_("Daerah sasaran"), here), *steps]


def state_of(area: TargetArea) -> tuple[str, str, str]:
    """Whether it goes on, or how it ended."""
    if area.ended_on is None:
        return _("berjalan"), "is-note", "clock"
    css = "is-good" if area.end_kind == "COMPLETE" else ""
    return str(ENDS[area.end_kind]).lower(), css, "check" if css else "archive"


def _area(rest: Rest, city: City, aspects: Mapping[str, Aspect]) -> ShownArea:
    area = rest.area
    names = [one.settlement.name for one in area.members.all() if one.left_on is None]
    return ShownArea(area, reverse("target_area", args=[city.code, area.pk]), ", ".join(sorted(names)),
                     ", ".join(aspect_word(aspects, one) for one in in_order(area, aspects)), rest_words(rest),
                     len(rest.problems), where_words(rest, aspects), state_of(area))  # fmt: skip


def _problem(one: Problem, city: City) -> RestProblem:
    return RestProblem(called(one), reverse("problem", args=[city.code, one.pk]),
                       one.settlement.name if one.settlement else one.place.name, volume_words(one),
                       one.agency.code if one.agency else "", state_look(one))  # fmt: skip

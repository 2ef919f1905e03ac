"""Problems that wait for a person: for an agency to answer, or for the secretariat to find one that does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.people.access import duties_for, scope
from tuntas.city.people.models import City, User
from tuntas.city.problems.facts import latest_campaign
from tuntas.city.problems.models import Problem, ProblemState
from tuntas.web.shared.components import Task
from tuntas.web.shared.formats import age

LATE_DAYS, MOST = 14, 20


def problem_tasks(user: User, at: datetime) -> list[Task]:
    """One line for each agency of the person, one for what nobody answers, one for a survey not taken in yet."""
    return [*_to_answer(user, at), *_to_direct(user, at)]


def _to_answer(user: User, at: datetime) -> list[Task]:
    agencies = {duty.agency_id for duty in duties_for(user, "answer_problem") if duty.agency_id is not None}
    if not agencies:
        return []
    rows = Problem.objects.filter(agency__in=agencies, state=ProblemState.OPEN).order_by()
    groups = rows.values("agency", "agency__code", "city__code", "city__name").annotate(
        n=Count("pk"), since=Min("waiting_since"))  # fmt: skip
    return [
        _task(ngettext("Jawab %(n)d masalah untuk %(agency)s", "Jawab %(n)d masalah untuk %(agency)s", one["n"])
              % {"n": one["n"], "agency": one["agency__code"]},
              f"{_list(one)}?perangkat={one['agency']}&keadaan={ProblemState.OPEN.value}", one, at)
        for one in groups.order_by("since")[:MOST]
    ]  # fmt: skip


def _to_direct(user: User, at: datetime) -> list[Task]:
    """For who prepares the mayor's session."""
    if not duties_for(user, "keep_sessions"):
        return []
    rows = Problem.objects.filter(scope(user, "keep_sessions"), agency=None).waiting().order_by()
    groups = rows.values("city__code", "city__name").annotate(n=Count("pk"), since=Min("waiting_since"))
    tasks = [
        _task(ngettext("Tujukan %(n)d masalah tanpa perangkat daerah", "Tujukan %(n)d masalah tanpa perangkat daerah",
                       one["n"]) % {"n": one["n"]}, reverse("problem_board", args=[one["city__code"]]), one, at)
        for one in groups.order_by("since")[:MOST]
    ]  # fmt: skip
    return [*tasks, *_to_take_in(user, at)]


def _to_take_in(user: User, at: datetime) -> list[Task]:
    """Cities with settlements whose newest assessed survey is not among the problems yet."""
    tasks = []
    cities = City.objects.filter(scope(user, "keep_sessions", city=""), settlements__dissolved_on=None,
                                 settlements__isnull=False).distinct()  # fmt: skip
    for city in cities.order_by("code")[:MOST]:
        campaign = latest_campaign(city, on=timezone.localdate(at))
        if campaign and not Problem.objects.filter(city=city, campaign=campaign).exists():
            told = {"name": campaign.name, "year": campaign.year}
            tasks.append(Task(_("Ambil masalah dari %(name)s %(year)s") % told,
                              reverse("problem_refresh", args=[city.code]), city.name))  # fmt: skip
    return tasks


def _list(one: Mapping[str, Any]) -> str:
    return reverse("problems", args=[one["city__code"]])


def _task(title: str, url: str, one: Mapping[str, Any], at: datetime) -> Task:
    days = max(0, (at - one["since"]).days)
    return Task(title, url, one["city__name"], age(days), days >= LATE_DAYS)

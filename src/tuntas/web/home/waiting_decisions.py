"""Meetings and tasks that wait for a person: the head's list, words without paper, tasks of an owner or an agency."""

from datetime import datetime

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.decisions.models import Decision, Directive, Meeting
from tuntas.city.people.access import can, duties_for, scope
from tuntas.city.people.models import User
from tuntas.web.shared.components import Task
from tuntas.web.shared.formats import age, day

MOST, LATE_DAYS = 20, 7


def decision_tasks(user: User, at: datetime) -> list[Task]:
    """What waits for a word, for a paper, and the tasks that are the person's own (at most four queries)."""
    return [*_words(user, at), *_papers(user, at), *_own(user, at)]


def _words(user: User, at: datetime) -> list[Task]:
    """Open lists with items that have no word in that meeting, for who decides."""
    if not can(user, "decide"):
        return []
    rows = Meeting.objects.filter(scope(user, "decide", city="city")).waiting_for_words()
    found = rows.select_related("city").order_by("held_on")
    return [
        _task(one.title, reverse("meeting", args=[one.city.code, one.pk]),
              ngettext("%(n)s butir menunggu putusan Anda", "%(n)s butir menunggu putusan Anda", one.waiting)
              % {"n": one.waiting}, one.listed_at or one.called_at, at)
        for one in found[:MOST]
    ]  # fmt: skip


def _papers(user: User, at: datetime) -> list[Task]:
    """Arahan without a paper, by meeting, for the secretariat."""
    if not can(user, "keep_sessions"):
        return []
    mine = scope(user, "keep_sessions", city="item__meeting__city")
    words = Decision.objects.as_directives().filter(mine).values(
        meeting=F("item__meeting"), title=F("item__meeting__title"), code=F("item__meeting__city__code")
    )  # fmt: skip
    tasks = Directive.objects.open().filter(scope(user, "keep_sessions", city="city"), paper=None).values(
        "meeting", title=F("meeting__title"), code=F("city__code")
    )  # fmt: skip
    found: dict[int, dict[str, object]] = {}
    for rows in (words, tasks):
        for row in rows.annotate(n=Count("pk")).order_by():
            kept = found.setdefault(row["meeting"], {"title": row["title"], "code": row["code"], "n": 0})
            kept["n"] = int(str(kept["n"])) + row["n"]
    return [
        Task(ngettext("%(n)s arahan belum berdokumen", "%(n)s arahan belum berdokumen", int(str(row["n"])))
             % {"n": row["n"]}, reverse("meeting_force", args=[row["code"], pk]), str(row["title"]))
        for pk, row in sorted(found.items())
    ]  # fmt: skip


def _own(user: User, at: datetime) -> list[Task]:
    """Open tasks that the person owns, or that their agency has to give to somebody."""
    agencies = {duty.agency_id for duty in duties_for(user, "see_city") if duty.agency_id is not None}
    mine = Q(owner=user.pk) | Q(owner=None, agency__in=agencies)
    rows = Directive.objects.visible_to(user).open().filter(mine).select_related("city").order_by("due_on", "pk")
    today = timezone.localdate(at)
    return [
        Task(one.text, reverse("task", args=[one.city.code, one.pk]), _("Tenggat %(day)s") % {"day": day(one.due_on)},
             is_late=one.due_on < today)
        for one in rows[:MOST]
    ]  # fmt: skip


def _task(title: str, url: str, detail: str, since: datetime, at: datetime) -> Task:
    days = max(0, (at - since).days)
    return Task(title, url, detail, age(days), days >= LATE_DAYS)

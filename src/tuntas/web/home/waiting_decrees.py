"""Decrees that wait for a person: a draft to finish, to verify, to enact; a decree whose review is due."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.decrees.facts import review_due_on
from tuntas.city.decrees.models import Decree
from tuntas.city.people.access import can, made_by_other
from tuntas.city.people.models import User
from tuntas.web.decrees.words import called
from tuntas.web.shared.components import Task
from tuntas.web.shared.formats import age, count, day, hectares

LATE_DAYS, REVIEW_AHEAD = 7, timedelta(days=180)
VERBS = ("draft_decree", "verify_decree", "enact_decree")


def decree_tasks(user: User, at: datetime) -> list[Task]:
    """The open drafts by what the person may do next with them, then reviews that are due (two queries)."""
    if not any(can(user, verb) for verb in VERBS):
        return []
    seen = Decree.objects.visible_to(user).select_related("city__place", "drafted_by", "verified_by")
    drafts = seen.open().counted().order_by("drafted_at")
    tasks = [_draft_task(one, user, at) for one in drafts]
    return [*(task for task in tasks if task), *_review_tasks(user, at)]


def _draft_task(one: Decree, user: User, at: datetime) -> Task | None:
    told = {"name": one.name}
    if one.verified_at is not None:
        if can(user, "enact_decree", one.city) and made_by_other(user, one.drafted_by, one.verified_by):
            return _task(one, _("Catat penetapan %(name)s") % told, "decree_enact", one.verified_at, at)
        return None
    if can(user, "verify_decree", one.city) and made_by_other(user, one.drafted_by):
        return _task(one, _("Verifikasi %(name)s") % told, "decree_verify", one.drafted_at, at)
    if can(user, "draft_decree", one.city):
        return _task(one, _("Selesaikan rancangan %(name)s") % told, "decree", one.drafted_at, at)
    return None


def _review_tasks(user: User, at: datetime) -> list[Task]:
    if not can(user, "draft_decree"):
        return []
    today = timezone.localdate(at)
    latest = Decree.objects.visible_to(user).enacted().filter(revisions__enacted_at=None).select_related("city__place")
    tasks = []
    for one in latest.order_by("signed_on"):
        due = review_due_on(one)
        if due is not None and due <= today + REVIEW_AHEAD and can(user, "draft_decree", one.city):
            title = _("Tinjau ulang %(name)s") % {"name": called(one)}
            tasks.append(Task(title, reverse("decree", args=[one.city.code, one.pk]),
                              _("Jatuh tempo %(day)s") % {"day": day(due)}, is_late=due < today))  # fmt: skip
    return tasks


def _task(one: Decree, title: str, page: str, since: datetime, at: datetime) -> Task:
    days = max(0, (at - since).days)
    told = {"n": count(one.locations), "area": hectares(one.lines_m2)}
    return Task(title, reverse(page, args=[one.city.code, one.pk]), _("%(n)s lokasi, %(area)s") % told, age(days),
                days >= LATE_DAYS)  # fmt: skip

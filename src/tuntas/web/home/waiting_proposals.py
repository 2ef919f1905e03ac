"""Proposals that wait for a person: own drafts, prices that are asked for, budget documents that are due."""

from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.people.access import can, scope
from tuntas.city.people.models import City, User
from tuntas.city.proposals.calendar import coming
from tuntas.city.proposals.models import Proposal, ProposalLine, ProposalState
from tuntas.web.shared.components import Task
from tuntas.web.shared.formats import age, day, language

LATE_DAYS, MOST = 14, 20
AHEAD = timedelta(days=30)


def proposal_tasks(user: User, at: datetime) -> list[Task]:
    """Own drafts; for who keeps the costs, prices that are asked for and documents due within a month."""
    return [*_drafts(user, at), *_prices(user), *_dues(user, at)]


def _drafts(user: User, at: datetime) -> list[Task]:
    if not can(user, "propose"):
        return []
    rows = Proposal.objects.visible_to(user).filter(drafted_by=user.pk, state=ProposalState.DRAFT)
    groups = rows.order_by().values("city__code", "city__name").annotate(n=Count("pk"), since=Min("drafted_at"))
    tasks = []
    for one in groups.order_by("city__code")[:MOST]:
        days = max(0, (at - one["since"]).days)
        title = ngettext("Ajukan %(n)d konsep usulan", "Ajukan %(n)d konsep usulan", one["n"]) % {"n": one["n"]}
        address = f"{reverse('proposals', args=[one['city__code']])}?keadaan={ProposalState.DRAFT.value}"
        tasks.append(Task(title, address, one["city__name"], age(days), days >= LATE_DAYS))
    return tasks


def _prices(user: User) -> list[Task]:
    if not can(user, "keep_costs"):
        return []
    rows = ProposalLine.objects.filter(scope(user, "keep_costs", city="proposal__city"), cost_idr=None)
    standing = rows.filter(proposal__state__in=[ProposalState.DRAFT, ProposalState.SUBMITTED])
    groups = standing.order_by().values("proposal__city__code", "proposal__city__name").annotate(
        n=Count("activity", distinct=True), year=Min("proposal__year"))  # fmt: skip
    return [
        Task(ngettext("Isi %(n)d harga satuan", "Isi %(n)d harga satuan", one["n"]) % {"n": one["n"]},
             f"{reverse('unit_costs', args=[one['proposal__city__code']])}?tahun={one['year']}",
             one["proposal__city__name"])
        for one in groups.order_by("proposal__city__code")[:MOST]
    ]  # fmt: skip


def _dues(user: User, at: datetime) -> list[Task]:
    """For budget years in which something is proposed."""
    if not can(user, "keep_costs"):
        return []
    today, found = timezone.localdate(at), []
    years: dict[int, set[int]] = {}
    standing = Proposal.objects.filter(scope(user, "keep_costs")).standing().order_by()
    for city_id, year in standing.values_list("city", "year").distinct():
        years.setdefault(city_id, set()).add(year)
    for city in City.objects.filter(pk__in=years).order_by("code")[:MOST]:
        for due in coming(city, on=today):
            if due.on <= today + AHEAD and due.year in years[city.pk]:
                told = {"document": due.document.name.in_(language()), "year": due.year}
                found.append(Task(_("%(document)s %(year)s segera jatuh tempo") % told,
                                  f"{reverse('budget_calendar', args=[city.code])}?tahun={due.year}",
                                  _("%(city)s, %(day)s") % {"city": city.name, "day": day(due.on)}))  # fmt: skip
    return found

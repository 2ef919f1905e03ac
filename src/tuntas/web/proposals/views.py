"""Proposals of a city: the list with its totals, one proposal, and where proposals of two agencies meet."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.people.access import can, need
from tuntas.city.proposals.clashes import clashes, too_early
from tuntas.city.proposals.facts import whole
from tuntas.city.proposals.models import Proposal
from tuntas.city.proposals.screening import Screener
from tuntas.web.city_page.loading import load_city
from tuntas.web.papers.loading import attachment
from tuntas.web.proposals import clash_shown, list_shown, page_shown
from tuntas.web.proposals.filtering import ProposalFilterForm, ordered
from tuntas.web.proposals.loading import KEEPS, chosen_proposal
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.listing import PAGE
from tuntas.web.shared.maps import map_answer
from tuntas.web.shared.table_files import FILES

A_PAGE = 50


@login_required
@require_safe
def proposals(request: HttpRequest, code: str) -> HttpResponse:
    """The list: what is proposed, what it costs and does, what is due next."""
    city, on = load_city(request, code), timezone.localdate()
    seen = Proposal.objects.visible_to(request.user).filter(city=city)
    form = ProposalFilterForm(request.GET, seen)
    query, sorting = ordered(form.narrowed(seen), request.GET)
    rows = form.by_money(list(whole(query)))
    screener = Screener(city, [one.settlement for one in rows], on=on)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get(PAGE))
    return render(request, "proposals/list.html", {
        "city": city, "breadcrumbs": list_shown.crumbs(city), "form": form, "chips": form.chips(request.GET),
        "sorting": sorting, "page": page, "rows": list_shown.shown(page.object_list, screener), "known": seen.exists(),
        "tiles": list_shown.tiles(rows, screener), "totals": list_shown.totals(rows, screener, city),
        "dues": list_shown.dues(city, on), "clashes": len(clashes(one for one in rows if one.is_standing)),
        "can_propose": can(request.user, "propose", city),
        "can_keep": can(request.user, KEEPS, city), "can_export": can(request.user, "export", city),
    })  # fmt: skip


@login_required
@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly what is filtered, a line for each work."""
    city = load_city(request, code)
    need(can(request.user, "export", city))
    seen = Proposal.objects.visible_to(request.user).filter(city=city)
    form = ProposalFilterForm(request.GET, seen)
    rows = form.by_money(list(whole(ordered(form.narrowed(seen), request.GET)[0])))
    kind = request.GET.get("format", "xlsx")
    if kind not in FILES:
        raise Http404
    write, content_type = FILES[kind]
    screener = Screener(city, [one.settlement for one in rows], on=timezone.localdate())
    content = write(_("Usulan"), list_shown.head(), list_shown.lines(rows, screener))
    return attachment(content, content_type, f"usulan-{city.code}.{kind}")


@login_required
@require_safe
def proposal(request: HttpRequest, code: str, proposal_id: int) -> HttpResponse:
    """One proposal: what, where, at what cost, what it would do, what is missing, and its way through the budget."""
    chosen = chosen_proposal(request, code, proposal_id)
    return render(request, "proposals/proposal.html", page_shown.context(request, chosen, timezone.localdate()))


@login_required
@require_safe
def outline(request: HttpRequest, code: str, proposal_id: int) -> HttpResponse:
    """Where it is: its own shape, on its settlement."""
    chosen = chosen_proposal(request, code, proposal_id)
    return map_answer(request, page_shown.features(chosen, timezone.localdate()))


@login_required
@require_safe
def meeting_places(request: HttpRequest, code: str) -> HttpResponse:
    """Where two agencies build in one settlement and year, and works that come before what belongs first."""
    city = load_city(request, code)
    rows = whole(Proposal.objects.visible_to(request.user).filter(city=city).standing()).order_by("year", "pk")
    found = list(rows)
    return render(request, "proposals/clashes.html", {
        "city": city, "breadcrumbs": list_shown.crumbs(city, Crumb(_("Bentrokan dan urutan"))),
        "clashes": clash_shown.shown(clashes(found)), "early": clash_shown.early(too_early(found)),
    })  # fmt: skip

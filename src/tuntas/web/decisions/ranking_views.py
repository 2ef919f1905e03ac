"""The ranking of what waits, and the versions of its weights."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.decisions.meetings import ranked_list
from tuntas.city.decisions.models import ItemKind, Weighting
from tuntas.city.decisions.refusals import CannotDecide
from tuntas.city.decisions.weighting import WeightsHead, current_weighting, keep_weights, weights_of
from tuntas.city.people.access import can, need
from tuntas.web.city_page.loading import load_city
from tuntas.web.decisions import ranking_shown
from tuntas.web.decisions.forms import WeightsForm
from tuntas.web.decisions.loading import crumbs
from tuntas.web.decisions.words import ITEMS, measure_word, refusal_text
from tuntas.web.shared.requests import SignedInRequest

KIND = "jenis"
#: In the address.
KINDS = {"usulan": ItemKind.PROPOSAL, "daerah-sasaran": ItemKind.TARGET_AREA, "masalah": ItemKind.PROBLEM}
MOST = 100


@login_required
@require_safe
def ranking(request: SignedInRequest, code: str) -> HttpResponse:
    """Everything of a kind that waits, in the order of the advice, with what each weight adds."""
    city = load_city(request, code)
    asked = request.GET.get(KIND, "usulan")
    kind = KINDS.get(asked, ItemKind.PROPOSAL)
    weighting = current_weighting(city)
    found = ranked_list(city, kind, weights_of(weighting), on=timezone.localdate())
    return render(request, "decisions/ranking.html", {
        "city": city, "rows": ranking_shown.rows(found)[:MOST], "total": len(found), "most": MOST,
        "tops": ranking_shown.top_words(found[:MOST]), "top": ranking_shown.TOP, "weighting": weighting,
        "kinds": [(name, ITEMS[one], one is kind) for name, one in KINDS.items()], "kind": ITEMS[kind],
        "breadcrumbs": crumbs(city, (_("Peringkat"), "")),
    })  # fmt: skip


@login_required
def weightings(request: SignedInRequest, code: str) -> HttpResponse:
    """The versions of weights; who prepares sessions keeps a new one."""
    city = load_city(request, code)
    can_keep = can(request.user, "keep_sessions", city)
    newest = current_weighting(city)
    current = weights_of(newest)
    form = WeightsForm(request.POST or None, initial=current)
    if request.method == "POST":
        need(can_keep)
        if form.is_valid():
            head = WeightsHead(form.cleaned_data["name"], form.cleaned_data["reason"])
            try:
                keep_weights(city=city, weights=form.weights(), head=head, by=request.user, at=timezone.now())
            except CannotDecide as refusal:
                form.add_error(None, refusal_text(refusal))
            else:
                messages.success(request, _("Bobot baru berlaku bagi daftar yang disusun sesudah ini."))
                return redirect("weightings", code)
    versions = Weighting.objects.visible_to(request.user).filter(city=city).select_related("by").order_by("-version")
    whole = sum(current.values()) or 1
    return render(request, "decisions/weightings.html", {
        "city": city, "form": form if can_keep else None, "versions": versions, "newest": newest,
        "weights": [(measure_word(code), weight, 100 * weight // whole) for code, weight in current.items()],
        "breadcrumbs": crumbs(city, (_("Bobot peringkat"), "")),
    })  # fmt: skip

"""Taking proposals without money to a later year: what it would change first, then in one act."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.proposals.access import can_write
from tuntas.city.proposals.catalogue import activity_word
from tuntas.city.proposals.facts import unfunded
from tuntas.city.proposals.models import Proposal
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.proposals.rolling import Step, preview, roll_over
from tuntas.web.city_page.loading import load_city
from tuntas.web.proposals import list_shown
from tuntas.web.proposals.loading import KEEPS
from tuntas.web.proposals.words import refusal_text
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language, rupiah
from tuntas.web.shared.requests import SignedInRequest

FROM, TO, CHOSEN = "dari", "ke", "usulan"


@login_required
def roll(request: SignedInRequest, code: str) -> HttpResponse:
    """The proposals of a year without money, those ticked or all, with their cost in the year they go to."""
    city = load_city(request, code)
    need(can(request.user, KEEPS, city) or can(request.user, "propose", city))
    seen = Proposal.objects.visible_to(request.user).filter(city=city)
    years = sorted(set(seen.standing().values_list("year", flat=True)))
    year = _year(request.GET.get(FROM, ""), years[0] if years else timezone.localdate().year)
    to_year = max(year + 1, _year(request.GET.get(TO, ""), year + 1))
    rows = [one for one in unfunded(city, year) if can_write(request.user, one) or can(request.user, KEEPS, city)]
    if request.method == "POST":
        asked = {int(one) for one in request.POST.getlist(CHOSEN) if one.isdecimal() and len(one) < 12}
        taken = [one.pk for one in rows if one.pk in asked]
        if _rolled(request, city, taken, to_year):
            return redirect(f"{reverse('proposals', args=[code])}?tahun={to_year}")
    return render(request, "proposals/roll.html", {
        "city": city, "years": years, "year": year, "to_year": to_year, "targets": range(year + 1, year + 6),
        "rows": [_shown(step) for step in preview(rows, to_year=to_year)],
        "breadcrumbs": list_shown.crumbs(city, Crumb(_("Belum terdanai"))),
    })  # fmt: skip


def _rolled(request: SignedInRequest, city: City, taken: list[int], to_year: int) -> bool:
    if not taken:
        messages.error(request, _("Centang dulu usulan yang dilanjutkan."))
        return False
    try:
        made = roll_over(city=city, proposals=taken, to_year=to_year, by=request.user, at=timezone.now())
    except CannotPropose as refusal:
        messages.error(request, refusal_text(refusal))
        return False
    told = ngettext("%(n)d usulan berlanjut ke %(year)d.", "%(n)d usulan berlanjut ke %(year)d.", len(made))
    messages.success(request, told % {"n": len(made), "year": to_year})
    return True


def _shown(step: Step) -> dict[str, object]:
    one = step.proposal
    return {
        "pk": one.pk, "title": one.title, "url": list_shown.proposal_url(one), "agency": one.agency.code,
        "settlement": one.settlement.name, "before": rupiah(step.before_idr), "after": rupiah(step.after_idr),
        "unpriced": [activity_word(code, language()) for code in step.unpriced], "rolled": one.rolled_from_id,
    }  # fmt: skip


def _year(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) == 4 and 1945 <= int(text) <= 2195 else default

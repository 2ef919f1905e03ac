"""The schemes of the settlements: which party carries which share; changes are new versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.financing.facts import schemes_of
from tuntas.city.financing.models import Party, Scheme
from tuntas.city.financing.schemes import record_scheme
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.settlements.models import Settlement
from tuntas.web.city_page.loading import load_city
from tuntas.web.funding.loading import crumbs
from tuntas.web.funding.paper_forms import filed
from tuntas.web.funding.scheme_forms import (
    PartForm,
    SchemeForm,
    first_values,
    part_forms,
    parts_of,
    share_words,
)
from tuntas.web.shared.requests import SignedInRequest

#: The colour of a party's share in the bar: classes of the charts, in the order of the parties.
FILLS = ("bar-total", "bar-up", "bar-down", "bar-off")


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A share for reading, and where it stands in the bar."""

    party: str
    origin: str
    is_financing: bool
    share: str
    amount_idr: int | None
    conditions: str
    x: str
    width: str
    css: str


@login_required
@require_safe
def schemes_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Every settlement with the scheme that holds, and those that have none yet."""
    city = load_city(request, code)
    known = schemes_of(city)
    settlements = Settlement.objects.visible_to(request.user).filter(city=city).existing(timezone.localdate())
    rows = [(one, versions[0] if (versions := known.get(one.pk)) else None)
            for one in settlements.select_related("place").order_by("name", "pk")]  # fmt: skip
    return render(request, "funding/schemes.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Skema"), financing=True),
        "rows": [(one, scheme, shown_parts(scheme)) for one, scheme in rows],
        "without": sum(scheme is None for _one, scheme in rows), "can_keep": can(request.user, "keep_funds", city),
    })  # fmt: skip


@login_required
def scheme_page(request: SignedInRequest, code: str, settlement_id: int) -> HttpResponse:
    """The versions of one settlement's scheme, and for who keeps the funds the next one."""
    city = load_city(request, code)
    settlement = get_object_or_404(Settlement.objects.visible_to(request.user).filter(city=city), pk=settlement_id)
    versions = schemes_of(city).get(settlement.pk, [])
    last = versions[0] if versions else None
    is_sent, today = request.method == "POST", timezone.localdate()
    sent = (request.POST, request.FILES) if is_sent else ()
    form = SchemeForm(*sent, today=today, initial=first_values(last, today))
    parts = part_forms(request.POST if is_sent else None, city, last)
    if is_sent:
        need(can(request.user, "keep_funds", settlement))
        rows_right = all([one.is_valid() for one in parts])  # every row tells its fault
        if form.is_valid() and rows_right and _recorded(request, settlement, form, parts):
            return redirect("scheme", code, settlement.pk)
    return render(request, "funding/scheme.html", {
        "city": city, "breadcrumbs": crumbs(city, _("Skema"), settlement.name, financing=True), "form": form,
        "settlement": settlement, "parts": parts, "last": last,
        "versions": [(one, shown_parts(one)) for one in versions],
        "has_origins": city.sources.exists() or city.instruments.exists(),
        "can_keep": can(request.user, "keep_funds", settlement),
    })  # fmt: skip


def shown_parts(scheme: Scheme | None) -> Sequence[ShownPart]:
    """The shares in the order of the scheme."""
    left, shown = 0, []
    for place, part in enumerate(scheme.parts.all() if scheme else ()):
        origin = part.source or part.instrument
        shown.append(ShownPart(
            str(Party(part.party).label), origin.name if origin else "", part.instrument_id is not None,
            share_words(part.share_ppm), part.amount_idr, part.conditions, _percent(left), _percent(part.share_ppm),
            FILLS[place % len(FILLS)],
        ))  # fmt: skip
        left += part.share_ppm
    return shown


def _percent(share_ppm: int) -> str:
    whole, rest = divmod(share_ppm, 10_000)
    return f"{whole}.{rest:04}%"


def _recorded(request: SignedInRequest, settlement: Settlement, form: SchemeForm, parts: Sequence[PartForm]) -> bool:
    city: City = settlement.city
    told: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    scheme = filed(city, form, told, lambda paper: record_scheme(
        settlement=settlement, head=form.head(parts_of(parts, city), paper), **told))  # fmt: skip
    if scheme is not None:
        messages.success(request, _("Skema versi %(n)d tersimpan.") % {"n": scheme.version})
    return scheme is not None

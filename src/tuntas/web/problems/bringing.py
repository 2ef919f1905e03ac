"""Bringing a problem that no assessment shows, with its evidence."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.people.access import can, duties_for, need, place_scope, scope
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.city.problems.actions import Brought, bring_problem
from tuntas.city.problems.answering import own_agency
from tuntas.city.problems.models import Problem, ProblemOrigin
from tuntas.city.problems.refusals import CannotHandle
from tuntas.city.settlements.models import Settlement
from tuntas.web.city_page.loading import load_city
from tuntas.web.problems.forms import BringForm
from tuntas.web.problems.list_shown import crumbs
from tuntas.web.problems.papers import PaperRefused, filed, filed_quote
from tuntas.web.problems.views import agencies_of
from tuntas.web.problems.words import ORIGINS, refusal_text, rules_of
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.requests import SignedInRequest

BRING = "bring_problem"


@login_required
def bring(request: SignedInRequest, code: str) -> HttpResponse:
    """The form, and the problem that it brings."""
    city = load_city(request, code)
    need(can(request.user, BRING, city))
    form = _form(request, city)
    if request.method == "POST" and form.is_valid():
        made = _brought(request, city, form)
        if made is not None:
            told = {"agency": made.agency.code} if made.agency else {}
            messages.success(request, _("Masalah disampaikan kepada %(agency)s.") % told if told else
                             _("Masalah tersimpan; belum ada perangkat daerah yang menjawabnya."))  # fmt: skip
            return redirect("problem", code, made.pk)
    return render(request, "problems/bring.html", {
        "city": city, "form": form, "breadcrumbs": crumbs(city, Crumb(_("Sampaikan masalah"))),
    })  # fmt: skip


def _form(request: SignedInRequest, city: City) -> BringForm:
    user, on = request.user, timezone.localdate()
    reach = scope(user, BRING, city="city", place="place")
    settlements = Settlement.objects.filter(reach, city=city).existing(on).select_related("place").order_by("name")
    places = Place.objects.filter(place_scope(user, BRING), city=city.place_id, level=Level.KELURAHAN,
                                  dissolved_on=None).order_by("name")  # fmt: skip
    origins = [ProblemOrigin.KELURAHAN if _is_local(user, city) else ProblemOrigin.AGENCY, ProblemOrigin.MUSRENBANG]
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return BringForm(
        *sent, settlements=[(str(one.pk), f"{one.name} ({one.place.name})") for one in settlements],
        places=[(str(one.pk), one.name) for one in places],
        origins=[(one.value, str(ORIGINS[one]).capitalize()) for one in origins], aspects=rules_of(city).aspects,
        agencies=agencies_of(city), initial={"settlement": request.GET.get("kawasan", "")},
    )  # fmt: skip


def _is_local(user: Any, city: City) -> bool:
    """Whether the person brings problems of their area alone: a kelurahan or a kecamatan."""
    held = [duty for duty in duties_for(user, BRING) if duty.city_id == city.pk]
    return bool(held) and all(duty.area_id is not None for duty in held)


def _brought(request: SignedInRequest, city: City, form: BringForm) -> Problem | None:
    """The problem; None where it is refused, which then stands in the form."""
    at = timezone.now()
    try:
        with transaction.atomic():  # a refused problem leaves no paper behind
            return bring_problem(city=city, brought=_told(request, city, form, at), by=request.user, at=at)
    except PaperRefused:
        pass  # stands at its field
    except CannotHandle as refusal:
        form.add_error(None, refusal_text(refusal))
    return None


def _told(request: SignedInRequest, city: City, form: BringForm, at: datetime) -> Brought:
    said = form.cleaned_data
    settlements = Settlement.objects.select_related("place").filter(city=city)
    settlement = settlements.get(pk=said["settlement"]) if said["settlement"] else None
    place = settlement.place if settlement else Place.objects.get(city=city.place_id, pk=said["place"])
    return Brought(
        subject=said["subject"], text=said["text"], evidence=filed(request, city, form, at, place),
        settlement=settlement, place=place, origin=ProblemOrigin(said["origin"]), aspect=said["aspect"],
        volume_micro=said["volume"], quote=said["quote"],
        quote_paper=filed_quote(request, city, form, at, place),
        agency=city.agencies.get(pk=said["agency"]) if said["agency"] else None,
        brought_by_agency=own_agency(request.user, city, BRING),
    )  # fmt: skip

"""Printed survey forms: which RT, blank or with the last figures, on which paper; then all of them as one PDF."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.people.access import need
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign
from tuntas.reports.survey_forms.printing import MOST_FORMS, FormChoice, form_places, forms_pdf
from tuntas.reports.words import place_in_file_name
from tuntas.web.city_page.loading import CAMPAIGN, chosen_campaign, load_campaigns, load_city
from tuntas.web.papers.access import can_print
from tuntas.web.papers.choices import AREA, FormsChoiceForm, area_choices
from tuntas.web.papers.loading import attachment, campaign_of, place_of
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.requests import SignedInRequest

AREAS = (Level.KECAMATAN, Level.KELURAHAN, Level.RW, Level.RT)


@login_required
@require_safe
def forms_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Choose; before the first survey, what to do first."""
    city = load_city(request, code)
    need(can_print(request.user, city))
    campaigns = load_campaigns(city)
    campaign = chosen_campaign(request, campaigns)
    told = {"city": city, "campaign": campaign, "campaigns": campaigns, "breadcrumbs": _crumbs(city)}
    if campaign is None:
        return render(request, "papers/forms.html", told)
    asked = request.GET.get(AREA, "")
    area = place_of(request.user, city, asked, AREAS) if asked else None
    areas = area_choices(request.user, campaign, area)
    form = FormsChoiceForm(initial={AREA: asked, CAMPAIGN: campaign.pk}, areas=areas)
    return render(request, "papers/forms.html", told | {"form": form, "has_rts": bool(areas)})


@login_required
@require_safe
def forms_file(request: SignedInRequest, code: str) -> HttpResponse:
    """One PDF with a form for each RT of the area."""
    city = load_city(request, code)
    need(can_print(request.user, city))
    campaign, asked = campaign_of(request, city), request.GET.get(AREA, "")
    area = place_of(request.user, city, asked, AREAS) if asked else None
    places = form_places(request.user, campaign, area)
    if not places or len(places) > MOST_FORMS:
        return _refused(request, campaign, len(places))
    form = FormsChoiceForm(request.GET, areas=area_choices(request.user, campaign, area))
    content = forms_pdf(request.user, campaign, places, form.choice(), at=timezone.now(),
                        address_of=lambda place: _entry_address(request, campaign, place))  # fmt: skip
    return attachment(content, "application/pdf", _file_name(campaign, area, form.choice()))


def _refused(request: SignedInRequest, campaign: Campaign, count: int) -> HttpResponse:
    if count:
        told = {"count": count, "most": MOST_FORMS}
        sentence = (
            _("Sekali cetak paling banyak %(most)s RT; pilihan ini memuat %(count)s. Pilih satu kelurahan.") % told
        )
    else:
        sentence = _("Tidak ada RT di wilayah itu. Tambahkan RT di halaman wilayah, atau pilih wilayah lain.")
    messages.error(request, sentence)
    return redirect(f"{reverse('survey_forms', args=[campaign.city.code])}?{CAMPAIGN}={campaign.pk}")


def _entry_address(request: SignedInRequest, campaign: Campaign, place: Place) -> str:
    return request.build_absolute_uri(reverse("entry", args=[campaign.city.code, campaign.pk, place.pk]))


def _file_name(campaign: Campaign, area: Place | None, choice: FormChoice) -> str:
    kind = _("terisi") if choice.is_prefilled else _("kosong")
    where = place_in_file_name(area or campaign.city.place)
    return "-".join([_("formulir"), where, str(campaign.year), kind, f"{choice.paper}.pdf"])


def _crumbs(city: City) -> list[Crumb]:
    return [Crumb(city.name, reverse("city_page", args=[city.code])), Crumb(_("Formulir cetak"))]

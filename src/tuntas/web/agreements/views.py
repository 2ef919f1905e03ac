"""Agreements of a campaign: the kelurahan and their state, one kelurahan, its draft to print, its signed paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from tuntas.city.dossiers.agreements import (
    AgreementState,
    KelurahanAgreement,
    KelurahanState,
    kelurahan_agreement,
    kelurahan_states,
)
from tuntas.city.people.access import can, need
from tuntas.city.records.content_types import SUFFIXES, RefusedContent
from tuntas.city.records.files import open_file
from tuntas.city.records.models import Paper
from tuntas.city.surveys.access import can_agree, can_object, can_plan
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.agreements import SignedMinutes, file_agreement
from tuntas.city.surveys.models import Agreement
from tuntas.web.agreements import shown, words
from tuntas.web.agreements.forms import MinutesForm
from tuntas.web.agreements.loading import Chosen, chosen_kelurahan, person
from tuntas.web.city_page.loading import chosen_campaign, load_campaigns, load_city
from tuntas.web.shared.components import Figure
from tuntas.web.shared.formats import count


@login_required
@require_safe
def agreements(request: HttpRequest, code: str) -> HttpResponse:
    """Every kelurahan of the campaign and how far it is."""
    city = load_city(request, code)
    campaigns = load_campaigns(city)
    campaign = chosen_campaign(request, campaigns)
    told: dict[str, object] = {"city": city, "campaign": campaign, "campaigns": campaigns,
                               "breadcrumbs": shown.crumbs(city), "can_plan": can_plan(request.user, city)}  # fmt: skip
    if campaign is None:
        return render(request, "agreements/list.html", told)
    states = kelurahan_states(request.user, campaign, timezone.localdate())
    return render(request, "agreements/list.html", told | {
        "rows": shown.shown_kelurahan(states, campaign), "figures": _figures(states),
        "period": words.period_words(campaign),
    })  # fmt: skip


@login_required
@require_safe
def agreement_page(request: HttpRequest, code: str, kelurahan_id: int) -> HttpResponse:
    """One kelurahan: what is missing, its RT, its papers, its objections, and every corrected figure."""
    chosen = chosen_kelurahan(request, code, kelurahan_id)
    found, on = _found(request, chosen), timezone.localdate()
    return render(request, "agreements/kelurahan.html", _told(request, chosen, found) | {
        "breadcrumbs": shown.crumbs(chosen.city, chosen.campaign, (chosen.place.name, "")),
        "lacks": words.lack_words(found.state, chosen.campaign), "period": words.period_words(chosen.campaign),
        "is_objection_time": words.is_objection_time(chosen.campaign, on),
        "agreements": shown.shown_agreements(found),
        "objections": shown.shown_objections(found.objections, chosen.campaign),
        "changes": shown.shown_changes(found.changes, chosen.campaign),
    })  # fmt: skip


@login_required
@require_safe
def draft(request: HttpRequest, code: str, kelurahan_id: int) -> HttpResponse:
    """The minutes to print and sign, with the data as they stand now. The paper is in Indonesian whoever prints it."""
    chosen = chosen_kelurahan(request, code, kelurahan_id)
    found = _found(request, chosen)
    with override("id"):
        paper = _told(request, chosen, found) | {
            "signatures": shown.signature_rows(found.rows, chosen.place),
            "period": words.period_words(chosen.campaign),
            "tally": shown.objection_tally(found.objections),
            "at": timezone.now(),
        }
    crumbs = shown.crumbs(chosen.city, chosen.campaign, (chosen.place.name, _own(chosen)), (_("Draf berita acara"), ""))
    return render(request, "agreements/draft.html", paper | {"breadcrumbs": crumbs})


@login_required
def file_signed(request: HttpRequest, code: str, kelurahan_id: int) -> HttpResponse:
    """File the signed paper: from then on the data count as agreed."""
    chosen = chosen_kelurahan(request, code, kelurahan_id)
    need(can_agree(request.user, chosen.campaign, chosen.place))
    form = MinutesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _filed(request, chosen, form):
        messages.success(request, _("Berita acara tercatat; data kelurahan ini sekarang disepakati."))
        return redirect(_own(chosen))
    found = _found(request, chosen)
    return render(request, "agreements/file.html", _told(request, chosen, found) | {
        "form": form, "lacks": words.lack_words(found.state, chosen.campaign),
        "breadcrumbs": shown.crumbs(chosen.city, chosen.campaign, (chosen.place.name, _own(chosen)),
                                    (_("Catat yang ditandatangani"), "")),
    })  # fmt: skip


@login_required
@require_safe
def paper(request: HttpRequest, code: str, agreement_id: int) -> FileResponse:
    """The signed paper. It holds names and signatures: for those who may see personal data."""
    city = load_city(request, code)
    seen = Agreement.objects.visible_to(request.user).filter(campaign__city=city).select_related("paper__file")
    agreement = get_object_or_404(seen, pk=agreement_id)
    need(Paper.objects.visible_to(request.user).filter(pk=agreement.paper_id).exists())
    stored = agreement.paper.file
    if stored is None:
        raise Http404
    name = f"berita-acara-{agreement.pk}{SUFFIXES.get(stored.media_type, '')}"
    response = FileResponse(open_file(stored), as_attachment=True, filename=name, content_type=stored.media_type)
    response["Cache-Control"] = "private, no-store"
    return response


def _filed(request: HttpRequest, chosen: Chosen, form: MinutesForm) -> bool:
    said = form.cleaned_data
    minutes = SignedMinutes(said["agreed_on"], said["signatories"], said["content"], said["number"],
                            said["content"].name)  # fmt: skip
    try:
        file_agreement(campaign=chosen.campaign, place=chosen.place, minutes=minutes, by=person(request),
                       at=timezone.now())  # fmt: skip
    except (CannotSurvey, RefusedContent) as refusal:
        field = "agreed_on" if refusal.code == "SURVEY-AGREED-AHEAD" else None
        form.add_error(field, words.refusal_text(refusal.code, refusal.params))
        return False
    return True


def _found(request: HttpRequest, chosen: Chosen) -> KelurahanAgreement:
    found = kelurahan_agreement(request.user, chosen.campaign, chosen.place, timezone.localdate())
    if found is None:
        raise Http404
    return found


def _told(request: HttpRequest, chosen: Chosen, found: KelurahanAgreement) -> dict[str, object]:
    user = request.user
    return {
        "city": chosen.city, "place": chosen.place, "campaign": chosen.campaign, "query": chosen.query,
        "state": found.state, "rows": shown.shown_rts(found, chosen.campaign), "totals": shown.totals(found.rows),
        "can_agree": can_agree(user, chosen.campaign, chosen.place), "can_object": can_object(user, chosen.place),
        "can_see_paper": can(user, "see_personal", chosen.place),
    }  # fmt: skip


def _own(chosen: Chosen) -> str:
    return f"{reverse('agreement', args=[chosen.city.code, chosen.place.pk])}{chosen.query}"


def _figures(states: list[KelurahanState]) -> list[Figure]:
    agreed = sum(one.state is AgreementState.AGREED for one in states)
    changed = sum(one.state is AgreementState.CHANGED for one in states)
    records, covered = sum(one.records for one in states), sum(one.covered for one in states)
    return [
        Figure(_("Kelurahan sepakat"), f"{count(agreed)} / {count(len(states))}",
               note=_("semua data RT-nya tercakup berita acara"), icon="paper", is_accent=True),
        Figure(_("RT yang disepakati"), f"{count(covered)} / {count(records)}",
               note=_("dari yang datanya sudah diterima"), icon="check"),
        Figure(_("Berubah sejak disepakati"), count(changed), _("kelurahan"), _("perlu berita acara baru"),
               icon="refresh"),
        Figure(_("Keberatan terbuka"), count(sum(one.open_objections for one in states)),
               note=_("menunggu putusan"), icon="wait"),
    ]  # fmt: skip

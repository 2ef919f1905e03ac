"""The official sheets of a city: figures of a period, the workbook, what was issued, and why it differs now."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.hectares.facts import city_ledger
from tuntas.city.hectares.models import IssuedReport, LedgerEntry, YearTarget
from tuntas.city.hectares.reports import (
    differences_from,
    issue_report,
    reading_of,
    reading_of_report,
    records_of,
)
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.ledger.measures import Reading
from tuntas.ledger.official_forms import OfficialForm, UnknownForm, Value, all_forms, fill, form_named, vague_figures
from tuntas.sheets.writing.official_book import SheetHead, official_book
from tuntas.web.city_page.loading import load_city
from tuntas.web.official import shown
from tuntas.web.official.forms import IssueForm, PeriodForm
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language, moment
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.shared.table_files import FILES


@login_required
@require_safe
def sheets(request: SignedInRequest, code: str) -> HttpResponse:
    """Every sheet with its figures for the period, and what went out."""
    return _page(request, load_city(request, code))


@login_required
@require_safe
def sheet_file(request: SignedInRequest, code: str, form: str) -> HttpResponse:
    """A sheet as a workbook, with its definitions and what is missing."""
    city = load_city(request, code)
    need(can(request.user, "export", city))
    chosen = _form(form)
    now = timezone.now()
    reading = replace(_reading(request, chosen), known_at=now)
    return _workbook(city, chosen, reading, None)


@login_required
@require_safe
def issued(request: SignedInRequest, code: str, report_id: int) -> HttpResponse:
    """A sheet as it went out: the figures that were kept, not those of today."""
    city = load_city(request, code)
    need(can(request.user, "export", city))
    report = get_object_or_404(IssuedReport.objects.visible_to(request.user).filter(city=city), pk=report_id)
    return _workbook(city, _form(report.form), reading_of_report(report), report.figures)


@login_required
@require_POST
def issue(request: SignedInRequest, code: str, form: str) -> HttpResponse:
    """Keep a sheet as it goes out."""
    city = load_city(request, code)
    need(can(request.user, "keep_ledger", city))
    chosen = _form(form)
    asked = IssueForm(request.POST, form=chosen.id, today=timezone.localdate())
    if not asked.is_valid():
        return _page(request, city, {chosen.id: asked})
    said, at, paper = asked.cleaned_data, timezone.now(), None
    if said["number"]:
        head = PaperHead("LETTER", said["number"], chosen.name.id, said["signed_on"])
        paper = file_paper(city=city, head=head, by=request.user, at=at)
    issue_report(city=city, form=chosen, reading=_reading(request, chosen), by=request.user, at=at, paper=paper)
    messages.success(request, _("Lembar tercatat sebagai terbit; angkanya tidak berubah lagi."))
    return redirect(f"{reverse('official_sheets', args=[code])}?{request.GET.urlencode()}#{chosen.id}")


@login_required
@require_safe
def difference(request: SignedInRequest, code: str, form: str) -> HttpResponse:
    """Why the sheet would differ from the one that went out last, line by line."""
    city = load_city(request, code)
    chosen = _form(form)
    report = _issued(request, city, chosen).select_related("city", "paper", "by").first()
    reading = _reading(request, chosen)
    name = chosen.name.in_(language())
    context = {"city": city, "report": report, "sheet_name": name, "form": _period(request),
               "period": shown.period_words(chosen, reading), "breadcrumbs": _crumbs(city, name)}  # fmt: skip
    if report:
        context |= {
            "differences": _differences(report, chosen, reading, city),
            "period_then": shown.period_words(chosen, reading_of_report(report)),
            "has_other_definition": report.form_hash != chosen.hash,
        }
    return render(request, "official/difference.html", context)


def _page(request: SignedInRequest, city: City, tried: dict[str, IssueForm] | None = None) -> HttpResponse:
    records, today = records_of(city), timezone.localdate()
    tried = tried or {}
    shown_sheets = []
    for form in all_forms():
        reading = _reading(request, form)
        went_out = list(_issued(request, city, form).select_related("paper", "by")[:5])
        issue_form = tried.get(form.id) or IssueForm(form=form.id, today=today)
        shown_sheets.append((shown.sheet(form, records, reading, went_out), issue_form))
    return render(request, "official/sheets.html", {
        "city": city, "sheets": shown_sheets, "form": _period(request),
        "can_keep": can(request.user, "keep_ledger", city), "can_export": can(request.user, "export", city),
        "query": request.GET.urlencode(), "breadcrumbs": _crumbs(city),
    })  # fmt: skip


def _crumbs(city: City, name: str = "") -> list[Crumb]:
    own = reverse("official_sheets", args=[city.code]) if name else ""
    crumbs = [Crumb(city.name, reverse("city_page", args=[city.code])), Crumb(_("Lembar resmi"), own)]
    return [*crumbs, Crumb(name)] if name else crumbs


def _differences(report: IssuedReport, form: OfficialForm, reading: Reading,
                 city: City) -> list[shown.ShownDifference]:  # fmt: skip
    rows = {row.seq: row for row in LedgerEntry.objects.filter(city=city).select_related("paper")}
    targets = {one.pk: one for one in YearTarget.objects.filter(city=city).select_related("paper")}
    return shown.differences(differences_from(report, form, reading), form, rows, targets)


def _issued(request: HttpRequest, city: City, form: OfficialForm):  # type: ignore[no-untyped-def]
    return IssuedReport.objects.visible_to(request.user).filter(city=city, form=form.id).order_by("-issued_at", "-pk")


def _form(wanted: str) -> OfficialForm:
    try:
        return form_named(wanted)
    except UnknownForm as unknown:
        raise Http404 from unknown


def _period(request: HttpRequest) -> PeriodForm:
    return PeriodForm(request.GET or None, today=timezone.localdate())


def _reading(request: HttpRequest, form: OfficialForm) -> Reading:
    today = timezone.localdate()
    year, month = PeriodForm(request.GET, today=today).chosen()
    return reading_of(form, year=year, month=month, today=today)


def _workbook(city: City, form: OfficialForm, reading: Reading,
              issued_values: dict[str, Value] | None) -> HttpResponse:  # fmt: skip
    """With the figures that were issued, or those that the book gives."""
    records = records_of(city)
    values = fill(form, records, reading) if issued_values is None else issued_values
    known_at: datetime = reading.known_at or timezone.now()
    decree = city_ledger(city, on=reading.on, known_at=known_at).decree
    known = _("sebagaimana tercatat sampai %(moment)s") % {"moment": moment(known_at)}
    head = SheetHead(city.name, shown.period_words(form, reading), known, decree or "",
                     vague_figures(form, records, reading), city.is_example,
                     known_at.astimezone(ZoneInfo(city.timezone)))  # fmt: skip
    response = HttpResponse(official_book(form, values, head, language()), content_type=FILES["xlsx"][1])
    name = f"{form.id}-{city.code}-{reading.on:%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

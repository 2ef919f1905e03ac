"""The calendar of budget documents of a year: the days, who is late, and the city's own days."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.people.access import can, need
from tuntas.city.proposals.calendar import DeadlineHead, calendar, missed, set_deadline
from tuntas.city.proposals.catalogue import documents
from tuntas.city.proposals.facts import whole
from tuntas.city.proposals.models import Proposal
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.web.city_page.loading import load_city
from tuntas.web.proposals import list_shown
from tuntas.web.proposals.loading import KEEPS
from tuntas.web.proposals.words import refusal_text
from tuntas.web.shared.choices import offer
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.days import day_field
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest


class DeadlineForm(forms.Form):
    """The city's own day for a document."""

    document = forms.ChoiceField(label=gettext_lazy("Dokumen"))
    due_on = day_field(gettext_lazy("Batas waktu"))
    remark = forms.CharField(label=gettext_lazy("Dasar"), max_length=300, required=False,
                             help_text=gettext_lazy("Misalnya surat edaran wali kota."))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "document", [(code, one.name.in_(language())) for code, one in documents().items() if one.due])


@login_required
def calendar_page(request: SignedInRequest, code: str) -> HttpResponse:
    """The days of a budget year, with how many proposals are late for each."""
    city, on = load_city(request, code), timezone.localdate()
    year, form = _year(request, on), DeadlineForm(request.POST or None)
    if request.method == "POST":
        need(can(request.user, KEEPS, city))
        if form.is_valid():
            said = form.cleaned_data
            head = DeadlineHead(year, said["document"], said["due_on"], said["remark"])
            try:
                set_deadline(city=city, head=head, by=request.user, at=timezone.now())
            except CannotPropose as refusal:
                form.add_error("due_on", refusal_text(refusal))
            else:
                messages.success(request, _("Batas waktu disimpan."))
                return redirect(f"{reverse('budget_calendar', args=[code])}?tahun={year}")
    rows = whole(Proposal.objects.visible_to(request.user).filter(city=city, year=year).submitted())
    late = [due.document.code for one in rows for due in missed(one, on=on)]
    return render(request, "proposals/calendar.html", {
        "city": city, "year": year, "years": range(on.year - 1, on.year + 4), "form": form,
        "rows": [(list_shown.shown_due(due, on), due.row, late.count(due.document.code))
                 for due in calendar(city, year)],
        "can_keep": can(request.user, KEEPS, city),
        "breadcrumbs": list_shown.crumbs(city, Crumb(_("Kalender anggaran"))),
    })  # fmt: skip


def _year(request: SignedInRequest, on: date) -> int:
    asked = request.GET.get("tahun", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 and 1946 <= int(asked) <= 2199 else on.year + 1

"""An old decree as printed: its head and its rows, shown before anything is written, then entered."""

import tempfile
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.decrees.enacting import LegacyHead, Scan, enter_legacy
from tuntas.city.decrees.legacy import LegacyPlan, plan_legacy
from tuntas.city.decrees.models import Decree
from tuntas.city.decrees.refusals import CannotDecree
from tuntas.city.people.models import City
from tuntas.domain.wording import text
from tuntas.sheets.decree_table import TEMPLATE_HEADS, PrintedTable, read_decree_lines, read_decree_table, written_lines
from tuntas.sheets.ledger_table import worded_day
from tuntas.sheets.opening.refusal import RefusedFile
from tuntas.web.decrees import list_shown
from tuntas.web.decrees.forms import LegacyForm, last_of
from tuntas.web.decrees.legacy_shown import finding_groups, shown_rows
from tuntas.web.decrees.loading import drafters_city
from tuntas.web.decrees.words import refusal_text
from tuntas.web.papers.loading import attachment
from tuntas.web.shared.formats import hectares, language
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.shared.table_files import FILES

DO, ENTER = "do", "catat"


@login_required
def enter(request: SignedInRequest, code: str) -> HttpResponse:
    """Head and rows; the first sending shows what would be entered, the second enters it."""
    city = drafters_city(request, code)
    form = LegacyForm(request.POST or None, request.FILES or None, initial={"reason": _reason()})
    told: dict[str, object] = {"city": city, "form": form,
                               "breadcrumbs": list_shown.crumbs(city, (_("SK lama"), ""))}  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return render(request, "decrees/legacy.html", told)
    on, table = _day(form), _table(form)
    if on is None or table is None:
        return render(request, "decrees/legacy.html", told)
    plan = _plan(city, form, table)
    if request.POST.get(DO) == ENTER and plan.can_be_taken:
        made = _entered(request, city, form, plan, on)
        if made is not None:
            messages.success(request, _("SK lama tercatat seperti tercetak; luasnya dibukukan."))
            return redirect("decree", code, made.pk)
    return render(request, "decrees/legacy_preview.html", told | {
        "plan": plan, "rows": shown_rows(plan), "groups": finding_groups(plan), "total": hectares(plan.total_m2),
        "on": on, "kept": _kept(form, table),
    })  # fmt: skip


@login_required
@require_safe
def table_template(request: SignedInRequest, code: str) -> HttpResponse:
    """The empty table to fill in, with two example rows."""
    city = drafters_city(request, code)
    rows = [("Kawasan Contoh 1", "Kelurahan Contoh", "12,50", "sedang"), ("Kawasan Contoh 2", "Kelurahan Contoh",
                                                                          "3,25", "")]  # fmt: skip
    write, content_type = FILES["xlsx"]
    return attachment(write("SK lama", TEMPLATE_HEADS, rows), content_type, f"sk-lama-{city.code}.xlsx")


def _reason() -> str:
    return _("SK ditetapkan sebelum Tuntas dipakai.")


def _day(form: LegacyForm) -> date | None:
    """The day as printed; a year alone is its last day, by which its figure holds. None: it names neither."""
    said = form.cleaned_data["printed_on"].strip()
    on = last_of(int(said)) if said.isdecimal() and len(said) == 4 and said > "1900" else worded_day(said.casefold())
    if on is None:
        form.add_error("printed_on", _("Tulis seperti 12 Maret 2016, 12/3/2016, atau tahunnya saja."))
    return on


def _table(form: LegacyForm) -> PrintedTable | None:
    """The rows of the file, else the typed ones; None with the refusal as the field's error."""
    sent: UploadedFile[Any] | None = form.cleaned_data["table"]
    if sent is None:
        return read_decree_lines(form.cleaned_data["rows"])
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / (PurePath(sent.name or "").name or "tabel")
            path.write_bytes(sent.read())
            return read_decree_table(path)
    except RefusedFile as refusal:
        form.add_error("table", text(refusal.code, language(), **refusal.params))
        return None


def _plan(city: City, form: LegacyForm, table: PrintedTable) -> LegacyPlan:
    """What would be entered, with the problems of the table before those of its places."""
    plan = plan_legacy(city, table.rows, total_m2=form.cleaned_data["printed_total"],
                       total=form.data.get("printed_total", "").strip()) if table.rows or not table.problems else \
        LegacyPlan((), ())  # fmt: skip
    return LegacyPlan(plan.lines, (*table.problems, *plan.problems))


def _entered(request: SignedInRequest, city: City, form: LegacyForm, plan: LegacyPlan, on: date) -> Decree | None:
    said = form.cleaned_data
    scan = Scan(said["number"], on, said["content"], said["content"].name if said["content"] else "")
    is_day = said["printed_on"].strip() == f"{on:%Y-%m-%d}"
    head = LegacyHead(
        title=said["title"], scan=scan, aliases=form.known_aliases(),
        printed_on="" if is_day else said["printed_on"].strip(), reason=said["reason"],
        printed_total=form.data.get("printed_total", "").strip(), printed_total_m2=said["printed_total"],
    )  # fmt: skip
    try:
        return enter_legacy(city=city, head=head, lines=list(plan.lines), by=request.user, at=timezone.now())
    except CannotDecree as refusal:
        form.add_error(None, refusal_text(refusal))
        return None


def _kept(form: LegacyForm, table: PrintedTable) -> list[tuple[str, str]]:
    """The fields as the second sending repeats them; a file's rows are repeated as typed ones."""
    names = ("number", "aliases", "title", "printed_on", "printed_total", "reason")
    typed = written_lines(table.rows) if form.cleaned_data["table"] else form.data.get("rows", "")
    return [*((name, form.data.get(name, "")) for name in names), ("rows", typed)]

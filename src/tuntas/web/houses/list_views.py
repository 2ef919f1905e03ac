"""Lists of houses in and out: the template, a preview before anything is saved, and the export with its mark."""

import tempfile
from pathlib import Path, PurePath
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.people.access import can, need, scope
from tuntas.city.people.models import City, User
from tuntas.city.surveys.access import can_keep_houses
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.house_lists import ListPlan, packed, plan_list, take_list, unpacked
from tuntas.city.surveys.houses import take_out_houses
from tuntas.city.surveys.models import UnfitHouse
from tuntas.domain.wording import text
from tuntas.sheets.house_list import HouseList, read_house_list
from tuntas.sheets.opening.refusal import RefusedFile
from tuntas.web.houses import exporting, shown
from tuntas.web.houses.filters import ORDER, HouseFilterForm
from tuntas.web.houses.forms import ListForm
from tuntas.web.houses.list_shown import finding_groups, shown_lines
from tuntas.web.houses.loading import person, personal, register_of
from tuntas.web.shared.formats import language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@personal
def bring(request: HttpRequest, code: str) -> HttpResponse:
    """Bring a list; what it would do is shown, and nothing is saved."""
    city = _kept_by(request, code)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        read = _read(form)
        if read is not None:
            return _preview(request, city, read)
    return render(request, "houses/import.html", _told(city) | {"form": form})


@personal
@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take the previewed list in: all of it, or nothing."""
    city, user, at = _kept_by(request, code), person(request), timezone.now()
    try:
        read = unpacked(request.POST.get("daftar", ""), city=city, user=user)
        plan = plan_list(read, city=city, user=user, on=timezone.localdate(at))
        new = take_list(city=city, plan=plan, by=user, at=at)
    except CannotSurvey as refusal:
        messages.error(request, text(refusal.code, language(), **refusal.params))
        return redirect("house_import", code)
    messages.success(request, _("Daftar diterima: %(new)s rumah baru dari %(rows)s baris.") % {
        "new": new, "rows": len(plan.lines)})  # fmt: skip
    return redirect("houses", code)


@personal
@require_safe
def template(request: HttpRequest, code: str) -> HttpResponse:
    """The empty list to fill in."""
    _kept_by(request, code)
    return _file(exporting.template_file(), "templat-rtlh.xlsx")


@personal
@require_POST
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The houses that the address narrows to; the NIK only where it was asked for and may be seen."""
    city, user, at = register_of(request, code), person(request), timezone.now()
    need(can(user, "export_personal", city))
    with_nik = request.POST.get("nik") == "ya"
    need(not with_nik or can(user, "see_nik", city))
    form = HouseFilterForm(request.GET, user, city)
    houses = form.narrowed(_may_leave(user, city, with_nik=with_nik)).prefetch_related("aids")
    ordered = houses.select_related("place__kelurahan__parent", "place__parent").order_by(*ORDER)
    rows = take_out_houses(city=city, houses=ordered, with_nik=with_nik, by=user, at=at)
    name = f"rtlh-{slugify(city.name)}-{timezone.localdate(at):%Y%m%d}.xlsx"
    return _file(exporting.register_file(rows, exporting.mark(city, user, at), with_nik=with_nik), name)


def _may_leave(user: User, city: City, *, with_nik: bool) -> QuerySet[UnfitHouse]:
    """The houses on which the person holds each right at once: one post may reach less far than another."""
    houses = shown.visible_houses(user, city).filter(scope(user, "export_personal", place="place"))
    return houses.filter(scope(user, "see_nik", place="place")) if with_nik else houses


def _kept_by(request: HttpRequest, code: str) -> City:
    city = register_of(request, code)
    need(can_keep_houses(request.user, city))
    return city


def _told(city: City) -> dict[str, object]:
    return {"city": city, "breadcrumbs": shown.crumbs(city, _("Impor daftar"))}


def _read(form: ListForm) -> HouseList | None:
    """The list as read; None with the refusal as the form's error."""
    content: UploadedFile[Any] = form.cleaned_data["content"]
    try:
        with tempfile.TemporaryDirectory() as folder:  # read at once, and kept nowhere: it may hold NIK
            path = Path(folder) / (PurePath(content.name or "").name or "daftar")
            path.write_bytes(content.read())
            return read_house_list(path)
    except RefusedFile as refusal:
        form.add_error("content", text(refusal.code, language(), **refusal.params))
        return None


def _preview(request: HttpRequest, city: City, read: HouseList) -> HttpResponse:
    user = person(request)
    plan: ListPlan = plan_list(read, city=city, user=user, on=timezone.localdate())
    return render(request, "houses/import_preview.html", _told(city) | {
        "plan": plan, "lines": shown_lines(plan), "groups": finding_groups(plan),
        "new": sum(line.head is not None and not line.is_known for line in plan.lines),
        "known": sum(line.is_known for line in plan.lines),
        "aids": sum(line.aid is not None for line in plan.lines),
        "packed": packed(read, city=city, user=user) if plan.can_be_taken else "",
    })  # fmt: skip


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

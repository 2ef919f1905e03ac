"""The register of fields: which columns hold personal data and how far each may go."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.people.access import can, need
from tuntas.city.surveys.personal_data import FieldClass, columns_by_class, register
from tuntas.exchange.export_all.describing import words
from tuntas.web.city_page.loading import load_city
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import language


@dataclass(frozen=True, slots=True)
class FieldTable:
    """One table: its columns by class, the most protected first."""

    name: str
    words: str
    groups: list[tuple[FieldClass, list[str]]]
    is_personal: bool


@login_required
@require_safe
def personal_fields(request: HttpRequest, code: str) -> HttpResponse:
    """Table by table; those with personal data first."""
    city = load_city(request, code)
    need(can(request.user, "see_audit", city))
    tables = sorted(_tables(), key=lambda table: (not table.is_personal, table.name))
    return render(request, "houses/fields.html", {
        "city": city, "tables": tables, "classes": list(FieldClass),
        "breadcrumbs": [Crumb(city.name, reverse("city_page", args=[code])), Crumb(_("Daftar data pribadi"))],
    })  # fmt: skip


def _tables() -> Iterator[FieldTable]:
    for name in register():
        columns = [field.name for field in apps.get_model(name)._meta.local_fields]
        groups = columns_by_class(name, columns)
        shown = [(kind, groups[kind]) for kind in reversed(FieldClass) if groups[kind]]
        is_personal = any(kind in (FieldClass.PERSONAL, FieldClass.SPECIFIC) for kind, _columns in shown)
        yield FieldTable(name, words()["tables"][name][language()], shown, is_personal)

"""The style page and its small companions."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from tuntas.web.shared.components import Crumb, NavigationItem
from tuntas.web.shared.listing import Sorting
from tuntas.web.shared.style import forms, sample_charts, sample_sheet, samples, town

COLUMNS = ("name", "grade", "score", "area", "households")


def style_page(request: HttpRequest) -> HttpResponse:
    """Every component, filled with invented figures of the example city."""
    context = frame_context("/gaya/") | {
        "breadcrumbs": [Crumb("Kota Contoh", "#"), Crumb("Kelurahan Melati", "#"), Crumb("RT 004 / RW 002")],
        "filter_form": forms.FilterForm(request.GET or {"grade": "SEVERE"}),
        "field_form": filled(forms.SurveyForm({"households": "12O", "name": "RT 004"})),
        "upload_form": forms.UploadForm(),
        "sorting": Sorting.read(request.GET, COLUMNS, "-score"),
        "page": Paginator(samples.UNITS * 9, 8).get_page(request.GET.get("halaman", 2)),
        "places": town.places(),
        "samples": samples,
        "charts": sample_charts,
        "workbook": sample_sheet,
    }
    return render(request, "shared/style/page.html", context)


def home_page(request: HttpRequest) -> HttpResponse:
    """A role's home."""
    return render(request, "shared/style/home.html", frame_context("/gaya/beranda/") | {"samples": samples})


def sign_in_page(request: HttpRequest) -> HttpResponse:
    """The frame for those not signed in."""
    return render(request, "shared/style/sign_in.html", {"form": forms.SignInForm()})


def outlines(request: HttpRequest) -> HttpResponse:
    """Outlines of the invented town."""
    return JsonResponse(town.geojson(), content_type="application/geo+json")


def job(request: HttpRequest, percent: int) -> HttpResponse:
    """The progress fragment, a step further each time."""
    return render(request, "shared/_job.html", {"job": samples.job(min(percent, 100))})


def filled(form: forms.SurveyForm) -> forms.SurveyForm:
    """The form with its errors worked out."""
    form.is_valid()
    return form


def frame_context(here: str) -> dict[str, object]:
    """What the application's own context processor would give."""
    items = (
        ("Beranda", "/gaya/beranda/", "dashboard", 0),
        ("Kota", "/gaya/", "city", 0),
        ("Daftar RT", "#", "list", 0),
        ("Survei", "#", "survey", 3),
        ("Unggah", "#", "upload", 0),
    )
    office = (("Wilayah", "#", "map", 0), ("Pengguna", "#", "people", 0), ("Jejak audit", "#", "shield", 0))
    return {
        "navigation": [("", _items(items, here)), ("Kantor", _items(office, here))],
        "person_name": "Rina Wulandari",
        "person_post": "Staf Bidang Kawasan Permukiman",
        "place_name": "Kota Contoh",
        "is_example": True,
        "data_as_of": "30 Juni 2024",
        "rules_label": "Permen PUPR 14/2018",
    }


def _items(rows: tuple[tuple[str, str, str, int], ...], here: str) -> list[NavigationItem]:
    return [NavigationItem(label, url, icon, url == here, tally) for label, url, icon, tally in rows]

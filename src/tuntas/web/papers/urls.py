"""Addresses of the papers room."""

from django.urls import path

from tuntas.web.papers import briefs, survey_forms

urlpatterns = [
    path("kota/<str:code>/paparan/", briefs.brief_file, name="brief_file"),
    path("kota/<str:code>/rt/<int:place_id>/paparan/", briefs.unit_brief_file, name="unit_brief_file"),
    path("kota/<str:code>/formulir/", survey_forms.forms_page, name="survey_forms"),
    path("kota/<str:code>/formulir/unduh/", survey_forms.forms_file, name="survey_forms_file"),
]

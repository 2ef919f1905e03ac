"""Addresses of the agreements room."""

from django.urls import path

from tuntas.web.agreements import objection_views, views

urlpatterns = [
    path("kota/<str:code>/berita-acara/", views.agreements, name="agreements"),
    path("kota/<str:code>/berita-acara/<int:kelurahan_id>/", views.agreement_page, name="agreement"),
    path("kota/<str:code>/berita-acara/<int:kelurahan_id>/cetak/", views.draft, name="agreement_draft"),
    path("kota/<str:code>/berita-acara/<int:kelurahan_id>/catat/", views.file_signed, name="agreement_file"),
    path("kota/<str:code>/berita-acara/<int:kelurahan_id>/keberatan/", objection_views.add, name="objection_add"),
    path("kota/<str:code>/berita-acara/berkas/<int:agreement_id>/", views.paper, name="agreement_paper"),
    path("kota/<str:code>/keberatan/<int:objection_id>/", objection_views.objection_page, name="objection"),
    path("kota/<str:code>/keberatan/<int:objection_id>/putuskan/", objection_views.decide, name="objection_decide"),
]

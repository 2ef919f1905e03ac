"""Addresses of the audit room."""

from django.urls import path

from tuntas.web.audit import views

urlpatterns = [
    path("kota/<str:code>/jejak/", views.audit, name="audit"),
    path("kota/<str:code>/jejak/unduh/", views.export, name="audit_export"),
    path("kota/<str:code>/jejak/periksa/", views.verify, name="audit_verify"),
]

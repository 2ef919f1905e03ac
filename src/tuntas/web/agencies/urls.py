"""Addresses of the agencies room."""

from django.urls import path

from tuntas.web.agencies import views

AGENCY = "kota/<str:code>/perangkat-daerah/<int:agency_id>/"

urlpatterns = [
    path("kota/<str:code>/perangkat-daerah/", views.agencies, name="agencies"),
    path(AGENCY, views.agency, name="agency"),
    path(f"{AGENCY}nama/", views.rename, name="agency_rename"),
    path(f"{AGENCY}mandat/", views.mandates, name="agency_mandates"),
]

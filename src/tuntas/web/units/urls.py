"""Addresses of the units room."""

from django.urls import path

from tuntas.web.units import views

urlpatterns = [
    path("kota/<str:code>/rt/", views.unit_list_page, name="unit_list"),
    path("kota/<str:code>/rt/unduh/", views.export, name="unit_export"),
    path("kota/<str:code>/rt/<int:place_id>/", views.unit_page_view, name="unit_page"),
    path("kota/<str:code>/rt/<int:place_id>/batas.geojson", views.outline, name="unit_outline"),
]

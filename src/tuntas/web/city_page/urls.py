"""Addresses of the city page."""

from django.urls import path

from tuntas.web.city_page import maps, views

urlpatterns = [
    path("kota/<str:code>/", views.city_page, name="city_page"),
    path("kota/<str:code>/peta.geojson", maps.city_map, name="city_map"),
]

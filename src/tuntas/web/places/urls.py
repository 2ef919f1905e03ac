"""Addresses of the places room."""

from django.urls import path

from tuntas.web.places import confirming, load_views, views

urlpatterns = [
    path("kota/<str:code>/wilayah/", views.places, name="places"),
    path("kota/<str:code>/wilayah/belum-dipastikan/", confirming.unconfirmed, name="places_unconfirmed"),
    path("kota/<str:code>/wilayah/muat/", load_views.loads, name="place_loads"),
    path("kota/<str:code>/wilayah/muat/<int:map_id>/", load_views.load, name="place_load"),
    path("kota/<str:code>/wilayah/<int:place_id>/", views.place_page, name="place_page"),
    path("kota/<str:code>/wilayah/<int:place_id>/batas.geojson", views.outline, name="place_outline"),
    path("kota/<str:code>/wilayah/<int:unsure_id>/pastikan/", confirming.confirm, name="place_confirm"),
    path("kota/<str:code>/wilayah/<int:unsure_id>/gabungkan/", confirming.join, name="place_join"),
]

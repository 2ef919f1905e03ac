"""Addresses of the page on which delineations are drawn and corrected."""

from django.urls import path

from tuntas.web.settlements import drawing_maps, drawing_views

HERE = "kota/<str:code>/kawasan/"

urlpatterns = [
    path(f"{HERE}gambar/", drawing_views.draw_new, name="settlement_draw_new"),
    path(f"{HERE}gambar/sekitar.geojson", drawing_maps.surroundings, name="settlement_around"),
    path(f"{HERE}gambar/rt.geojson", drawing_maps.units, name="settlement_around_units"),
    path(f"{HERE}<int:settlement_id>/gambar/", drawing_views.draw_again, name="settlement_draw"),
]

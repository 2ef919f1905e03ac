"""Addresses of the maps room."""

from django.urls import path

from tuntas.web.maps import public, tiles, views

TILE = "petak/<str:layer>/<int:z>/<int:x>/<int:y>.mvt"

urlpatterns = [
    path("kota/<str:code>/peta/", views.map_page, name="map_page"),
    path(f"kota/<str:code>/{TILE}", tiles.map_tile, name="map_tile"),
    path("publik/<str:code>/peta/", public.public_map, name="public_map"),
    path(f"publik/<str:code>/{TILE}", public.public_tile, name="public_tile"),
]

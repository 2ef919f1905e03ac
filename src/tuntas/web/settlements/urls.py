"""Addresses of the settlements room."""

from django.urls import path

from tuntas.web.settlements import editing, load_views, reconciling, succeeding, views

HERE = "kota/<str:code>/kawasan/"

urlpatterns = [
    path(HERE, views.settlements, name="settlements"),
    path(f"{HERE}unduh/", views.export, name="settlement_export"),
    path(f"{HERE}muat/", load_views.loads, name="settlement_loads"),
    path(f"{HERE}muat/<int:delineation_id>/", load_views.load, name="settlement_load"),
    path(f"{HERE}muat/<int:delineation_id>/gambar.geojson", load_views.outlines, name="settlement_load_map"),
    path(f"{HERE}rekonsiliasi/", reconciling.reconciliation, name="settlement_reconciliation"),
    path(f"{HERE}rekonsiliasi/unduh/", reconciling.export, name="settlement_reconciliation_export"),
    path(f"{HERE}<int:settlement_id>/", views.settlement_page, name="settlement"),
    path(f"{HERE}<int:settlement_id>/batas.geojson", views.outline, name="settlement_outline"),
    path(f"{HERE}<int:settlement_id>/ubah/", editing.edit, name="settlement_edit"),
    path(f"{HERE}<int:settlement_id>/rt/", editing.members, name="settlement_members"),
    path(f"{HERE}gabung/", succeeding.merge, name="settlements_merge"),
    path(f"{HERE}<int:settlement_id>/pecah/", succeeding.split, name="settlement_split"),
    path(f"{HERE}<int:settlement_id>/bubarkan/", editing.dissolve_settlement, name="settlement_dissolve"),
    path(f"{HERE}<int:settlement_id>/selisih/<str:pair>/", reconciling.explain, name="settlement_difference"),
]

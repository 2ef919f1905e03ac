"""Addresses of the hectare ledger, of targets, and of statements beside the book."""

from django.urls import path

from tuntas.web.ledger import statement_views, target_views, views

urlpatterns = [
    path("kota/<str:code>/buku-luas/", views.ledger_page, name="ledger"),
    path("kota/<str:code>/buku-luas/pernyataan/", statement_views.statements_page, name="statements"),
    path("kota/<str:code>/buku-luas/pernyataan/simpan/", statement_views.state, name="statement_state"),
    path("kota/<str:code>/buku-luas/pernyataan/pakai/", statement_views.adopt, name="statement_adopt"),
    path("kota/<str:code>/target/", target_views.targets_page, name="targets"),
    path("kota/<str:code>/target/simpan/", target_views.set_year_target, name="target_set"),
    path("kota/<str:code>/target/<int:target_id>/dokumen/", target_views.target_paper, name="target_paper"),
]

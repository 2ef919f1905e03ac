"""Addresses of funding and of financing."""

from django.urls import path

from tuntas.web.funding import (
    book_views,
    capacity_views,
    ceiling_views,
    file_views,
    instrument_views,
    loan_views,
    scheme_views,
    source_views,
    use_views,
)

urlpatterns = [
    path("kota/<str:code>/dana/", use_views.funding_page, name="funding"),
    path("kota/<str:code>/dana/sumber/", source_views.sources_page, name="sources"),
    path("kota/<str:code>/dana/sumber/<int:source_id>/", source_views.source_page, name="source"),
    path("kota/<str:code>/dana/pagu/", ceiling_views.ceilings_page, name="ceilings"),
    path("kota/<str:code>/dana/buku/", book_views.money_book, name="money_book"),
    path("kota/<str:code>/dana/buku/catat/", book_views.money_record, name="money_record"),
    path("kota/<str:code>/dana/buku/<int:money_seq>/", book_views.money_change, name="money_change"),
    path("kota/<str:code>/dana/pembayar/", use_views.who_pays_page, name="who_pays"),
    path("kota/<str:code>/dana/kapasitas/", capacity_views.capacities_page, name="capacities"),
    path("kota/<str:code>/dana/unduh/<str:table>/", file_views.funding_export, name="funding_export"),
    path("kota/<str:code>/pembiayaan/", instrument_views.financing_page, name="financing"),
    path("kota/<str:code>/pembiayaan/instrumen/<int:instrument_id>/", instrument_views.instrument_page,
         name="instrument"),
    path("kota/<str:code>/pembiayaan/skema/", scheme_views.schemes_page, name="schemes"),
    path("kota/<str:code>/pembiayaan/skema/<int:settlement_id>/", scheme_views.scheme_page, name="scheme"),
    path("kota/<str:code>/pembiayaan/pinjaman/", loan_views.loans_page, name="loans"),
    path("kota/<str:code>/pembiayaan/pinjaman/<int:loan_id>/", loan_views.loan_page, name="loan"),
    path("kota/<str:code>/pembiayaan/pemeliharaan/", loan_views.upkeep_page, name="upkeep"),
]  # fmt: skip

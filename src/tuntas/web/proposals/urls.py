"""Addresses of proposals, unit costs and the calendar."""

from django.urls import path

from tuntas.web.proposals import (
    calendar_views,
    cost_views,
    ending_views,
    paper_views,
    rolling_views,
    views,
    writing_views,
)

CITY = "kota/<str:code>/usulan/"
PROPOSAL = f"{CITY}<int:proposal_id>/"
COSTS = "kota/<str:code>/harga-satuan/"

urlpatterns = [
    path(CITY, views.proposals, name="proposals"),
    path(f"{CITY}unduh/", views.export, name="proposals_export"),
    path(f"{CITY}baru/", writing_views.new, name="proposal_new"),
    path(f"{CITY}bentrokan/", views.meeting_places, name="proposal_clashes"),
    path(f"{CITY}lanjutkan/", rolling_views.roll, name="proposals_roll"),
    path(f"{CITY}kalender/", calendar_views.calendar_page, name="budget_calendar"),
    path(PROPOSAL, views.proposal, name="proposal"),
    path(f"{PROPOSAL}peta/", views.outline, name="proposal_outline"),
    path(f"{PROPOSAL}ubah/", writing_views.edit, name="proposal_edit"),
    path(f"{PROPOSAL}hitung-ulang/", writing_views.price_anew, name="proposal_reprice"),
    path(f"{PROPOSAL}ajukan/", ending_views.submit, name="proposal_submit"),
    path(f"{PROPOSAL}tarik-ke-konsep/", ending_views.back, name="proposal_take_back"),
    path(f"{PROPOSAL}tarik/", ending_views.withdraw, name="proposal_withdraw"),
    path(f"{PROPOSAL}anggaran/", ending_views.step, name="proposal_step"),
    path(f"{PROPOSAL}dokumen/", paper_views.add, name="proposal_paper_add"),
    path(f"{PROPOSAL}dokumen/<int:scan_id>/", paper_views.paper, name="proposal_paper"),
    path(COSTS, cost_views.unit_costs, name="unit_costs"),
    path(f"{COSTS}simpan/", cost_views.keep, name="unit_cost_keep"),
    path(f"{COSTS}kenaikan/", cost_views.rise, name="price_rise_keep"),
    path(f"{COSTS}unduh/", cost_views.export, name="unit_costs_export"),
    path(f"{COSTS}muat/", cost_views.load, name="unit_costs_load"),
]

"""Addresses of the entry room."""

from django.urls import path

from tuntas.web.entry import checking, correcting, views

RT = "kota/<str:code>/isi/<int:campaign_id>/<int:place_id>/"
DRAFT = "kota/<str:code>/periksa/<int:draft_id>/"

urlpatterns = [
    path("kota/<str:code>/isi/", views.entry_list, name="entry_list"),
    path(RT, views.entry_page, name="entry"),
    path(f"{RT}pratinjau/", views.entry_preview, name="entry_preview"),
    path(f"{RT}simpan/", views.entry_save, name="entry_save"),
    path(f"{RT}kirim/", views.entry_send, name="entry_send"),
    path(f"{RT}tarik/", views.entry_recall, name="entry_recall"),
    path(f"{RT}sesuaikan/", views.entry_rebase, name="entry_rebase"),
    path(f"{RT}perbaiki/", correcting.record_edit, name="record_edit"),
    path(f"{RT}perbaiki/pratinjau/", correcting.record_preview, name="record_preview"),
    path("kota/<str:code>/periksa/", checking.draft_list, name="draft_list"),
    path(DRAFT, checking.draft_page, name="draft"),
    path(f"{DRAFT}terima/", checking.draft_accept, name="draft_accept"),
    path(f"{DRAFT}kembalikan/", checking.draft_return, name="draft_return"),
]

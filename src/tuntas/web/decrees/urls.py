"""Addresses of the decrees room."""

from django.urls import path

from tuntas.web.decrees import deciding_views, drafting_views, file_views, legacy_views, scan_views, views

CITY = "kota/<str:code>/sk/"
DECREE = f"{CITY}<int:sk_id>/"
LINE = f"{DECREE}lokasi/<int:line_id>/"

urlpatterns = [
    path(CITY, views.decrees, name="decrees"),
    path(f"{CITY}baru/", drafting_views.new, name="decree_new"),
    path(f"{CITY}baru/hitung/", drafting_views.preview, name="decree_preview"),
    path(f"{CITY}lama/", legacy_views.enter, name="decree_legacy"),
    path(f"{CITY}lama/tabel/", legacy_views.table_template, name="decree_legacy_table"),
    path(f"{CITY}templat/", file_views.template, name="decree_template"),
    path(DECREE, views.decree, name="decree"),
    path(f"{DECREE}peta/", views.outline, name="decree_outline"),
    path(f"{DECREE}perubahan/", views.changes, name="decree_changes"),
    path(f"{DECREE}tambah/", drafting_views.add, name="decree_add"),
    path(f"{DECREE}segarkan/", drafting_views.refresh, name="decree_refresh"),
    path(f"{DECREE}alasan/", drafting_views.answer, name="decree_answer"),
    path(LINE, views.line, name="decree_line"),
    path(f"{LINE}luas/", drafting_views.area, name="decree_area"),
    path(f"{LINE}keluarkan/", drafting_views.remove, name="decree_remove"),
    path(f"{DECREE}rt/<int:unit_id>/keluarkan/", drafting_views.leave_out, name="decree_leave_out"),
    path(f"{DECREE}peralihan/", deciding_views.drops, name="decree_drops"),
    path(f"{DECREE}verifikasi/", deciding_views.verify, name="decree_verify"),
    path(f"{DECREE}tetapkan/", deciding_views.enact, name="decree_enact"),
    path(f"{DECREE}buka-kembali/", deciding_views.reopen, name="decree_reopen"),
    path(f"{DECREE}batalkan/", deciding_views.give_up, name="decree_give_up"),
    path(f"{DECREE}pindaian/", scan_views.compare, name="decree_scan"),
    path(f"{DECREE}lampiran/", file_views.annex, name="decree_annex"),
    path(f"{DECREE}delineasi.geojson", file_views.geojson, name="decree_geojson"),
    path(f"{DECREE}dokumen/<int:paper_id>/", file_views.paper, name="decree_paper"),
]

"""Addresses of problems and target areas."""

from django.urls import path

from tuntas.web.problems import acting, bringing, refreshing, target_views, views

ROOM = "kota/<str:code>/masalah/"
ONE = f"{ROOM}<int:problem_id>/"
AREAS = "kota/<str:code>/daerah-sasaran/"
AREA = f"{AREAS}<int:target_area_id>/"

urlpatterns = [
    path(ROOM, views.problems, name="problems"),
    path(f"{ROOM}papan/", views.board, name="problem_board"),
    path(f"{ROOM}papan/tujukan/", acting.ask_all, name="problem_ask_all"),
    path(f"{ROOM}unduh/", views.export, name="problem_export"),
    path(f"{ROOM}sampaikan/", bringing.bring, name="problem_bring"),
    path(f"{ROOM}perbarui/", refreshing.refresh, name="problem_refresh"),
    path(f"{ROOM}terima/", acting.accept_ticked, name="problem_accept_ticked"),
    path(ONE, views.problem, name="problem"),
    path(f"{ONE}terima/", acting.accept, name="problem_accept"),
    path(f"{ONE}lengkapi/", acting.complete, name="problem_complete"),
    path(f"{ONE}teruskan/", acting.hand_on, name="problem_hand_on"),
    path(f"{ONE}kembalikan/", acting.give_back, name="problem_give_back"),
    path(f"{ONE}tujukan/", acting.ask, name="problem_ask"),
    path(f"{ONE}tutup/", acting.close, name="problem_close"),
    path(f"{ONE}buka/", acting.reopen, name="problem_reopen"),
    path(f"{ONE}dokumen/<int:evidence_id>/", views.paper, name="problem_paper"),
    path(AREAS, target_views.target_areas, name="target_areas"),
    path(f"{AREAS}baru/", target_views.new, name="target_area_new"),
    path(f"{AREAS}unduh/", target_views.export, name="target_area_export"),
    path(AREA, target_views.target_area, name="target_area"),
    path(f"{AREA}ubah/", target_views.edit, name="target_area_edit"),
    path(f"{AREA}akhiri/", target_views.end, name="target_area_end"),
    path(f"{AREA}dokumen/<int:evidence_id>/", target_views.paper, name="target_area_paper"),
]

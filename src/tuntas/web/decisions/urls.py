"""Addresses of ranking, meetings and tasks."""

from django.urls import path

from tuntas.web.decisions import deciding_views, file_views, map_views, meeting_views, ranking_views, task_views

CITY = "kota/<str:code>/"
MEETING = f"{CITY}rapat/<int:meeting_id>/"
ITEM = f"{MEETING}butir/<int:item_id>/"

urlpatterns = [
    path(f"{CITY}peringkat/", ranking_views.ranking, name="ranking"),
    path(f"{CITY}peringkat/bobot/", ranking_views.weightings, name="weightings"),
    path(f"{CITY}rapat/", meeting_views.meetings, name="meetings"),
    path(f"{CITY}rapat/baru/", meeting_views.new, name="meeting_new"),
    path(MEETING, meeting_views.meeting, name="meeting"),
    path(f"{MEETING}daftar/", meeting_views.choose, name="meeting_list"),
    path(f"{MEETING}tutup/", meeting_views.close, name="meeting_close"),
    path(f"{MEETING}dokumen/", deciding_views.force, name="meeting_force"),
    path(f"{MEETING}dokumen/<int:force_id>/", deciding_views.paper, name="meeting_paper"),
    path(f"{MEETING}unduh/", file_views.decision_list, name="meeting_file"),
    path(f"{MEETING}peta/", map_views.meeting_map, name="meeting_map"),
    path(f"{MEETING}peta.geojson", map_views.outline, name="meeting_outline"),
    path(f"{MEETING}arahan/", task_views.give, name="task_give"),
    path(ITEM, deciding_views.item, name="meeting_item"),
    path(f"{ITEM}putusan/", deciding_views.decide, name="item_decide"),
    path(f"{ITEM}urut/", deciding_views.move, name="item_move"),
    path(f"{ITEM}pendapat/", deciding_views.dissent, name="item_dissent"),
    path(f"{CITY}tugas/", task_views.tasks, name="tasks"),
    path(f"{CITY}tugas/<int:task_id>/", task_views.task, name="task"),
]

"""Addresses of the rooms of plans and scenarios."""

from django.urls import path

from tuntas.web.plans import deciding_views, drafting_views, file_views, picture_views, scenario_views, views

CITY = "kota/<str:code>/rencana/"
PLAN = f"{CITY}<int:plan_id>/"
LINE = f"{PLAN}baris/<int:row_id>/"
ROOM = "kota/<str:code>/skenario/"
SCENARIO = f"{ROOM}<int:scenario_id>/"

urlpatterns = [
    path(CITY, views.plans, name="plans"),
    path(f"{CITY}baru/", drafting_views.new, name="plan_new"),
    path(PLAN, views.plan, name="plan"),
    path(f"{PLAN}perubahan/", views.changes, name="plan_changes"),
    path(f"{PLAN}gambar/", picture_views.pictures, name="plan_pictures"),
    path(f"{PLAN}target/", drafting_views.targets, name="plan_targets"),
    path(f"{PLAN}tambah/", drafting_views.add, name="plan_add"),
    path(f"{PLAN}baris/", drafting_views.add_line, name="plan_add_line"),
    path(LINE, drafting_views.line, name="plan_line"),
    path(f"{LINE}keluarkan/", drafting_views.remove, name="plan_remove"),
    path(f"{PLAN}hitung/", drafting_views.count, name="plan_count"),
    path(f"{PLAN}alasan/", drafting_views.answer, name="plan_answer"),
    path(f"{PLAN}bahas/", deciding_views.discuss, name="plan_discuss"),
    path(f"{PLAN}tetapkan/", deciding_views.adopt, name="plan_adopt"),
    path(f"{PLAN}buka-kembali/", deciding_views.reopen, name="plan_reopen"),
    path(f"{PLAN}batalkan/", deciding_views.give_up, name="plan_give_up"),
    path(f"{PLAN}memorandum/", file_views.memorandum, name="plan_memorandum"),
    path(f"{PLAN}dokumen/<int:minutes_id>/", file_views.paper, name="plan_paper"),
    path(ROOM, scenario_views.scenarios, name="scenarios"),
    path(f"{ROOM}baru/", scenario_views.new, name="scenario_new"),
    path(f"{ROOM}banding/", scenario_views.compare, name="scenario_compare"),
    path(SCENARIO, scenario_views.scenario, name="scenario"),
    path(f"{SCENARIO}kemajuan/", scenario_views.progress, name="scenario_progress"),
    path(f"{SCENARIO}hentikan/", scenario_views.stop, name="scenario_stop"),
    path(f"{SCENARIO}jadikan-rencana/", scenario_views.make_plan, name="scenario_make_plan"),
]

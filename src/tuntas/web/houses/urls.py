"""Addresses of the houses room."""

from django.urls import path

from tuntas.web.houses import fields_view, house_views, list_views, photo_views, views

urlpatterns = [
    path("kota/<str:code>/rtlh/", views.house_list, name="houses"),
    path("kota/<str:code>/rtlh/cari/", views.search, name="house_search"),
    path("kota/<str:code>/rtlh/per-rt/", views.by_rt, name="houses_by_rt"),
    path("kota/<str:code>/rtlh/unduh/", list_views.export, name="house_export"),
    path("kota/<str:code>/rtlh/impor/", list_views.bring, name="house_import"),
    path("kota/<str:code>/rtlh/impor/terima/", list_views.take, name="house_import_take"),
    path("kota/<str:code>/rtlh/impor/templat/", list_views.template, name="house_template"),
    path("kota/<str:code>/rtlh/tambah/", house_views.add, name="house_add"),
    path("kota/<str:code>/rtlh/<int:house_id>/", house_views.house_page, name="house"),
    path("kota/<str:code>/rtlh/<int:house_id>/ubah/", house_views.edit, name="house_edit"),
    path("kota/<str:code>/rtlh/<int:house_id>/nik/", house_views.nik, name="house_nik"),
    path("kota/<str:code>/rtlh/<int:house_id>/bantuan/", house_views.aid, name="house_aid"),
    path("kota/<str:code>/rtlh/<int:house_id>/coret/", house_views.strike, name="house_strike"),
    path("kota/<str:code>/rtlh/<int:house_id>/foto/", photo_views.before, name="house_photo"),
    path("kota/<str:code>/rtlh/bantuan/<int:aid_id>/foto/", photo_views.after, name="house_aid_photo"),
    path("kota/<str:code>/data-pribadi/", fields_view.personal_fields, name="personal_fields"),
]

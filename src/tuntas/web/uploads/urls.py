"""Addresses of the uploads room."""

from django.urls import path

from tuntas.web.uploads import views

urlpatterns = [
    path("kota/<str:code>/unggah/", views.uploads, name="uploads"),
    path("kota/<str:code>/unggah/<int:upload_id>/", views.upload_page, name="upload"),
    path("kota/<str:code>/unggah/<int:upload_id>/kemajuan/", views.progress, name="upload_progress"),
    path("kota/<str:code>/unggah/<int:upload_id>/batalkan/", views.cancel, name="upload_cancel"),
    path("kota/<str:code>/unggah/<int:upload_id>/terima/", views.accept, name="upload_accept"),
    path("kota/<str:code>/unggah/<int:upload_id>/kembalikan/", views.give_back, name="upload_return"),
    path("kota/<str:code>/unggah/<int:upload_id>/berkas/", views.original, name="upload_file"),
]

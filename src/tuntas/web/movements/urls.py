"""Addresses of movements in the hectare ledger."""

from django.urls import path

from tuntas.web.movements import views

urlpatterns = [
    path("kota/<str:code>/buku-luas/catat/", views.record, name="movement_record"),
    path("kota/<str:code>/buku-luas/baris/<int:seq>/koreksi/", views.correct, name="movement_correct"),
]

"""Addresses of the hectare ledger."""

from django.urls import path

from tuntas.web.ledger import views

urlpatterns = [path("kota/<str:code>/buku-luas/", views.ledger_page, name="ledger")]

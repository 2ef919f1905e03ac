"""Addresses of the city page."""

from django.urls import path

from tuntas.web.city_page import views

urlpatterns = [
    path("kota/<str:code>/", views.city_page, name="city_page"),
]

"""Addresses of the first day."""

from django.urls import path

from tuntas.web.first_day import views

urlpatterns = [
    path("kota/<str:code>/hari-pertama/", views.first_day_page, name="first_day"),
    path("kota/<str:code>/hari-pertama/survei/", views.begin_campaign, name="first_day_campaign"),
    path("kota/<str:code>/hari-pertama/sk/", views.file_decree, name="first_day_decree"),
    path("kota/<str:code>/hari-pertama/sk/<int:decree_id>/", views.decree, name="first_day_paper"),
]

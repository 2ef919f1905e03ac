"""Addresses of the campaigns room."""

from django.urls import path

from tuntas.web.campaigns import views

ONE = "kota/<str:code>/survei/<int:campaign_id>/"

urlpatterns = [
    path("kota/<str:code>/survei/", views.campaign_list, name="campaigns"),
    path("kota/<str:code>/survei/baru/", views.campaign_new, name="campaign_new"),
    path(ONE, views.campaign_page, name="campaign"),
    path(f"{ONE}tutup/", views.campaign_close, name="campaign_close"),
    path(f"{ONE}masa-keberatan/", views.campaign_objections, name="campaign_objections"),
]

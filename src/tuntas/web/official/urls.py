"""Addresses of the official sheets."""

from django.urls import path

from tuntas.web.official import views

urlpatterns = [
    path("kota/<str:code>/lembar-resmi/", views.sheets, name="official_sheets"),
    path("kota/<str:code>/lembar-resmi/terbit/<int:report_id>/", views.issued, name="official_issued"),
    path("kota/<str:code>/lembar-resmi/<str:form>/", views.sheet_file, name="official_file"),
    path("kota/<str:code>/lembar-resmi/<str:form>/terbitkan/", views.issue, name="official_issue"),
    path("kota/<str:code>/lembar-resmi/<str:form>/mengapa-berbeda/", views.difference, name="official_difference"),
]

"""Addresses of the style page. Include under `gaya/` where DEBUG is on."""

from django.urls import path

from tuntas.web.shared.style import views

urlpatterns = [
    path("", views.style_page, name="style"),
    path("masuk/", views.sign_in_page, name="style_sign_in"),
    path("beranda/", views.home_page, name="style_home"),
    path("batas.geojson", views.outlines, name="style_outlines"),
    path("pekerjaan/<int:percent>/", views.job, name="style_job"),
]

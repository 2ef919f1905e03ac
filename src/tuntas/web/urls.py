"""Every address of the web: each room keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("tuntas.web.account.urls")),
    path("", include("tuntas.web.home.urls")),
    path("", include("tuntas.web.city_page.urls")),
    path("", include("tuntas.web.units.urls")),
    path("", include("tuntas.web.uploads.urls")),
    path("", include("tuntas.web.ledger.urls")),
]

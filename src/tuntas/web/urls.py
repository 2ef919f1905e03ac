"""Every address of the web: each room keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("tuntas.web.account.urls")),
    path("", include("tuntas.web.home.urls")),
    path("", include("tuntas.web.city_page.urls")),
    path("", include("tuntas.web.units.urls")),
    path("", include("tuntas.web.uploads.urls")),
    path("", include("tuntas.web.ledger.urls")),
    path("", include("tuntas.web.movements.urls")),
    path("", include("tuntas.web.funding.urls")),
    path("", include("tuntas.web.official.urls")),
    path("", include("tuntas.web.maps.urls")),
    path("", include("tuntas.web.decrees.urls")),
    path("", include("tuntas.web.problems.urls")),
    path("", include("tuntas.web.proposals.urls")),
    path("", include("tuntas.web.decisions.urls")),
    path("", include("tuntas.web.plans.urls")),
    path("", include("tuntas.web.campaigns.urls")),
    path("", include("tuntas.web.entry.urls")),
    path("", include("tuntas.web.places.urls")),
    path("", include("tuntas.web.settlements.urls")),
    path("", include("tuntas.web.settlements.drawing_urls")),
    path("", include("tuntas.web.first_day.urls")),
    path("", include("tuntas.web.people.urls")),
    path("", include("tuntas.web.agencies.urls")),
    path("", include("tuntas.web.audit.urls")),
    path("", include("tuntas.web.agreements.urls")),
    path("", include("tuntas.web.houses.urls")),
    path("", include("tuntas.web.papers.urls")),
]

"""The home: what waits for me, what changed since I was here, my number."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tuntas.city.people.models import City
from tuntas.web.city_page.loading import load_campaigns
from tuntas.web.home.numbers import my_number
from tuntas.web.home.waiting import changed_tasks, waiting_tasks
from tuntas.web.shared.requests import SignedInRequest

MOST_CITIES = 600


@login_required
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """The home of one's own city; those who look after several see the list of them."""
    cities = list(City.objects.visible_to(request.user).select_related("place").order_by("code")[:MOST_CITIES])
    if len(cities) != 1:
        return render(request, "home/cities.html", {"cities": cities})
    [request.city] = cities  # type: ignore[attr-defined]
    campaigns, since = load_campaigns(cities[0]), request.session.get("last_here")
    return render(request, "home/home.html", {
        "city": cities[0],
        "waiting": waiting_tasks(request.user, timezone.now()),
        "changed": changed_tasks(request.user, datetime.fromisoformat(since) if since else None),
        "number": my_number(request.user, cities[0], campaigns[0] if campaigns else None),
    })  # fmt: skip

"""From an address to the row it speaks of; what the asker may not see is not there (404)."""

import re
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone

from tuntas.api.problems import ProblemRaised
from tuntas.api.signing import asker, need_scope
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.access import can, place_scope
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign

Row = TypeVar("Row")
CODE = re.compile(r"\d\d\.\d\d", re.ASCII)
UNIT_PARTS = ("place__kelurahan", "place__kecamatan", "place__parent")


def load_city(request: HttpRequest, code: str) -> City:
    """The city of that code."""
    need_scope(asker(request), "see_city")
    cities = City.objects.visible_to(asker(request)).select_related("place")
    return _there(cities.filter(code=code).first() if CODE.fullmatch(code) else None)


def load_campaigns(city: City) -> list[Campaign]:
    """The campaigns of a city, newest first."""
    campaigns = Campaign.objects.filter(city=city).select_related("rule_set", "city__place")
    return list(campaigns.order_by("-year", "-opened_on", "-pk"))


def load_campaign(request: HttpRequest, campaign_id: int) -> Campaign:
    """The campaign of that id."""
    need_scope(asker(request), "see_city")
    campaigns = Campaign.objects.visible_to(asker(request)).select_related("rule_set", "city__place")
    return _there(campaigns.filter(pk=campaign_id).first())


def load_unit(request: HttpRequest, place_id: int) -> Place:
    """The RT of that id, of a city that is kept here."""
    need_scope(asker(request), "see_city")
    places = Place.objects.filter(place_scope(asker(request), "see_city"), level=Level.RT)
    return _there(places.select_related("city__tenant").filter(pk=place_id, city__tenant__isnull=False).first())


def load_assessment(request: HttpRequest, assessment_id: int) -> StoredAssessment:
    """The assessment of that id."""
    need_scope(asker(request), "see_city")
    rows = StoredAssessment.objects.visible_to(asker(request)).filter(pk=assessment_id)
    parts = (f"record__{part}" for part in UNIT_PARTS)
    return _there(rows.select_related("rule_set", "record__campaign__city", *parts).first())


def need_right(request: HttpRequest, verb: str, city: City) -> None:
    """Go on only where the asker holds a right in a city that they see; raises `ProblemRaised` (403)."""
    need_scope(asker(request), verb)
    if not can(asker(request), verb, city):
        raise ProblemRaised("not-allowed")


def today_in(city: City, at: datetime | None = None) -> date:
    """Today where the city lies."""
    return timezone.localdate(at or timezone.now(), timezone=ZoneInfo(city.timezone))


def _there(row: Row | None) -> Row:
    if row is None:
        raise ProblemRaised("not-found")
    return row

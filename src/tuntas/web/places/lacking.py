"""Places that lack something, as the first day lists them: without outline, without data."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.people.access import can
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place, PlaceEdition
from tuntas.city.surveys.models import Campaign, SurveyRecord

LISTS = ("tanpa-batas", "tanpa-data", "kelurahan-tanpa-data")


@dataclass(frozen=True, slots=True)
class LackList:
    """What a list of lacking places is called, and where it is mended (no url: not by this person)."""

    name: str
    title: str
    url: str = ""
    action: str = ""


def narrowed(seen: QuerySet[Place], lack: str, city: City) -> QuerySet[Place]:
    """The places that lack it; all of them where nothing is asked."""
    if lack == "tanpa-batas":
        drawn = PlaceEdition.objects.drawn().filter(until_on=None)
        return seen.filter(level=Level.RT).exclude(pk__in=drawn.values("place"))
    campaign = Campaign.objects.filter(city=city).order_by("-year", "-pk").first()
    records = SurveyRecord.objects.filter(campaign=campaign)
    if lack == "tanpa-data":
        return seen.filter(level=Level.RT).exclude(pk__in=records.values("place"))
    if lack == "kelurahan-tanpa-data":
        return seen.filter(level=Level.KELURAHAN).exclude(pk__in=records.values("place__kelurahan"))
    return seen


def words(lack: str, user: Any, city: City) -> LackList | None:
    """The list in words with its remedy; None where none is asked."""
    if lack == "tanpa-batas":
        url = reverse("place_loads", args=[city.code]) if can(user, "load_places", city) else ""
        return LackList(lack, _("RT tanpa batas"), url, _("Muat batas"))
    uploads = reverse("uploads", args=[city.code]) if can(user, "import_survey", city) else ""
    if lack == "tanpa-data":
        return LackList(lack, _("RT tanpa data pada survei terbaru"), uploads, _("Unggah survei"))
    if lack == "kelurahan-tanpa-data":
        return LackList(lack, _("Kelurahan tanpa data pada survei terbaru"), uploads, _("Unggah survei"))
    return None

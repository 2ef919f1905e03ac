"""How far an old city has come on its first day, and what is missing; counted from what it holds, never ticked off."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.access import place_scope
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place, PlaceEdition
from tuntas.city.records.models import Paper
from tuntas.city.surveys.models import Campaign, SurveyRecord, Upload

DECREE = "SK"


@dataclass(frozen=True, slots=True)
class FirstDay:
    """What a city holds and lacks. `uploads_waiting`: files brought but not yet decided.

    Lacks are counted against what is known: where no kelurahan and no RT are known, none is found lacking.
    """

    campaign: Campaign | None
    kelurahan: int
    unconfirmed: int
    rts: int
    drawn_kelurahan: int
    drawn_rts: int
    records: int
    incomplete: int
    kelurahan_without_data: int
    rts_without_record: int
    uploads_waiting: int
    decrees: int

    @property
    def is_listed(self) -> bool:
        """Whether the kelurahan are known by their codes."""
        return self.kelurahan > 0 and self.unconfirmed == 0

    @property
    def is_drawn(self) -> bool:
        """Whether there is a map to look at."""
        return self.drawn_kelurahan + self.drawn_rts > 0

    @property
    def rts_without_outline(self) -> int:
        """RT that the map lacks."""
        return self.rts - self.drawn_rts

    @property
    def done(self) -> tuple[bool, bool, bool, bool, bool]:
        """The five steps: codes, outlines, the old sheet, the decree, the picture."""
        return self.is_listed, self.is_drawn, self.records > 0, self.decrees > 0, self.records > 0


def first_day(user: Any, city: City, on: date) -> FirstDay:
    """The first day of a city as far as the user sees it (a fixed number of queries)."""
    campaign = Campaign.objects.filter(city=city).select_related("city__place").order_by("-year", "-pk").first()
    seen = Place.objects.filter(place_scope(user, "see_city"), city=city.place_id).existing(on)
    kelurahan, rts = seen.filter(level=Level.KELURAHAN), seen.filter(level=Level.RT)
    drawn = PlaceEdition.objects.drawn().filter(until_on=None)
    records = SurveyRecord.objects.filter(campaign=campaign) if campaign else SurveyRecord.objects.none()
    stored = StoredAssessment.objects.visible_to(user).filter(record__in=records).current()
    return FirstDay(
        campaign=campaign,
        kelurahan=kelurahan.count(),
        unconfirmed=seen.unconfirmed().count(),
        rts=rts.count(),
        drawn_kelurahan=drawn.filter(place__in=kelurahan).count(),
        drawn_rts=drawn.filter(place__in=rts).count(),
        records=records.filter(place__in=rts).count(),
        incomplete=stored.filter(is_complete=False).count(),
        kelurahan_without_data=kelurahan.exclude(pk__in=records.values("place__kelurahan")).count(),
        rts_without_record=rts.exclude(pk__in=records.values("place")).count(),
        uploads_waiting=Upload.objects.visible_to(user).filter(campaign__city=city).waiting().count(),
        decrees=decrees(user, city).count(),
    )


def decrees(user: Any, city: City) -> QuerySet[Paper]:
    """The decrees on file, newest first."""
    return Paper.objects.visible_to(user).filter(city=city, kind=DECREE).order_by("-signed_on", "-pk")

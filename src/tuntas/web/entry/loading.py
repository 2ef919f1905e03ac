"""From an address to the RT, its campaign, its record and the person's draft; what may not be seen is not there."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tuntas.city.people.access import can
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.facts import unit_facts
from tuntas.city.surveys.models import Campaign, Draft, SurveyRecord
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.web.city_page.loading import load_city


@dataclass(frozen=True)
class Entry:
    """One RT in one campaign, with what one person has typed for it."""

    city: City
    campaign: Campaign
    place: Place
    record: SurveyRecord | None
    draft: Draft | None

    @cached_property
    def rule(self) -> Regulation:
        """The rule set of the campaign."""
        return regulation_of(self.campaign)

    @property
    def version(self) -> int | None:
        """The version that the record has now; None without a record."""
        return self.record.version if self.record else None

    @property
    def based_on(self) -> int | None:
        """The version that the person saw: the draft's, else the one that stands."""
        return self.draft.based_on if self.draft else self.version

    @property
    def is_stale(self) -> bool:
        """Whether the record moved on after the draft was begun."""
        return self.draft is not None and self.draft.based_on != self.version

    @property
    def is_sent(self) -> bool:
        """Whether the draft waits for a checker."""
        return self.draft is not None and self.draft.sent_at is not None

    @cached_property
    def base(self) -> UnitFacts:
        """The facts that the person saw before typing."""
        return self.facts_at(self.based_on)

    def facts_at(self, number: int | None) -> UnitFacts:
        """The facts of a version; of none: only what the campaign itself says."""
        if self.record is None or not number:
            return UnitFacts(city_size=self.campaign.city_size)
        if number == self.record.version:
            return unit_facts(self.record.facts)
        return unit_facts(get_object_or_404(self.record.versions, number=number).facts)


def load_campaign(request: HttpRequest, city: City, campaign_id: int) -> Campaign:
    """A campaign of the city."""
    campaigns = Campaign.objects.visible_to(request.user).filter(city=city)
    return get_object_or_404(campaigns.select_related("rule_set", "city__place"), pk=campaign_id)


def load_entry(request: HttpRequest, code: str, campaign_id: int, place_id: int) -> Entry:
    """The RT of an address with the person's own draft."""
    city = load_city(request, code)
    campaign = load_campaign(request, city, campaign_id)
    rts = Place.objects.filter(city=city.place_id, level=Level.RT)
    place = get_object_or_404(
        rts.select_related("parent", "kelurahan", "kecamatan", "city__tenant__place"), pk=place_id
    )
    if not can(request.user, "see_city", place):
        raise Http404
    return entry_of(campaign, place, request.user)


def entry_of(campaign: Campaign, place: Place, user: Any) -> Entry:
    """The RT with what `user` has typed for it."""
    record = SurveyRecord.objects.filter(campaign=campaign, place=place).select_related("campaign__city__place").first()
    own = Draft.objects.filter(user=user.pk, campaign=campaign, place=place)
    return Entry(campaign.city, campaign, place, record, own.select_related("campaign__city", "place", "user").first())


def is_open(campaign: Campaign, on: date) -> bool:
    """Whether a campaign still takes new figures in."""
    return campaign.closed_on is None or on < campaign.closed_on

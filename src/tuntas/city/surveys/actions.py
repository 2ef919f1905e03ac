"""Opening and closing campaigns, and the refusal that all acts of this stage share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from tuntas.city.people.models import City, User
from tuntas.city.records.actions import note
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import keep_rule_set, law_on_shelf
from tuntas.rules.regulation import Regulation
from tuntas.rules.shelf import UnknownRegulation


class CannotSurvey(Exception):
    """An act that cannot be done: `code` is a code of the wording catalogue."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params


def city_day(city: City, at: datetime) -> date:
    """The day that it is in the city, whatever day Greenwich has."""
    return at.astimezone(ZoneInfo(city.timezone)).date()


def need_open(campaign: Campaign, on: date) -> None:
    """Go on only while the campaign takes figures in; raises `CannotSurvey` from the day on which it is closed."""
    if campaign.closed_on is not None and on >= campaign.closed_on:
        raise CannotSurvey("SURVEY-CLOSED", name=campaign.name, on=campaign.closed_on)


@dataclass(frozen=True, slots=True)
class CampaignHead:
    """What a campaign is; `rule_id` empty: the current rule set."""

    year: int
    name: str = "Pendataan"
    rule_id: str = ""
    overlays: Sequence[str] = ()
    profile: str = ""
    city_size: str = ""


@transaction.atomic
def open_campaign(*, city: City, head: CampaignHead, on: date, by: User | None, at: datetime) -> Campaign:
    """Begin a campaign under a rule set that is kept whole; doing it twice with the same head changes nothing.

    Raises `CannotSurvey` for a rule set, profile or city size that there is not, and where a campaign of that year and
    name stands under other rules.
    """
    try:
        law = law_on_shelf(head.rule_id, head.overlays)
    except UnknownRegulation as error:
        raise CannotSurvey("CLI-UNKNOWN-RULE", wanted=error.wanted, known=", ".join(error.known)) from error
    _check_head(head, law.regulation)
    kept = keep_rule_set(law, at=at)
    said = {"rule_set": kept, "profile": head.profile, "city_size": head.city_size}
    known = Campaign.objects.filter(city=city, year=head.year, name=head.name).first()
    if known:
        return _same_campaign(known, said)
    campaign = Campaign.objects.create(city=city, year=head.year, name=head.name, opened_on=on, **said)
    note("campaign.opened", about=campaign, by=by, at=at, year=head.year, rule=kept.rule_id, rule_hash=kept.pk)
    return campaign


@transaction.atomic
def close_campaign(*, campaign: Campaign, on: date, by: User | None, at: datetime) -> Campaign:
    """Let nothing more into a campaign from `on` on, but corrections with a reason."""
    if campaign.closed_on is not None or on < campaign.opened_on:
        raise CannotSurvey("SURVEY-CANNOT-CLOSE", name=campaign.name, on=on)
    campaign.closed_on = on
    campaign.save(update_fields=["closed_on"])
    note("campaign.closed", about=campaign, by=by, at=at, on=on)
    return campaign


@transaction.atomic
def announce_objections(
    *, campaign: Campaign, from_on: date, until_on: date, by: User | None, at: datetime
) -> Campaign:
    """Set the days on which figures may be objected to; `until_on` is the first day after."""
    if until_on <= from_on:
        raise CannotSurvey("SURVEY-PERIOD-UPSIDE-DOWN", from_on=from_on, until_on=until_on)
    campaign.objection_from, campaign.objection_until = from_on, until_on
    campaign.save(update_fields=["objection_from", "objection_until"])
    note("campaign.objections_announced", about=campaign, by=by, at=at, from_on=from_on, until_on=until_on)
    return campaign


def _same_campaign(known: Campaign, said: dict[str, object]) -> Campaign:
    if any(getattr(known, name) != value for name, value in said.items()):
        raise CannotSurvey("SURVEY-OTHER-CAMPAIGN", name=known.name, year=known.year, rule=known.rule_set.rule_id)
    return known


def _check_head(head: CampaignHead, rule: Regulation) -> None:
    if rule.considerations is None:
        return
    if head.profile and head.profile not in rule.considerations.profiles:
        known = ", ".join(rule.considerations.profiles)
        raise CannotSurvey("CLI-UNKNOWN-PROFILE", wanted=head.profile, known=known)
    sizes = {size for item in rule.considerations.items for step in item.density for size in step.city_sizes}
    if head.city_size and head.city_size not in sizes:
        raise CannotSurvey("CLI-UNKNOWN-CITY-SIZE", wanted=head.city_size, known=", ".join(sorted(sizes)))

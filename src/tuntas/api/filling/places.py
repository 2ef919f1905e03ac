"""Cities, campaigns and places as answers."""

from datetime import date
from typing import Any

from shapely import from_wkb
from shapely.geometry import mapping

from tuntas.api.shapes.places import CampaignOut, CityOut, GeoFeature, PlaceName, PlaceOut, RuleSetOut, UnitPlace
from tuntas.city.people.models import City
from tuntas.city.places.models import Place, PlaceEdition
from tuntas.city.surveys.models import Campaign, RuleSet
from tuntas.city.surveys.rule_sets import kept_regulation


def city_out(city: City) -> CityOut:
    """A city."""
    return CityOut(code=city.code, name=city.name, kind=city.place.kind, timezone=city.timezone,
                   is_example=city.is_example, place_id=city.place_id)  # fmt: skip


def in_force_from(campaign: Campaign) -> date:
    """From when the figures of a campaign count: the day it opened, but where it was entered in a later year, as the
    old surveys of a city are on its first day here, the last day of its own year.
    """
    return min(campaign.opened_on, date(campaign.year, 12, 31))


def campaign_on(campaigns: list[Campaign], on: date) -> Campaign | None:
    """The campaign that counts on a day: of those that count by then, the one that began to last."""
    begun = [campaign for campaign in campaigns if in_force_from(campaign) <= on]
    return max(begun, key=lambda one: (in_force_from(one), one.year, one.pk), default=None)


def campaign_out(campaign: Campaign, lang: str) -> CampaignOut:
    """A campaign with the law that it scores by."""
    return CampaignOut(
        id=campaign.pk, city_code=campaign.city.code, year=campaign.year, name=campaign.name,
        in_force_from=in_force_from(campaign), opened_on=campaign.opened_on, closed_on=campaign.closed_on,
        objection_from=campaign.objection_from, objection_until=campaign.objection_until, profile=campaign.profile,
        rule_set=rule_set_out(campaign.rule_set, lang),
    )  # fmt: skip


def rule_set_out(kept: RuleSet, lang: str) -> RuleSetOut:
    """A kept rule set in short."""
    name = kept_regulation(kept.pk).short.in_(lang)
    return RuleSetOut(id=kept.rule_id, content_hash=kept.pk, name=name, overlays=list(kept.overlays))


def place_name(place: Place) -> PlaceName:
    """A place in short."""
    return PlaceName(id=place.pk, level=place.level, name=place.name, code=place.code)


def unit_place(place: Place) -> UnitPlace:
    """An RT with what it lies in; its parent, kelurahan and kecamatan are loaded."""
    has_rw = place.parent is not None and place.parent.pk != place.kelurahan_id
    return UnitPlace(
        id=place.pk, level=place.level, name=place.name, code=place.code,
        rw=place.parent.name if has_rw and place.parent else None,
        kelurahan=place.kelurahan.name if place.kelurahan else None, kelurahan_id=place.kelurahan_id,
        kecamatan=place.kecamatan.name if place.kecamatan else None, kecamatan_id=place.kecamatan_id,
    )  # fmt: skip


def place_out(edition: PlaceEdition) -> PlaceOut:
    """A place as an edition says; the place is loaded."""
    return PlaceOut(
        id=edition.place_id, level=edition.place.level, name=edition.name, code=edition.code, kind=edition.kind,
        parent_id=edition.parent_id, is_confirmed=edition.place.is_confirmed, from_on=edition.from_on,
        until_on=edition.until_on, area_m2=edition.area_m2, has_boundary=edition.area_m2 is not None,
    )  # fmt: skip


def feature(edition: PlaceEdition) -> GeoFeature:
    """A place with its boundary; without one its geometry is null, as RFC 7946 has it."""
    shape: dict[str, Any] | None = mapping(from_wkb(bytes(edition.geometry))) if edition.geometry else None
    return GeoFeature(id=edition.place_id, properties=place_out(edition), geometry=shape)

"""Decrees and delineations as answers."""

from collections.abc import Mapping

from shapely import from_wkb
from shapely.geometry import mapping

from tuntas.api.filling.ledger import figure
from tuntas.api.shapes.decrees import DecreeOut, DelineationFeature, DelineationProperties
from tuntas.city.decrees.facts import review_due_on, state_of
from tuntas.city.decrees.models import Decree, DecreeLine, DecreeState
from tuntas.city.places.models import Level, Place
from tuntas.city.settlements.models import Delineation


def decree_out(decree: Decree, is_revised: bool) -> DecreeOut:
    """A decree; `locations` and `lines_m2` are counted by the query."""
    state = state_of(decree, is_revised=is_revised)
    area: int | None = decree.lines_m2
    return DecreeOut(
        id=decree.pk, number=decree.number or None, aliases=decree.aliases, title=decree.title, state=state.value,
        signed_on=decree.signed_on, printed_on=decree.printed_on or None, verified_on=decree.verified_on,
        area=None if area is None else figure(area), printed_total_ha=decree.printed_total or None,
        locations=decree.locations, revises_id=decree.revises_id,
        revises=decree.revises.number if decree.revises else None,
        review_due_on=review_due_on(decree) if state is DecreeState.ENACTED else None, is_legacy=decree.is_legacy,
        campaign_id=decree.campaign_id,
    )  # fmt: skip


def delineation_out(
    shape: Delineation, line: DecreeLine | None, decree: Decree | None, grades: Mapping[str, str]
) -> DelineationFeature:
    """A location with its polygon; its settlement and place are loaded."""
    one = shape.settlement
    return DelineationFeature(
        id=shape.pk, geometry=mapping(from_wkb(bytes(shape.geometry))),
        properties=DelineationProperties(
            settlement_id=one.pk, name=one.name, place_id=one.place_id, kelurahan=_kelurahan(one.place),
            from_on=shape.from_on, until_on=shape.until_on, drawn_m2=shape.area_m2,
            decree_m2=line.area_m2 if line else None, verified_m2=line.verified_m2 if line else None,
            decree=decree.number if line and decree else None, grade=grades.get(line.grade) if line else None,
            total=line.total if line else None, priority=line.priority if line else None,
            priority_code=(line.priority_code or None) if line else None,
        ),
    )  # fmt: skip


def _kelurahan(place: Place) -> str | None:
    if place.level == Level.KELURAHAN:
        return place.name
    return place.kelurahan.name if place.kelurahan else None

"""What stands beside a city's slum hectares: the people and buildings of its newest survey."""

from dataclasses import dataclass
from typing import Any

from tuntas.city.assessments.models import AreaFigure
from tuntas.city.dossiers.city import city_summary
from tuntas.city.dossiers.measures import ClassFigures
from tuntas.city.people.models import City
from tuntas.city.surveys.models import Campaign


@dataclass(frozen=True, slots=True)
class Beside:
    """The slum units of the newest survey that has data."""

    campaign: Campaign
    figures: ClassFigures


def beside_hectares(user: Any, city: City) -> Beside | None:
    """None where no survey has data of the whole city, or the user sees only a part of it."""
    rows = AreaFigure.objects.visible_to(user).filter(campaign__city=city, place=city.place_id)
    newest = rows.select_related("campaign__rule_set", "campaign__city__place").order_by(
        "-campaign__year", "-campaign__opened_on", "-pk"
    )
    row = newest.first()
    picture = city_summary(user, row.campaign).whole if row else None
    return Beside(row.campaign, picture.slum) if row and picture else None

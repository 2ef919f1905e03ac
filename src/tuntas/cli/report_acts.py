"""What `tuntas report` does, once the city's database is open."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import translation

from tuntas.city.people.duties import Duty
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.city.places.naming import match_name
from tuntas.city.surveys.models import Campaign
from tuntas.cli.application import city_of_code
from tuntas.cli.outputs import safe_output
from tuntas.cli.screen import Refusal, Screen
from tuntas.reports.brief.area import area_brief
from tuntas.reports.brief.content import Brief
from tuntas.reports.brief.pages import card_png, page_pdf
from tuntas.reports.brief.slides import slides_pptx
from tuntas.reports.survey_forms.printing import MOST_FORMS, FormChoice, form_places, forms_pdf

BRIEFS: dict[str, Callable[[Brief], bytes]] = {".pptx": slides_pptx, ".pdf": page_pdf, ".png": card_png}


@dataclass(frozen=True)
class AtTheMachine:
    """Who sits at the machine reads what it keeps, as with `tuntas survey export`."""

    duties: tuple[Duty, ...] = (Duty("MINISTRY_VIEWER", None, None),)
    is_authenticated: bool = True


READER = AtTheMachine()


def write_brief(options: argparse.Namespace, screen: Screen) -> int:
    """Bahan paparan of the city or of a kelurahan."""
    campaign = _campaign(city_of_code(options.city), options)
    with safe_output(options.output, formats=tuple(BRIEFS)) as path, translation.override(screen.lang):
        brief = area_brief(READER, campaign, _kelurahan(campaign, options.kelurahan))
        if brief is None:
            raise Refusal("CLI-REPORT-NO-DATA", year=campaign.year)
        path.write_bytes(BRIEFS[path.suffix.lower()](brief))
    screen.say("CLI-REPORT-BRIEF-DONE", path=options.output, title=brief.title)
    screen.result({"output": options.output, "place": brief.title, "year": campaign.year, "headline": brief.headline})
    return 0


def write_forms(options: argparse.Namespace, screen: Screen) -> int:
    """Survey forms of every RT of the city or of a kelurahan."""
    campaign = _campaign(city_of_code(options.city), options)
    places = form_places(READER, campaign, _kelurahan(campaign, options.kelurahan))
    if not places:
        raise Refusal("CLI-REPORT-NO-RT", city=options.city)
    if len(places) > MOST_FORMS:
        raise Refusal("CLI-REPORT-TOO-MANY", count=len(places), most=MOST_FORMS)
    if not options.address:
        raise Refusal("CLI-REPORT-NO-ADDRESS")
    base = f"{options.address.rstrip('/')}/kota/{campaign.city.code}/isi/{campaign.pk}"
    with safe_output(options.output, formats=(".pdf",)) as path, translation.override(screen.lang):
        content = forms_pdf(READER, campaign, places, FormChoice(options.paper, options.prefilled),
                            address_of=lambda place: f"{base}/{place.pk}/", at=datetime.now(UTC))  # fmt: skip
        path.write_bytes(content)
    screen.say("CLI-REPORT-FORMS-DONE", path=options.output, count=len(places))
    screen.result({"output": options.output, "forms": len(places), "year": campaign.year})
    return 0


def _campaign(city: City, options: argparse.Namespace) -> Campaign:
    """The campaign named, else the newest of the year, else the newest."""
    found = Campaign.objects.filter(city=city).select_related("city__place", "rule_set")
    found = found.order_by("-year", "-opened_on", "-pk")  # as the pages and the interface have it
    wanted = {name: value for name, value in (("year", options.year), ("name", options.campaign)) if value}
    campaign = found.filter(**wanted).first()
    if campaign is None:
        raise Refusal("CLI-REPORT-NO-CAMPAIGN", city=city.code)
    return campaign


def _kelurahan(campaign: Campaign, name: str | None) -> Place | None:
    if not name:
        return None
    homes = Place.objects.filter(city=campaign.city.place_id, level=Level.KELURAHAN, dissolved_on=None)
    found = list(homes.filter(code=name) or homes.filter(match_name=match_name(name)))
    if len(found) != 1:
        raise Refusal("CLI-REPORT-KELURAHAN", name=name, count=len(found))
    return found[0]

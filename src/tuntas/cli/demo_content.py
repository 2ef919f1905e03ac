"""What a city gathers in use, so that the pages of the demo have something to show: invented, by ordinary actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tuntas.city.people.agencies import Stage, add_agency, set_mandates
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.actions import announce_objections
from tuntas.city.surveys.drafts import save_draft, send_draft
from tuntas.city.surveys.houses import AidHead, HouseHead, list_house, record_aid
from tuntas.city.surveys.models import Campaign, SurveyRecord, UnfitHouse
from tuntas.cli.demo_decisions import make_meetings
from tuntas.cli.demo_decrees import make_decrees
from tuntas.cli.demo_funding import make_funding
from tuntas.cli.demo_plans import make_plans
from tuntas.cli.demo_problems import make_problems
from tuntas.cli.demo_proposals import make_proposals
from tuntas.cli.demo_settlements import found_settlements
from tuntas.domain.quantity import from_micro
from tuntas.rules.regulation import Regulation

#: Short name, name, how many of the aspects it answers for; gaps and a double are meant to be seen.
AGENCIES = (
    ("PKP", "Dinas Perumahan dan Kawasan Permukiman (contoh)", slice(0, 4)),
    ("PU", "Dinas Pekerjaan Umum (contoh)", slice(3, 5)),
    ("LH", "Dinas Lingkungan Hidup (contoh)", slice(5, 6)),
)
LANDS = ("OWNED", "RENTED", "STATE_LAND", "OWNED", "OTHERS_LAND")
AIDS = (("APBN", "BSPS (contoh)", 20_000_000), ("APBD", "Bantuan rumah (contoh)", 15_000_000))
OBJECTION_DAYS = 14
SOURCE = "tuntas demo (contoh)"


@dataclass(frozen=True, slots=True)
class Demo:
    """The city, who acts in it by role, and when."""

    city: City
    people: Mapping[str, User]
    on: date
    at: datetime


def fill(demo: Demo) -> None:
    """Houses with aid, an objection period, a draft that waits, slum locations."""
    campaign = Campaign.objects.filter(city=demo.city).select_related("city__place").latest("year")
    _houses(demo)
    announce_objections(campaign=campaign, from_on=demo.on, until_on=demo.on + timedelta(days=OBJECTION_DAYS),
                        by=demo.people["SECTION_HEAD"], at=demo.at)  # fmt: skip
    _draft(demo, campaign)
    found_settlements(demo.city, campaign, SOURCE, by=demo.people["GIS_OPERATOR"], at=demo.at)
    make_decrees(demo.city, demo.people, on=demo.on, at=demo.at)
    make_funding(demo.city, demo.people, on=demo.on, at=demo.at)
    make_problems(demo.city, demo.people, on=demo.on, at=demo.at)
    make_proposals(demo.city, demo.people, on=demo.on, at=demo.at)
    make_meetings(demo.city, demo.people, on=demo.on, at=demo.at)
    make_plans(demo.city, demo.people, on=demo.on, at=demo.at)


def found_agencies(city: City, rule: Regulation, at: datetime) -> None:
    """Agencies with their mandates, before people hold posts in them."""
    aspects = [aspect.id for aspect in rule.aspects]
    for code, name, part in AGENCIES:
        agency = add_agency(city=city, code=code, name=name, by=None, at=at)
        cells = [(aspect, stage.value) for aspect in aspects[part] for stage in Stage]
        set_mandates(agency=agency, cells=cells, seen=[], aspects=aspects, by=None, at=at)


def _houses(demo: Demo) -> None:
    """Five houses in the first RT; one had aid from two sources, which the register points out."""
    by = demo.people["HOUSING_STAFF"]
    rt = Place.objects.filter(city=demo.city.place_id, level=Level.RT).select_related("parent").earliest("pk")
    houses = [
        list_house(city=demo.city, head=HouseHead(place=rt, address=f"Jalan Contoh Nomor {number}",
                   head_name=f"Warga Contoh {number}", land_status=land), by=by, at=demo.at)
        for number, land in enumerate(LANDS, start=1)
    ]  # fmt: skip
    for house, aids in ((houses[0], AIDS), (houses[1], AIDS[:1])):
        _aid(house, aids, demo, by)


def _aid(house: UnfitHouse, aids: tuple[tuple[str, str, int], ...], demo: Demo, by: User) -> None:
    for source, programme, value_idr in aids:
        head = AidHead(source=source, year=demo.on.year, programme=programme, value_idr=value_idr)
        record_aid(house=house, head=head, by=by, at=demo.at)


def _draft(demo: Demo, campaign: Campaign) -> None:
    """The surveyor counted one household more than the record has."""
    surveyor = demo.people["SURVEYOR"]
    records = SurveyRecord.objects.filter(campaign=campaign, place__kelurahan__in=_areas(surveyor))
    record = records.select_related("place").earliest("pk")
    households = int(from_micro(record.facts["quantities"]["jumlah_kk"])) + 1
    draft = save_draft(user=surveyor, campaign=campaign, place=record.place, texts={"jumlah_kk": str(households)},
                       based_on=record.version, at=demo.at)  # fmt: skip
    send_draft(draft=draft, at=demo.at)


def _areas(user: User) -> list[int]:
    return [duty.area_id for duty in user.duties if duty.area_id is not None]

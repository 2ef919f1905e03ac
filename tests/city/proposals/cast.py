"""A city with a survey, problems, two agencies, prices and a source of money."""

from dataclasses import dataclass
from datetime import date

from tests.city.decrees.cast import Town, town
from tests.remembered import remembered
from tests.world import AT, ON, World
from tuntas.city.funding.models import Source
from tuntas.city.funding.sources import load_default_sources
from tuntas.city.people.agencies import add_agency
from tuntas.city.people.models import Agency
from tuntas.city.problems.models import Problem
from tuntas.city.problems.refreshing import preview
from tuntas.city.problems.taking import take_in
from tuntas.city.proposals.drafting import Draft, Work, draft_proposal
from tuntas.city.proposals.library import PriceHead, keep_price
from tuntas.city.proposals.models import Proposal
from tuntas.city.proposals.submitting import Passage, submit_proposal
from tuntas.domain.quantity import MICRO

YEAR = 2027
ROAD, DRAIN = "jalan_paving", "drainase"
READY = {"lahan": "READY", "tata_ruang": "READY", "ded": "READY", "utilitas": "NOT_NEEDED", "pengelola": "READY",
         "lingkungan": "READY"}  # fmt: skip


@dataclass
class Planning:
    """The town with who proposes what."""

    town: Town
    roads: Agency
    waste: Agency
    source: Source

    @property
    def world(self) -> World:
        return self.town.world


@remembered
def planning(world: World) -> Planning:
    made = town(world)
    take_in(city=world.city, mark=preview(world.city, on=ON).mark, on=ON, by=None, at=AT)
    roads = add_agency(city=world.city, code="PU", name="Dinas PU", by=None, at=AT)
    waste = add_agency(city=world.city, code="LH", name="Dinas LH", by=None, at=AT)
    load_default_sources(city=world.city, by=None, at=AT)
    for activity, cost in ((ROAD, 350_000), (DRAIN, 900_000)):
        price(world, activity, cost)
    source = Source.objects.get(city=world.city, code="APBD_KOTA")
    return Planning(made, roads, waste, source)


def price(world: World, activity: str, cost_idr: int, year: int = YEAR) -> None:
    head = PriceHead(activity, year, cost_idr, "SHST contoh")
    keep_price(city=world.city, head=head, by=world.user("PLANNER"), at=AT)


def problem(made: Planning, criterion: str, number: int = 0) -> Problem:
    return Problem.objects.get(settlement=made.town.settlements[number], criterion=criterion)


def work_on(made: Planning, criterion: str, activity: str, number: int = 0) -> Work:
    """The whole deficit."""
    one = problem(made, criterion, number)
    return Work(activity, one.needed_micro or MICRO, criterion, problem=one)


def told(made: Planning, *works: Work, **other: object) -> Draft:
    kept: dict[str, object] = {"title": "Jalan dan saluran", "agency": made.roads, "year": YEAR, "works": works}
    return Draft(**(kept | other))  # type: ignore[arg-type]


def drafted(made: Planning, *works: Work, number: int = 0, **other: object) -> Proposal:
    row = made.town.settlements[number]
    return draft_proposal(settlement=row, told=told(made, *works, **other), by=made.world.user("PLANNER"), at=AT)


def submitted(made: Planning, *works: Work, number: int = 0, **other: object) -> Proposal:
    one = drafted(made, *works, number=number, **other)
    return submit_proposal(proposal=one, seen=one.changed, by=made.world.user("PLANNER"), at=AT)


def dpa(ceiling_idr: int, document: str = "DPA", on: date = date(2027, 1, 20)) -> Passage:
    return Passage(document, on, f"{document}/1/2027", ceiling_idr, "1.04.03.2.03")

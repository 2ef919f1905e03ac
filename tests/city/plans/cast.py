"""A city with a decree, problems, proposals that the mayor has spoken on, money and capacity; and the way of a plan."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.city.decrees.cast import PDF, drafted, enacted, verified
from tests.city.proposals.cast import DRAIN, ROAD, YEAR, Planning, planning, price, submitted, work_on
from tests.remembered import remembered
from tests.world import AT, ON, World
from tuntas.city.decisions.deciding import enter_decision
from tuntas.city.decisions.meetings import MeetingHead, call_meeting, make_list
from tuntas.city.decisions.models import ItemKind, MeetingItem, MeetingKind, Verdict
from tuntas.city.funding.actions import set_ceilings
from tuntas.city.funding.heads import CeilingHead
from tuntas.city.funding.models import Source
from tuntas.city.hectares.actions import TargetHead, set_target
from tuntas.city.people.agencies import set_mandates
from tuntas.city.plans.adopting import Scan, adopt_plan, discuss_plan
from tuntas.city.plans.checking import findings
from tuntas.city.plans.drafting import answer, draft_plan
from tuntas.city.plans.models import Plan
from tuntas.city.proposals.catalogue import activities_for, law
from tuntas.city.proposals.models import Proposal
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import Paper
from tuntas.domain.problems import Severity

DAY = timedelta(days=1)
DECREE = "600/1/2026"


@dataclass
class Drawing:
    """The planning town with a decree in force, its money, and proposals by their settlement."""

    planning: Planning
    proposals: list[Proposal] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.planning.world


@remembered
def drawing(world: World) -> Drawing:
    """Three settlements of 1.5 ha in a decree; proposals for roads and drains of the first two; a target for 2027."""
    made = planning(world)
    decree = verified(drafted(made.town), made.town)
    enacted(decree, made.town, DECREE)
    for aspect in law().aspects:
        for one in law().criteria_of(aspect.id):
            code = activities_for(one.id)[0].code
            if code not in (ROAD, DRAIN):
                price(world, code, 1_500_000)
    set_mandates(agency=made.roads, cells={(one.id, "PLANNING") for one in law().aspects}, seen=set(),
                 aspects=[one.id for one in law().aspects], by=None, at=AT)  # fmt: skip
    proposals = [
        submitted(made, work_on(made, "2b", ROAD, number), work_on(made, "4c", DRAIN, number), number=number,
                  title=f"Jalan dan saluran {number + 1}")
        for number in (0, 1)
    ]  # fmt: skip
    set_target(head=TargetHead(YEAR, 15_000, DECREE, "1,50"), paper=paper_of(world, "SK", "T-1"), by=None, at=AT)
    return Drawing(made, proposals)


def paper_of(world: World, kind: str, number: str) -> Paper:
    return file_paper(city=world.city, head=PaperHead(kind, number, "", ON - DAY), by=None, at=AT)


def fund(made: Drawing, amounts: dict[int, int], code: str = "APBD_KOTA") -> Source:
    """Ceilings of a source by year."""
    source = Source.objects.get(city=made.world.city, code=code)
    for year, amount in amounts.items():
        set_ceilings(paper=paper_of(made.world, "APBD", f"APBD {code} {year}"),
                     head=CeilingHead(year, {source: amount}, ON - DAY), by=None, at=AT)  # fmt: skip
    return source


def say(made: Drawing, *verdicts: Verdict) -> None:
    """The mayor's word on the proposals, in their order."""
    city, by = made.world.city, made.world.user("HEAD")
    meeting = call_meeting(city=city, head=MeetingHead(MeetingKind.PRIORITIES, "Rapat", ON), by=by, at=AT)
    make_list(meeting=meeting, chosen={ItemKind.PROPOSAL: [one.pk for one in made.proposals]}, on=ON, by=by, at=AT)
    paper = paper_of(made.world, "BERITA_ACARA", "BA-RAPAT")
    for proposal, verdict in zip(made.proposals, verdicts, strict=False):
        item = MeetingItem.objects.get(meeting=meeting, proposal=proposal)
        enter_decision(item=item, verdict=verdict, reason="contoh", paper=paper, by=by, at=AT)


def plan_of(made: Drawing, from_year: int = YEAR, years: int = 2) -> Plan:
    return draft_plan(city=made.world.city, title="RP2KPKPK contoh", from_year=from_year, years=years,
                      by=made.world.user("PLANNER"), at=AT)  # fmt: skip


def codes(plan: Plan, severity: Severity | None = None) -> set[str]:
    return {one.code for one in findings(plan, on=ON) if severity in (None, one.severity)}


def answered(plan: Plan, made: Drawing) -> Plan:
    """Every warning with a reason."""
    for one in findings(plan, on=ON):
        if one.severity is Severity.WARNING:
            answer(plan=plan, code=one.code, key=one.key, reason="contoh", by=made.world.user("PLANNER"), at=AT)
    return Plan.objects.get(pk=plan.pk)


def discussed(plan: Plan, made: Drawing, on: date = ON - 2 * DAY) -> Plan:
    by = made.world.user("SECTION_HEAD")
    return discuss_plan(plan=answered(plan, made), minutes=Scan(f"BA-{plan.pk}", on, PDF, "ba.pdf"), by=by, at=AT)


def adopted(plan: Plan, made: Drawing, number: str = "Perwal 7/2026", on: date = ON - DAY) -> Plan:
    return adopt_plan(plan=plan, scan=Scan(number, on, PDF, "perwal.pdf"), by=made.world.user("HEAD"), at=AT)

"""A meeting with a list: two problems, a target area and three proposals of three settlements."""

from dataclasses import dataclass, field
from datetime import date

from tests.city.decrees.cast import PDF
from tests.city.proposals.cast import ROAD, Planning, planning, problem, submitted, work_on
from tests.remembered import remembered
from tests.world import AT, ON, World
from tuntas.city.decisions.meetings import MeetingHead, call_meeting, make_list
from tuntas.city.decisions.models import ItemKind, Meeting, MeetingItem, MeetingKind
from tuntas.city.people.models import User
from tuntas.city.problems.models import TargetArea
from tuntas.city.problems.targets import TargetHead, open_target_area
from tuntas.city.proposals.models import Proposal
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import Paper

HELD_ON = date(2026, 3, 3)


@dataclass
class Session:
    """What is decided on, and in which meeting."""

    planning: Planning
    area: TargetArea
    proposals: list[Proposal]
    meeting: Meeting
    chosen: dict[ItemKind, list[int]] = field(default_factory=dict)

    @property
    def world(self) -> World:
        return self.planning.world

    @property
    def head(self) -> User:
        return self.world.user("HEAD")

    def items(self, kind: ItemKind = ItemKind.PROPOSAL) -> list[MeetingItem]:
        """As advised."""
        return list(self.meeting.items.filter(kind=kind).order_by("rank"))


@remembered
def session(world: World) -> Session:
    """The list is made by the default weights; two proposals are of the first settlement."""
    made = planning(world)
    proposals = [submitted(made, work_on(made, "2b", ROAD, number), number=number, title=f"Usulan {place}")
                 for place, number in enumerate((0, 0, 2), start=1)]  # fmt: skip
    head = TargetHead("Melati tuntas", 2026, 2028, made.roads, "Tidak ada masalah tersisa.", ["jalan"])
    area = open_target_area(city=world.city, head=head, settlements=made.town.settlements[:2], by=None, at=AT)
    meeting = called(world)
    chosen = {
        ItemKind.PROBLEM: [problem(made, "2b", number).pk for number in (0, 1)],
        ItemKind.TARGET_AREA: [area.pk],
        ItemKind.PROPOSAL: [one.pk for one in proposals],
    }
    make_list(meeting=meeting, chosen=chosen, on=ON, by=world.user("PLANNER"), at=AT)
    meeting.refresh_from_db()
    return Session(made, area, proposals, meeting, chosen)


def called(world: World, kind: MeetingKind = MeetingKind.PRIORITIES) -> Meeting:
    head = MeetingHead(kind, f"Rapat {kind.label}", HELD_ON)
    return call_meeting(city=world.city, head=head, by=world.user("PLANNER"), at=AT)


def minutes(world: World, number: str = "BA-7/2026", kind: str = "BERITA_ACARA") -> Paper:
    return file_paper(city=world.city, head=PaperHead(kind, number, signed_on=HELD_ON), content=PDF,
                      filename="ba.pdf", by=world.user("PLANNER"), at=AT)  # fmt: skip

"""A meeting, an item, a word in force and a task, made once, for those who only ask who may see what."""

from datetime import date

from tests.city.decisions.cast import HELD_ON, minutes
from tests.web.problems.cast import told_problem
from tests.world import AT, World
from tuntas.city.decisions.models import Decision, DecisionPaper, Directive, Meeting, MeetingItem
from tuntas.city.people.models import Agency


def held(world: World) -> Meeting:
    """An open meeting of priorities."""
    told = {"kind": "PRIORITIES", "title": "Rapat uji", "held_on": HELD_ON, "called_at": AT}
    return Meeting.objects.get_or_create(city=world.city, defaults=told)[0]


def its_item(world: World) -> MeetingItem:
    """The only item of its list."""
    meeting = held(world)
    known = meeting.items.first()
    if known is not None:
        return known
    made: MeetingItem = meeting.items.create(
        kind="PROBLEM", problem=told_problem(world), name="Masalah uji", rank=1, rank_low=1, rank_high=1,
        score_centi=1, score_low_centi=1, score_high_centi=1,
    )  # fmt: skip
    Meeting.objects.filter(pk=meeting.pk).update(order=[made.pk])
    return made


def its_force(world: World) -> int:
    """The minutes that give a word on it force."""
    item = its_item(world)
    known = DecisionPaper.objects.filter(decision__item=item).first()
    if known is None:
        word = Decision.objects.create(item=item, verdict="DECIDED", by=world.user("HEAD"), at=AT)
        known = DecisionPaper.objects.create(decision=word, paper=minutes(world), at=AT)
    return known.paper_id


def its_task(world: World) -> Directive:
    """A task that the meeting gave."""
    agency, _ = Agency.objects.get_or_create(city=world.city, code="DINPERKIM", name="Dinas Perumahan")
    told = {"text": "Siapkan lahan", "stage": "PLANNING", "agency": agency, "due_on": date(2026, 6, 30), "at": AT}
    return Directive.objects.get_or_create(city=world.city, meeting=held(world), defaults=told)[0]

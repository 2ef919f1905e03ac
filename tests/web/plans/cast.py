"""A discussed plan with one line and a scenario, for those who only ask who may see what."""

from tests.city.decrees.cast import PDF
from tests.world import AT, ON, World
from tuntas.city.plans.asking import Options
from tuntas.city.plans.drafting import add_lines, draft_plan
from tuntas.city.plans.heads import Amount, LineHead
from tuntas.city.plans.models import Plan, PlanLine, Scenario
from tuntas.city.records.actions import PaperHead, file_paper


def a_plan(world: World) -> Plan:
    """The plan, made once; what stands in its way is of no matter here."""
    known = Plan.objects.filter(city=world.city).first()
    if known is not None:
        return known
    made = draft_plan(city=world.city, title="RP2KPKPK", from_year=2027, years=2, by=None, at=AT)
    add_lines(plan=made, heads=[LineHead("Kota", (Amount(2027, None, 10),), title="Pendampingan")], seen=1, by=None,
              at=AT)  # fmt: skip
    minutes = file_paper(city=world.city, head=PaperHead("BERITA_ACARA", "BA-R", signed_on=ON), content=PDF,
                         filename="ba.pdf", by=None, at=AT)  # fmt: skip
    Plan.objects.filter(pk=made.pk).update(minutes=minutes, discussed_on=ON, discussed_at=AT)
    return Plan.objects.get(pk=made.pk)


def its_row(world: World) -> PlanLine:
    """Its only line."""
    return a_plan(world).lines.get()


def its_paper(world: World) -> int:
    """The minutes of its discussion."""
    paper = a_plan(world).minutes
    assert paper is not None
    return paper.pk


def a_scenario(world: World) -> Scenario:
    """A scenario that waits."""
    return Scenario.objects.get_or_create(city=world.city, name="Dasar", defaults={
        "options": Options(2027, 2).to_json(), "at": AT})[0]  # fmt: skip

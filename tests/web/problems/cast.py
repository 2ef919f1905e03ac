"""A brought problem with its agency, and a target area, for those who only ask who may see and do what."""

from tests.city.decrees.cast import PDF, settlement
from tests.world import AT, World
from tuntas.city.people.models import Agency
from tuntas.city.problems.actions import Brought, bring_problem
from tuntas.city.problems.models import Problem, ProblemOrigin, TargetArea
from tuntas.city.problems.targets import TargetHead, open_target_area
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import Paper


def told_problem(world: World) -> Problem:
    """A primary drain that overflows in Melati, asked of DINPERKIM; made once."""
    known = Problem.objects.filter(city=world.city, subject="drainase_primer").first()
    if known is not None:
        return known
    agency, _ = Agency.objects.get_or_create(city=world.city, code="DINPERKIM", name="Dinas Perumahan")
    brought = Brought("drainase_primer", "Kali meluap tiap hujan.", _paper(world), place=world.kelurahan,
                      origin=ProblemOrigin.KELURAHAN, agency=agency)  # fmt: skip
    return bring_problem(city=world.city, brought=brought, by=None, at=AT)


def target_area(world: World) -> TargetArea:
    """One settlement, to be complete in its roads; made once."""
    known = TargetArea.objects.filter(city=world.city).first()
    if known is not None:
        return known
    agency, _ = Agency.objects.get_or_create(city=world.city, code="DINPERKIM", name="Dinas Perumahan")
    place = settlement(world, world.kelurahan, "Kawasan Sasaran", world.rts[:1], step=4)
    head = TargetHead("Sasaran Uji", 2026, 2028, agency, "Semua jalan layak.", ["jalan"], _paper(world))
    return open_target_area(city=world.city, head=head, settlements=[place], by=None, at=AT)


def its_evidence(world: World) -> int:
    """The paper that the problem and the target area rest on."""
    return _paper(world).pk


def _paper(world: World) -> Paper:
    return file_paper(city=world.city, head=PaperHead("BERITA_ACARA", "BA-MASALAH-1"), content=PDF, filename="ba.pdf",
                      by=None, at=AT)  # fmt: skip

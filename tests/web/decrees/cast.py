"""A verified draft with one location and one RT, for those who only ask who may see what."""

from tests.city.decrees.cast import PDF, settlement
from tests.world import AT, ON, World
from tuntas.city.decrees.drafting import DraftHead, draft_decree
from tuntas.city.decrees.models import Decree, DecreeLine, DecreeUnit, VerifierLevel
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.surveys.models import Campaign


def in_the_making(world: World) -> Decree:
    """The draft, made once; what stands in its way is of no matter here."""
    known = Decree.objects.filter(city=world.city).first()
    if known is not None:
        return known
    place = settlement(world, world.kelurahan, "Kawasan Uji", world.rts[:1], step=1)
    head = DraftHead("Penetapan lokasi kumuh", Campaign.objects.filter(city=world.city).latest("pk"), ON)
    made = draft_decree(city=world.city, head=head, settlements=[place], by=world.user("HOUSING_STAFF"), at=AT)
    minutes = file_paper(city=world.city, head=PaperHead("BERITA_ACARA", "BA-1", signed_on=ON), content=PDF,
                         filename="ba.pdf", by=None, at=AT)  # fmt: skip
    made.verifier_level, made.minutes, made.verified_on = VerifierLevel.CITY.value, minutes, ON
    made.verified_at, made.verified_by = AT, world.user("SECTION_HEAD")
    made.save()
    return made


def its_line(world: World) -> DecreeLine:
    """Its only location."""
    return in_the_making(world).lines.get()


def its_unit(world: World) -> DecreeUnit:
    """The RT of that location."""
    return its_line(world).units.get()


def its_minutes(world: World) -> int:
    """The paper that it was verified on."""
    paper = in_the_making(world).minutes
    assert paper is not None
    return paper.pk

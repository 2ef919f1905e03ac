"""A draft of a proposal with a paper, for those who only ask who may see and do what."""

from tests.city.decrees.cast import PDF, settlement
from tests.world import AT, World
from tuntas.city.people.models import Agency
from tuntas.city.proposals.drafting import Draft, Work, add_paper, draft_proposal
from tuntas.city.proposals.models import Proposal
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.domain.quantity import MICRO


def drafted_proposal(world: World) -> Proposal:
    """A paved alley in a settlement of Melati, by DINPERKIM; made once."""
    known = Proposal.objects.filter(city=world.city).first()
    if known is not None:
        return known
    agency, _ = Agency.objects.get_or_create(city=world.city, code="DINPERKIM", name="Dinas Perumahan")
    place = settlement(world, world.kelurahan, "Kawasan Usulan", world.rts[:1], step=5)
    told = Draft("Jalan paving", agency, 2027, works=[Work("jalan_paving", 100 * MICRO, "2a")])
    one = draft_proposal(settlement=place, told=told, by=None, at=AT)
    paper = file_paper(city=world.city, head=PaperHead("READINESS", "BA-LAHAN-1"), content=PDF, filename="ba.pdf",
                       by=None, at=AT)  # fmt: skip
    add_paper(proposal=one, item="lahan", paper=paper, by=None, at=AT)
    return one


def its_scan(world: World) -> int:
    """The paper that shows its readiness."""
    return drafted_proposal(world).papers.get().paper_id

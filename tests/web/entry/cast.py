"""What tests of the entry room share."""

from tests.world import AT, World
from tuntas.city.surveys.drafts import save_draft, send_draft
from tuntas.city.surveys.models import Campaign


def sent_draft(world: World) -> int:
    """A draft that the surveyor sent for the first RT, in the campaign of 2025."""
    campaign = Campaign.objects.get(city=world.city, year=2025)
    draft = save_draft(user=world.user("SURVEYOR"), campaign=campaign, place=world.rts[0], texts={"jumlah_kk": "52"},
                       based_on=None, at=AT)  # fmt: skip
    return send_draft(draft=draft, at=AT).pk

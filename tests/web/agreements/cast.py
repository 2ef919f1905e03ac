"""A kelurahan with data, an objection, and signed minutes, made up for the tests."""

from datetime import timedelta

from tests.city.surveys.cast import ROAD, campaign_of, take_in
from tests.world import AT, ON, World
from tuntas.city.surveys.actions import announce_objections
from tuntas.city.surveys.agreements import ObjectionHead, SignedMinutes, file_agreement, object_to
from tuntas.city.surveys.models import Agreement, Campaign, Objection, SurveyRecord

ALL_SIGNED = ["RT_HEAD", "RW_HEAD", "BKM", "LURAH"]
SCAN = b"%PDF-1.4 contoh"


def surveyed(world: World) -> Campaign:
    """A campaign with data: the one that there is, else one of its own."""
    record = SurveyRecord.objects.select_related("campaign").first()
    if record is not None:
        return record.campaign
    campaign = campaign_of(world, 2020)
    take_in(campaign)
    return campaign


def raised(world: World) -> Objection:
    """An open objection to the first RT."""
    if known := Objection.objects.first():
        return known
    campaign = announce_objections(
        campaign=surveyed(world), from_on=ON - timedelta(days=9), until_on=ON + timedelta(days=9), by=None, at=AT
    )
    record = SurveyRecord.objects.get(campaign=campaign, place=world.rts[0])
    head = ObjectionHead(ROAD, "jalan sudah diperbaiki", "RT_HEAD")
    return object_to(record=record, head=head, on=ON, by=None, at=AT)


def signed(world: World, campaign: Campaign | None = None) -> Agreement:
    """Signed minutes of the first kelurahan."""
    campaign = announce_objections(
        campaign=campaign or surveyed(world), from_on=ON - timedelta(days=9), until_on=ON, by=None, at=AT
    )
    minutes = SignedMinutes(ON, ALL_SIGNED, SCAN, "BA/1/2026", "ba.pdf")
    return file_agreement(campaign=campaign, place=world.kelurahan, minutes=minutes, by=None, at=AT)

"""Puts a small surveyed town into an office's own database; called in a process that works on it."""

from tests.city.surveys.workbooks import survey_csv
from tests.world import AT, ON, person
from tuntas.city.assessments.actions import accept_upload
from tuntas.city.people.actions import Appointment, create_city
from tuntas.city.places.models import Place
from tuntas.city.surveys.actions import CampaignHead, open_campaign
from tuntas.city.surveys.uploads import preview_upload, receive_upload

RTS = 6


def plant() -> None:
    """One kelurahan whose RT have data; a surveyor, one who checks, and one who does both."""
    on, at = ON, AT
    city = create_city(code="99.01", name="Kota Contoh", by=None, at=at, is_example=True)
    campaign = open_campaign(city=city, head=CampaignHead(year=2026), on=on, by=None, at=at)
    places = [("Taman", "Melati", f"RT00{number + 1}-RW001") for number in range(RTS)]
    received = receive_upload(campaign=campaign, content=survey_csv(places), file_name="survei.csv", by=None, at=at)
    accept_upload(upload=preview_upload(upload=received, on=on, at=at), on=on, by=None, at=at)
    kelurahan = Place.objects.get(level="KELURAHAN")
    for role in ("SURVEYOR", "KELURAHAN_HEAD"):
        person(role.lower(), Appointment(role, city=city, area=kelurahan))
    person("housing_staff", Appointment("HOUSING_STAFF", city=city))

"""Decrees of the demo: one in force from the first survey, and a revision in the making from the newest. Invented."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from tuntas.city.decrees.candidates import candidates
from tuntas.city.decrees.checking import findings
from tuntas.city.decrees.drafting import DraftHead, answer, draft_decree
from tuntas.city.decrees.enacting import Scan, StandsInTheWay, enact_decree, verify_decree
from tuntas.city.decrees.models import Decree, VerifierLevel
from tuntas.city.people.models import City, User
from tuntas.city.surveys.models import Campaign
from tuntas.domain.problems import Severity
from tuntas.reports.decree.annex import annex_pdf
from tuntas.reports.decree_papers import annex_of
from tuntas.rules.regulation import Grade

TITLE = "Penetapan Lokasi Perumahan Kumuh dan Permukiman Kumuh (contoh)"
NUMBER, MINUTES = "CONTOH 600/{year}", "BA-CONTOH-1/{year}"
REASON = "Alasan contoh: data ini dikarang untuk demo."
VERIFIED_BEFORE = timedelta(days=14)


def make_decrees(city: City, people: Mapping[str, User], *, on: date, at: datetime) -> None:
    """Draft, verify and enact by three people; where the example has no slum location, nothing."""
    campaigns = list(Campaign.objects.filter(city=city).select_related("city__place", "rule_set").order_by("year"))
    if len(campaigns) < 2:
        return
    signed_on = min(date(campaigns[0].year + 1, 2, 20), on)
    first = _draft(city, campaigns[0], people, signed_on, at=at)
    if first is None:
        return
    try:
        _enact(first, people, signed_on, at=at)
    except StandsInTheWay:
        return  # an example that lacks something stays a draft, and shows what it lacks
    _draft(city, campaigns[-1], people, on, at=at, revises=first)


def _draft(city: City, campaign: Campaign, people: Mapping[str, User], on: date, *, at: datetime,
           revises: Decree | None = None) -> Decree | None:  # fmt: skip
    found = candidates(city, campaign, on=on)
    slums = [one.settlement for one in found if one.area_m2 and one.grade not in (None, Grade.NOT_SLUM)]
    if not slums:
        return None
    head = DraftHead(TITLE, campaign, on, revises)
    return draft_decree(city=city, head=head, settlements=slums, by=people["HOUSING_STAFF"], at=at)


def _enact(decree: Decree, people: Mapping[str, User], on: date, *, at: datetime) -> None:
    """Every paper is an example and says so on each of its pages."""
    for one in findings(decree, on=on):
        if one.severity is Severity.WARNING:
            answer(decree=decree, code=one.code, key=one.key, reason=REASON, by=people["HOUSING_STAFF"], at=at)
    verified_on = on - VERIFIED_BEFORE
    minutes = Scan(MINUTES.format(year=on.year), verified_on, _scan(decree, "", None, on), "berita-acara-contoh.pdf")
    verify_decree(decree=decree, level=VerifierLevel.CITY, minutes=minutes, by=people["SECTION_HEAD"], at=at)
    number = NUMBER.format(year=on.year)
    scan = Scan(number, on, _scan(decree, number, on, on), "sk-contoh.pdf")
    enact_decree(decree=decree, scan=scan, late_reason=REASON, by=people["HEAD"], at=at)


def _scan(decree: Decree, number: str, signed_on: date | None, on: date) -> bytes:
    content = annex_of(decree, on=on)
    return annex_pdf(replace(content, head=replace(content.head, number=number, signed_on=signed_on)))

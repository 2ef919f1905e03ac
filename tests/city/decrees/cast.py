"""Three drawn settlements with assessed RT, and the way of a decree through its states."""

from dataclasses import dataclass
from datetime import date, timedelta

import shapely

from tests.city.surveys.cast import MELATI, campaign_of, take_in
from tests.world import AT, ON, World
from tuntas.city.decrees.checking import findings
from tuntas.city.decrees.drafting import DraftHead, answer, draft_decree
from tuntas.city.decrees.enacting import Scan, enact_decree, verify_decree
from tuntas.city.decrees.models import Decree, VerifierLevel
from tuntas.city.places.models import Place
from tuntas.city.places.naming import match_name
from tuntas.city.places.shapes import boundary_of
from tuntas.city.settlements.models import Delineation, Settlement, SettlementMember
from tuntas.city.surveys.models import Campaign
from tuntas.domain.problems import Severity

DAY = timedelta(days=1)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HERE = (110.8, -7.55)


@dataclass
class Town:
    """The world with a survey and its settlements: one for each RT."""

    world: World
    campaign: Campaign
    settlements: list[Settlement]


def town(world: World, changed: dict[tuple[int, str], str] | None = None) -> Town:
    """RT 001 and RT 002 of Melati and RT 001 of Kenanga, each a settlement of 1.5 ha by the survey, drawn apart."""
    campaign = campaign_of(world)
    take_in(campaign, MELATI, changed or {})
    homes = [world.kelurahan, world.kelurahan, world.other_kelurahan]
    made = [settlement(world, home, f"Kawasan {number}", [rt], step=number)
            for number, (home, rt) in enumerate(zip(homes, world.rts, strict=True), start=1)]  # fmt: skip
    return Town(world, campaign, made)


def settlement(world: World, home: Place, name: str, rts: list[Place], *, step: int) -> Settlement:
    """A settlement with a square of about 1.5 ha, `step` places to the east."""
    row = Settlement.objects.create(city=world.city, place=home, name=name, match_name=match_name(name), by=None,
                                    recorded_at=AT)  # fmt: skip
    draw(row, square(step))
    SettlementMember.objects.bulk_create(
        [SettlementMember(settlement=row, place=rt, by=None, recorded_at=AT) for rt in rts]
    )
    return row


def square(step: int, side: float = 0.00111) -> shapely.Polygon:
    west, south = HERE[0] + 0.002 * step, HERE[1]
    return shapely.box(west, south, west + side, south + side)


def draw(row: Settlement, shape: shapely.Polygon, from_on: date | None = None) -> Delineation:
    kept = boundary_of(shape, crs="EPSG:4326", source="tests")
    if from_on is not None:
        row.delineations.filter(until_on=None).update(until_on=from_on)
    return Delineation.objects.create(
        settlement=row, from_on=from_on, geometry=kept.geometry, west_udeg=kept.west_udeg, south_udeg=kept.south_udeg,
        east_udeg=kept.east_udeg, north_udeg=kept.north_udeg, area_m2=kept.area_m2, utm_m2=kept.area_m2,
        utm_crs="EPSG:9489", crs="EPSG:4326", source="tests", by=None, recorded_at=AT,
    )  # fmt: skip


def drafted(made: Town, *, only: slice = slice(None), revises: Decree | None = None) -> Decree:
    head = DraftHead("Penetapan lokasi kumuh", made.campaign, ON, revises)
    by = made.world.user("HOUSING_STAFF")
    return draft_decree(city=made.world.city, head=head, settlements=made.settlements[only], by=by, at=AT)


def answered(decree: Decree, made: Town) -> Decree:
    """Every warning with a reason."""
    for one in findings(decree, on=ON):
        if one.severity is Severity.WARNING:
            answer(decree=decree, code=one.code, key=one.key, reason="contoh", by=made.world.user("HOUSING_STAFF"),
                   at=AT)  # fmt: skip
    return decree


def verified(decree: Decree, made: Town, on: date = ON - 2 * DAY) -> Decree:
    minutes = Scan(f"BA-{decree.pk}", on, PDF, "ba.pdf")
    by = made.world.user("SECTION_HEAD")
    return verify_decree(decree=answered(decree, made), level=VerifierLevel.CITY, minutes=minutes, by=by, at=AT)


def enacted(decree: Decree, made: Town, number: str, on: date = ON - DAY) -> Decree:
    by = made.world.user("HEAD")
    return enact_decree(decree=decree, scan=Scan(number, on, PDF, "sk.pdf"), by=by, at=AT)

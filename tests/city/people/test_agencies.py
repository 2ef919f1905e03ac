"""Agencies and what they answer for."""

import pytest

from tests.world import AT, World
from tuntas.city.people.actions import CannotGovern
from tuntas.city.people.agencies import Stage, add_agency, cells_of, rename_agency, set_mandates
from tuntas.city.people.models import Agency, Mandate
from tuntas.city.records.models import AuditEntry

ASPECTS = ["bangunan", "jalan"]


@pytest.fixture
def agency(world: World) -> Agency:
    return add_agency(city=world.city, code="dinperkim", name="Dinas Perumahan", by=None, at=AT)


def test_a_short_name_is_one_in_its_city(world: World, agency: Agency) -> None:
    assert agency.code == "DINPERKIM"
    with pytest.raises(CannotGovern, match="AGENCY-CODE-TAKEN"):
        add_agency(city=world.city, code=" Dinperkim ", name="Dinas Lain", by=None, at=AT)
    add_agency(city=world.foreign_city, code="DINPERKIM", name="Dinas Tetangga", by=None, at=AT)


def test_a_renamed_agency_keeps_its_mandates(world: World, agency: Agency) -> None:
    set_mandates(agency=agency, cells={("jalan", "USE")}, seen=set(), aspects=ASPECTS, by=None, at=AT)
    rename_agency(agency=agency, code="DPUPR", name="Dinas Pekerjaan Umum", by=None, at=AT)
    known = Agency.objects.get(pk=agency.pk)
    assert (known.code, cells_of(known.mandates.all(), ASPECTS)) == ("DPUPR", {("jalan", "USE")})


def test_an_empty_aspect_or_stage_stands_for_all(agency: Agency) -> None:
    whole_aspect = cells_of([Mandate(agency=agency, aspect="jalan")], ASPECTS)
    assert whole_aspect == {("jalan", stage) for stage in Stage.values}
    assert len(cells_of([Mandate(agency=agency)], ASPECTS)) == 8


def test_a_change_of_mandates_is_on_record(world: World, agency: Agency) -> None:
    first, second = ("bangunan", "PLANNING"), ("jalan", "USE")
    assert set_mandates(agency=agency, cells={first}, seen=set(), aspects=ASPECTS, by=None, at=AT)
    assert set_mandates(agency=agency, cells={second}, seen={first}, aspects=ASPECTS, by=None, at=AT)
    assert not set_mandates(agency=agency, cells={second}, seen={second}, aspects=ASPECTS, by=None, at=AT)
    entries = AuditEntry.objects.filter(verb="mandates.changed", chain=world.city.code).order_by("seq")
    assert [entry.details for entry in entries] == [
        {"given": ["bangunan × PLANNING"], "taken": []},
        {"given": ["jalan × USE"], "taken": ["bangunan × PLANNING"]},
    ]


def test_the_second_of_two_editors_sees_what_the_first_did(agency: Agency) -> None:
    set_mandates(agency=agency, cells={("bangunan", "USE")}, seen=set(), aspects=ASPECTS, by=None, at=AT)
    with pytest.raises(CannotGovern, match="MANDATES-CHANGED-MEANWHILE"):
        set_mandates(agency=agency, cells={("jalan", "USE")}, seen=set(), aspects=ASPECTS, by=None, at=AT)
    assert cells_of(agency.mandates.all(), ASPECTS) == {("bangunan", "USE")}

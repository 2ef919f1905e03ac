"""A settlement keeps its identity while it is drawn anew, split and merged; nothing that was drawn is overwritten."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import shapely
from django.db import DatabaseError, transaction

from tests.web.places.files import square
from tests.web.settlements.cast import slum
from tests.world import AT, World
from tuntas.city.settlements.actions import (
    SettlementHead,
    classify,
    dissolve,
    found_settlement,
    redraw,
    rename,
    set_members,
)
from tuntas.city.settlements.drawings import Drawing, drawing_of
from tuntas.city.settlements.models import AreaCause, AreaPair, AreaReason, Delineation, Settlement, SettlementMember
from tuntas.city.settlements.reasons import Explanation, explain_difference
from tuntas.city.settlements.refusing import CannotSettle
from tuntas.city.settlements.successions import Part, Turn, merge_settlements, split_settlement
from tuntas.city.settlements.typologies import typologies, typology_of

DAY, LATER = date(2026, 3, 2), date(2027, 1, 1)
WHO = {"by": None, "at": AT}


def drawn(column: int, width: float = 1) -> Drawing:
    return drawing_of(shapely.Polygon(square(column, width=width)), crs="EPSG:4326", source="contoh")


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(CannotSettle) as refusal, transaction.atomic():
        act()
    return refusal.value.code


def test_a_shape_is_followed_by_another_and_stays(world: World) -> None:
    one = slum(world)
    first = Delineation.objects.get(settlement=one)
    redraw(settlement=one, drawing=drawn(0, width=2), on=DAY, **WHO)
    assert Delineation.objects.in_force(date(2026, 3, 1)).get(settlement=one) == first
    now = Delineation.objects.in_force(DAY).get(settlement=one)
    assert now.area_m2 > 3.9 * first.area_m2 and now.utm_crs == "EPSG:9489"
    assert bytes(first.geometry) == bytes(Delineation.objects.get(pk=first.pk).geometry)
    before = DAY - timedelta(days=1)
    assert refused(lambda: redraw(settlement=one, drawing=drawn(1), on=before, **WHO)) == "SETTLEMENT-LATER-EDITION"
    assert refused(lambda: redraw(settlement=one, drawing=drawn(1), on=None, **WHO)) == "SETTLEMENT-DRAWN-OTHERWISE"


def test_an_edition_is_corrected_on_the_day_that_it_begins(world: World) -> None:
    one = slum(world)
    first = Delineation.objects.get(settlement=one)
    redraw(settlement=one, drawing=drawn(0, width=2), on=DAY, **WHO)
    now = redraw(settlement=one, drawing=drawn(1), on=DAY, **WHO)
    assert list(Delineation.objects.filter(settlement=one).order_by("pk")) == [first, now]
    assert Delineation.objects.in_force(DAY - timedelta(days=1)).get(settlement=one) == first


def test_members_come_and_go_by_the_day(world: World) -> None:
    one, (first, second, _) = slum(world), world.rts
    assert not set_members(settlement=one, places=[first], on=DAY, **WHO), "nothing changed"
    assert set_members(settlement=one, places=[second], on=DAY, **WHO)
    members = SettlementMember.objects.filter(settlement=one)
    assert [row.place for row in members.in_force(date(2026, 3, 1))] == [first]
    assert [row.place for row in members.in_force(DAY)] == [second]
    foreign = [world.foreign_rt]
    assert refused(lambda: set_members(settlement=one, places=foreign, on=DAY, **WHO)) == "SETTLEMENT-MEMBER-ELSEWHERE"


def test_a_name_is_one_in_its_place(world: World) -> None:
    one = slum(world)
    head = SettlementHead(world.kelurahan, "  melati   UTARA ")
    again = lambda: found_settlement(city=world.city, head=head, drawing=None, on=None, **WHO)  # noqa: E731
    assert refused(again) == "SETTLEMENT-NAME-TAKEN"
    assert rename(settlement=one, name="Melati Selatan", **WHO) and again().name == "melati UTARA"
    assert refused(lambda: rename(settlement=one, name="Melati-Utara", **WHO)) == "SETTLEMENT-NAME-TAKEN"


def test_typologies_are_five_and_read_as_files_spell_them(world: World) -> None:
    assert len(typologies()) == 5 and typology_of("Bantaran Sungai") == "WATERSIDE" and typology_of("ruko") == ""
    one = slum(world)
    assert classify(settlement=one, typology="HILLS", **WHO) and not classify(settlement=one, typology="HILLS", **WHO)
    assert refused(lambda: classify(settlement=one, typology="MOON", **WHO)) == "SETTLEMENT-TYPOLOGY-UNKNOWN"


def test_a_settlement_goes_on_in_its_parts_and_its_name_may_go_with_one(world: World) -> None:
    one = slum(world)
    heads = [SettlementHead(world.kelurahan, name) for name in (one.name, "Melati Timur")]
    parts = [Part(head, drawn(number), world.rts[number : number + 1]) for number, head in enumerate(heads)]
    later = split_settlement(settlement=one, parts=parts, turn=Turn(DAY, **WHO))
    one.refresh_from_db()
    assert one.dissolved_on == DAY and {row.later for row in one.later_ones.all()} == set(later)
    assert not Delineation.objects.in_force(DAY).filter(settlement=one).exists()
    assert [row.place for row in SettlementMember.objects.in_force(DAY).filter(settlement=later[1])] == world.rts[1:2]
    whole = merge_settlements(settlements=later, into=Part(heads[0], drawn(0, width=2)), turn=Turn(LATER, **WHO))
    assert Settlement.objects.existing(LATER).get() == whole and whole.earlier_ones.count() == 2
    assert refused(lambda: rename(settlement=later[0], name="X", **WHO)) == "SETTLEMENT-DISSOLVED"


def test_a_settlement_is_dissolved_with_a_reason(world: World) -> None:
    one = slum(world)
    assert refused(lambda: dissolve(settlement=one, on=DAY, reason=" ", **WHO)) == "SETTLEMENT-NO-REASON"
    dissolve(settlement=one, on=DAY, reason="dicatat dua kali", **WHO)
    assert not Settlement.objects.existing(DAY).exists() and Settlement.objects.get().dissolve_reason
    assert Delineation.objects.get().until_on == DAY and SettlementMember.objects.get().until_on == DAY


def test_a_reason_is_never_changed(world: World) -> None:
    one = slum(world)

    def explain(cause: AreaCause) -> object:
        told = Explanation(AreaPair.DRAWN_VERIFIED, -500, cause)
        return explain_difference(settlement=one, explanation=told, **WHO)

    assert refused(lambda: explain(AreaCause.OTHER)) == "SETTLEMENT-CAUSE-UNTOLD"
    assert explain(AreaCause.METHOD)
    with pytest.raises(DatabaseError), transaction.atomic():
        AreaReason.objects.update(remark="lain")

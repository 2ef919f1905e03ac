"""Three areas of a settlement side by side: each from its own source, none in place of another."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.settlements.cast import slum
from tests.world import AT, World
from tuntas.city.decrees.models import Decree, DecreeLine
from tuntas.city.dossiers.settlements import SettlementRow, settlement_list, surveyed
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.settlements.models import AreaCause, AreaPair, Settlement
from tuntas.city.settlements.reasons import Explanation, explain_difference

DAY = date(2026, 3, 2)


def decreed(world: World, settlement: Settlement, area_m2: int) -> Decree:
    """A decree in force that names the settlement."""
    decree = Decree.objects.create(city=world.city, title="SK contoh", number="1/2025", signed_on=date(2025, 1, 2),
                                   is_legacy=True, drafted_at=AT)  # fmt: skip
    DecreeLine.objects.create(decree=decree, position=1, settlement=settlement, place=settlement.place,
                              name=settlement.name, area_m2=area_m2)  # fmt: skip
    paper = file_paper(city=world.city, head=PaperHead("SK", "1/2025", signed_on=date(2025, 1, 2)), by=None, at=AT)
    Decree.objects.filter(pk=decree.pk).update(paper=paper, enacted_at=AT)
    return decree


def row_of(world: World) -> SettlementRow:
    return settlement_list(world.user("GIS_OPERATOR"), world.city, DAY).rows[0]


def test_what_nobody_has_said_is_not_zero(world: World) -> None:
    slum(world)
    row = row_of(world)
    assert (row.decree_m2, row.verified_m2, row.grade) == (None, None, "") and row.drawn_m2 and not row.differences
    assert not surveyed(world.city).name


def test_a_difference_waits_for_its_reason_and_a_reason_holds_for_that_difference(world: World) -> None:
    one = slum(world)
    decreed(world, one, 10_000)
    (gap,) = row_of(world).differences
    assert gap.pair == AreaPair.DECREE_DRAWN and gap.difference_m2 == row_of(world).drawn_m2 - 10_000
    explain_difference(settlement=one, explanation=Explanation(gap.pair, gap.difference_m2 + 1, AreaCause.METHOD),
                       by=None, at=AT)  # fmt: skip
    assert row_of(world).unexplained == 1, "told for another difference"
    explain_difference(settlement=one, explanation=Explanation(gap.pair, gap.difference_m2, AreaCause.OUTDATED),
                       by=None, at=AT)  # fmt: skip
    assert row_of(world).unexplained == 0


@pytest.mark.parametrize(("more", "open_ones"), [(50, 0), (51, 1)])
def test_the_last_printed_decimal_explains_itself(world: World, more: int, open_ones: int) -> None:
    one = slum(world)
    decreed(world, one, one.delineations.get().area_m2 + more)
    assert row_of(world).unexplained == open_ones


def test_the_list_asks_no_more_for_more_settlements(world: World) -> None:
    slum(world)
    with CaptureQueriesContext(connection) as few:
        settlement_list(world.user("GIS_OPERATOR"), world.city, DAY)
    for number in range(5):
        slum(world, f"Melati {number}")
    with CaptureQueriesContext(connection) as many:
        settlement_list(world.user("GIS_OPERATOR"), world.city, DAY)
    assert len(few) == len(many) <= 8

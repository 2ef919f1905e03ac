"""Schemes add to one exactly, loans are repaid no further than owed, arrears follow from the schedule."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.city.funding.cast import DAY, instrument_of, lent, paper_of, settlement_of, source_of
from tests.world import AT, World
from tuntas.city.financing.facts import loans_of, schemes_of, upkeep_of
from tuntas.city.financing.loans import (
    LoanHead,
    correct_repayment,
    months_later,
    pay_out,
    record_repayment,
    standing,
)
from tuntas.city.financing.models import WHOLE_PPM, LoanInstalment, Party, Scheme, UpkeepKind
from tuntas.city.financing.refusals import CannotFinance
from tuntas.city.financing.schemes import PartHead, SchemeHead, record_scheme
from tuntas.city.financing.upkeep import UpkeepHead, correct_upkeep, record_upkeep
from tuntas.city.funding.refusals import CannotFund


def test_a_scheme_joins_sources_and_instruments_to_one_exactly(world: World) -> None:
    settlement, source, credit = settlement_of(world), source_of(world), instrument_of(world, "UPK_BKM")
    thirds = [PartHead(Party.CITY, 333_333, source=source), PartHead(Party.CITY, 333_333, source=source)]
    with pytest.raises(CannotFinance) as refused:
        record_scheme(settlement=settlement, head=SchemeHead(DAY, thirds), by=None, at=AT)
    assert refused.value.wording() == "Jumlah bagian 66,6666 %, seharusnya tepat 100 %; selisihnya 33,3334 %."
    whole = [*thirds, PartHead(Party.RESIDENTS, 333_334, instrument=credit)]
    head = SchemeHead(DAY, whole, total_idr=100)
    first = record_scheme(settlement=settlement, head=head, by=None, at=AT)
    assert record_scheme(settlement=settlement, head=head, by=None, at=AT) == first
    assert [part.amount_idr for part in first.parts.order_by("number")] == [33, 33, 34]
    both = [PartHead(Party.CITY, WHOLE_PPM, source, credit)]
    with pytest.raises(CannotFinance) as refused:
        record_scheme(settlement=settlement, head=SchemeHead(DAY, both, seen=1, reason="r"), by=None, at=AT)
    assert refused.value.code == "FIN-ONE-ORIGIN"


def test_a_scheme_changes_by_a_new_version_that_nobody_overwrites(world: World) -> None:
    settlement, source = settlement_of(world), source_of(world)
    parts = [PartHead(Party.CITY, WHOLE_PPM, source=source)]
    record_scheme(settlement=settlement, head=SchemeHead(DAY, parts), by=None, at=AT)
    for head, code in ((SchemeHead(DAY, parts, seen=1, total_idr=5), "FIN-SCHEME-REASON"),
                       (SchemeHead(DAY, parts, seen=0, total_idr=5, reason="r"), "FIN-SCHEME-CHANGED")):  # fmt: skip
        with pytest.raises(CannotFinance) as refused:
            record_scheme(settlement=settlement, head=head, by=None, at=AT)
        assert refused.value.code == code
    head = SchemeHead(DAY, parts, seen=1, total_idr=5, reason="pagu")
    record_scheme(settlement=settlement, head=head, by=None, at=AT)
    assert [one.version for one in schemes_of(world.city)[settlement.pk]] == [2, 1]
    with pytest.raises(DatabaseError), transaction.atomic():
        Scheme.objects.filter(settlement=settlement).update(total_idr=6)


def test_arrears_are_what_was_due_and_not_repaid(world: World) -> None:
    loan = lent(world)
    assert lent(world) == loan
    told = LoanInstalment.objects.filter(loan=loan).order_by("number").values_list("due_on", "amount_idr")
    assert list(told) == [(date(2025, 11, 30), 334), (date(2025, 12, 30), 334), (date(2026, 1, 30), 333)]
    paid = record_repayment(loan=loan, amount_idr=400, on=date(2025, 12, 1), paper=paper_of(world.city, "B1"), by=None,
                            at=AT)  # fmt: skip
    state = standing(loan, on=date(2026, 1, 1))
    assert (state.arrears_idr, state.overdue_since, state.remaining_idr) == (268, date(2025, 12, 30), 601)
    for amount, on, code in ((602, DAY, "FIN-REPAID-TOO-MUCH"), (1, date(2025, 1, 1), "FIN-REPAYMENT-DAY"),
                             (-5, DAY, "RUPIAH-NEGATIVE")):  # fmt: skip
        with pytest.raises(CannotFund) as refused:
            record_repayment(loan=loan, amount_idr=amount, on=on, paper=paper_of(world.city, "B2"), by=None, at=AT)
        assert refused.value.code == code
    correct_repayment(repayment=paid, amount_idr=40, paper=paper_of(world.city, "N1"), remark="nol", by=None, at=AT)
    [(_, state)] = loans_of(world.city, on=date(2026, 3, 1))
    assert (state.arrears_idr, state.overdue_since) == (961, date(2025, 11, 30))


def test_a_house_stimulus_is_no_loan(world: World) -> None:
    head = LoanHead(instrument_of(world, "BSPS_SWADAYA"), "KSM", 1_000, DAY, DAY, 1)
    with pytest.raises(CannotFinance):
        pay_out(paper=paper_of(world.city, "SPK 1"), head=head, by=None, at=AT)


def test_upkeep_money_is_corrected_beside_its_line(world: World) -> None:
    settlement = settlement_of(world)
    paper = paper_of(world.city, "KPP 1", "REPORT")
    dues = UpkeepHead(settlement, UpkeepKind.DUES, 500, DAY)
    row = record_upkeep(paper=paper, head=dues, by=None, at=AT)
    assert record_upkeep(paper=paper, head=dues, by=None, at=AT) == row
    record_upkeep(paper=paper, head=UpkeepHead(settlement, UpkeepKind.SPENT, 200, DAY), by=None, at=AT)
    correct_upkeep(entry=row, amount_idr=100, paper=paper, remark="salah", by=None, at=AT)
    sums = upkeep_of(world.city)[settlement.pk]
    assert (sums.income_idr, sums.spent_idr, sums.balance_idr) == (100, 200, -100)


@given(on=st.dates(date(1990, 1, 1), date(2100, 1, 1)), months=st.integers(0, 360))
def test_a_month_later_is_in_the_next_month(on: date, months: int) -> None:
    later = months_later(on, months)
    assert (later.year - on.year) * 12 + later.month - on.month == months
    assert later.day <= on.day

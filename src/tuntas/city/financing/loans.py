"""Loans to groups: paid out with a schedule, repaid, corrected; what is overdue follows from both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from tuntas.city.financing.default_instruments import is_loan
from tuntas.city.financing.models import GroupLoan, Instrument, LoanInstalment, Repayment
from tuntas.city.financing.refusals import CannotFinance
from tuntas.city.funding.sources import likely
from tuntas.city.people.models import City, User
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.domain.rupiah import split_rupiah

MOST_INSTALMENTS = 360


@dataclass(frozen=True, slots=True)
class LoanHead:
    """A loan as it is paid out: `instalments` equal ones, monthly from `first_due_on`."""

    instrument: Instrument
    group: str
    principal_idr: int
    disbursed_on: date
    first_due_on: date
    instalments: int
    charge_idr: int = 0
    settlement: Settlement | None = None
    members: int | None = None
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a loan stands on a day."""

    due_idr: int
    repaid_idr: int
    owed_idr: int
    overdue_since: date | None

    @property
    def arrears_idr(self) -> int:
        """What was due by the day and is not repaid."""
        return max(0, self.due_idr - self.repaid_idr)

    @property
    def remaining_idr(self) -> int:
        """What is still to be repaid in all."""
        return self.owed_idr - self.repaid_idr


@transaction.atomic
def pay_out(*, paper: Paper, head: LoanHead, by: User | None, at: datetime) -> GroupLoan:
    """Record a loan with its schedule; the same paper and group twice changes nothing. Raises `CannotFinance`."""
    City.objects.select_for_update().get(pk=paper.city_id)
    _check(paper, head, at)
    known = GroupLoan.objects.filter(paper=paper, group=head.group.strip()).first()
    if known is not None:
        if (known.principal_idr, known.charge_idr, known.disbursed_on) != (
            head.principal_idr, head.charge_idr, head.disbursed_on,
        ):  # fmt: skip
            raise CannotFinance("FIN-LOAN-DIFFERS", group=known.group)
        return known
    loan = GroupLoan.objects.create(
        city=paper.city, instrument=head.instrument, settlement=head.settlement, group=head.group.strip(),
        members=head.members, purpose=head.purpose, principal_idr=head.principal_idr, charge_idr=head.charge_idr,
        disbursed_on=head.disbursed_on, paper=paper, by=by, at=at,
    )  # fmt: skip
    amounts = split_rupiah(loan.owed_idr, [1] * head.instalments)
    LoanInstalment.objects.bulk_create(
        LoanInstalment(loan=loan, number=number, due_on=months_later(head.first_due_on, number - 1), amount_idr=amount)
        for number, amount in enumerate(amounts, start=1)
    )
    note("loan.paid_out", about=loan, by=by, at=at, principal_idr=loan.principal_idr, charge_idr=loan.charge_idr,
         instalments=head.instalments)  # fmt: skip
    return loan


@transaction.atomic
def record_repayment(*, loan: GroupLoan, amount_idr: int, on: date, paper: Paper, by: User | None,
                     at: datetime) -> Repayment:  # fmt: skip
    """Record what a group paid; the same paper and day twice changes nothing. Raises `CannotFinance`."""
    loan = GroupLoan.objects.select_for_update().get(pk=loan.pk)
    if paper.city_id != loan.city_id:
        raise CannotFinance("FUND-OTHER-CITY")
    known = loan.repayments.filter(paper=paper, on=on, corrects=None).first()
    if known is not None and known.amount_idr == amount_idr:
        return known
    if known is not None:
        raise CannotFinance("FIN-REPAYMENT-DIFFERS")
    if likely(amount_idr) == 0:
        raise CannotFinance("FUND-ZERO")
    if not loan.disbursed_on <= on <= _today(loan.city, at):
        raise CannotFinance("FIN-REPAYMENT-DAY", on=loan.disbursed_on)
    left = loan.owed_idr - repaid(loan.repayments.all())
    if amount_idr > left:
        raise CannotFinance("FIN-REPAID-TOO-MUCH", left_idr=left)
    row = Repayment.objects.create(loan=loan, amount_idr=amount_idr, on=on, paper=paper, by=by, at=at)
    note("loan.repaid", about=loan, by=by, at=at, on=on, amount_idr=amount_idr)
    return row


@transaction.atomic
def correct_repayment(*, repayment: Repayment, amount_idr: int, paper: Paper, remark: str, by: User | None,
                      at: datetime) -> Repayment:  # fmt: skip
    """Say that a repayment should have had another amount: the difference stands beside it. Raises `CannotFinance`."""
    loan = GroupLoan.objects.select_for_update().get(pk=repayment.loan_id)
    if repayment.corrects_id is not None:
        raise CannotFinance("FUND-CORRECTION-TWICE")
    if not remark.strip():
        raise CannotFinance("FUND-CORRECTION-REASON")
    now = repaid([repayment, *repayment.corrections.all()])
    difference = likely(amount_idr) - now
    if difference == 0:
        raise CannotFinance("FUND-NOTHING")
    left = loan.owed_idr - repaid(loan.repayments.all())
    if difference > left:
        raise CannotFinance("FIN-REPAID-TOO-MUCH", left_idr=left + now)
    row = Repayment.objects.create(loan=loan, amount_idr=difference, on=repayment.on, paper=paper, remark=remark,
                                   corrects=repayment, by=by, at=at)  # fmt: skip
    note("loan.repayment_corrected", about=loan, by=by, at=at, on=repayment.on, difference_idr=difference)
    return row


def standing(loan: GroupLoan, *, on: date) -> Standing:
    """Where a loan stands at the end of a day: due by the schedule, repaid by the book."""
    due = [one for one in loan.instalments.all() if one.due_on <= on]
    paid = repaid(row for row in loan.repayments.all() if row.on <= on)
    return Standing(sum(one.amount_idr for one in due), paid, loan.owed_idr, _overdue_since(due, paid))


def repaid(rows: Iterable[Repayment]) -> int:
    """What repayments come to with their corrections."""
    return sum(row.amount_idr for row in rows)


def months_later(on: date, months: int) -> date:
    """The same day so many months later, or the month's last where it has no such day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    for day in range(on.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, on.day)


def _overdue_since(due: Iterable[LoanInstalment], paid_idr: int) -> date | None:
    """The due day of the first instalment that is not covered."""
    for one in sorted(due, key=lambda one: one.number):
        paid_idr -= one.amount_idr
        if paid_idr < 0:
            return one.due_on
    return None


def _today(city: City, at: datetime) -> date:
    return at.astimezone(ZoneInfo(city.timezone)).date()


def _check(paper: Paper, head: LoanHead, at: datetime) -> None:
    cities = {head.instrument.city_id, *([head.settlement.city_id] if head.settlement else [])}
    if cities != {paper.city_id}:
        raise CannotFinance("FUND-OTHER-CITY")
    if not is_loan(head.instrument.kind):
        raise CannotFinance("FIN-NO-LOAN", instrument=head.instrument.name)
    if not head.instrument.is_open_in(head.disbursed_on.year):
        raise CannotFinance("FIN-CLOSED", instrument=head.instrument.name, year=head.disbursed_on.year)
    if likely(head.principal_idr) == 0 or not head.group.strip():
        raise CannotFinance("FIN-LOAN-EMPTY")
    likely(head.charge_idr)
    if not 1 <= head.instalments <= MOST_INSTALMENTS or head.instalments > head.principal_idr:
        raise CannotFinance("FIN-INSTALMENTS", most=MOST_INSTALMENTS)
    if head.disbursed_on > _today(paper.city, at) or head.first_due_on < head.disbursed_on:
        raise CannotFinance("FIN-LOAN-DAYS")

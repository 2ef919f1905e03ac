"""Loans to groups with their repayments, and upkeep money."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tuntas.city.financing.tables.schemes import Instrument
from tuntas.city.people.access import scope
from tuntas.city.people.models import City, User
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.domain.rupiah import LARGEST_IDR


class UpkeepKind(models.TextChoices):
    """Money around a finished work: what comes in for it, and what its upkeep costs."""

    DUES = "DUES", _("Iuran")
    RECOVERY = "RECOVERY", _("Pemulihan biaya")
    OTHER_INCOME = "OTHER_INCOME", _("Pemasukan lain")
    SPENT = "SPENT", _("Belanja pemeliharaan")


class LoanQuerySet(models.QuerySet["GroupLoan"]):
    """Loans by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Loans of the user's city and area."""
        return self.filter(scope(user, "see_city", city="city", place="settlement__place"))


class GroupLoan(models.Model):
    """A loan to a group, by the group's name and never a person's. Its schedule is fixed when it is paid out."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="group_loans")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="loans")
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=120, help_text="name of the group")
    members = models.PositiveSmallIntegerField(null=True, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    principal_idr = models.BigIntegerField()
    charge_idr = models.BigIntegerField(default=0, help_text="service charge or interest in whole")
    disbursed_on = models.DateField()
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = LoanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "group"], name="loan_is_paid_out_once"),
            models.CheckConstraint(condition=~Q(group=""), name="loan_names_its_group"),
            models.CheckConstraint(
                condition=Q(principal_idr__range=(1, LARGEST_IDR)) & Q(charge_idr__range=(0, LARGEST_IDR)),
                name="loan_is_likely",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.principal_idr} ({self.pk})"

    @property
    def owed_idr(self) -> int:
        """Principal and charge."""
        return self.principal_idr + self.charge_idr


class LoanInstalment(models.Model):
    """What a group has to pay by a day; the instalments of a loan add to what it owes. Never changed (triggers)."""

    loan = models.ForeignKey(GroupLoan, on_delete=models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount_idr = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["loan", "number"], name="instalment_is_one"),
            models.CheckConstraint(condition=Q(amount_idr__gt=0), name="instalment_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id}/{self.number} {self.due_on}"


class RepaymentQuerySet(models.QuerySet["Repayment"]):
    """Repayments by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Repayments of the loans that the user sees."""
        return self.filter(scope(user, "see_city", city="loan__city", place="loan__settlement__place"))


class Repayment(models.Model):
    """What a group paid on a day, or a signed correction that names it. Never changed (triggers)."""

    loan = models.ForeignKey(GroupLoan, on_delete=models.PROTECT, related_name="repayments")
    amount_idr = models.BigIntegerField()
    on = models.DateField()
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    remark = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = RepaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["loan", "paper", "on"], condition=Q(corrects=None),
                                    name="repayment_is_recorded_once"),
            models.CheckConstraint(
                condition=Q(amount_idr__range=(1, LARGEST_IDR))
                | Q(corrects__isnull=False, amount_idr__range=(-LARGEST_IDR, LARGEST_IDR)),
                name="repayment_is_likely",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.loan_id} {self.on} {self.amount_idr} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.loan.city


class UpkeepQuerySet(models.QuerySet["UpkeepEntry"]):
    """Upkeep money by who may see it."""

    def visible_to(self, user: Any) -> Self:
        """Of the settlements of the user's city and area."""
        return self.filter(scope(user, "see_city", city="city", place="settlement__place"))


class UpkeepEntry(models.Model):
    """Dues, cost recovery and other income for a settlement's works, or what their upkeep cost. Never changed.

    A correction names the entry and carries the signed difference, on its day.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="upkeep")
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    aspect = models.CharField(max_length=20, blank=True)
    amount_idr = models.BigIntegerField()
    on = models.DateField()
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=120)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    remark = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = UpkeepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "line"], name="upkeep_line_is_posted_once"),
            models.CheckConstraint(condition=Q(kind__in=UpkeepKind.values), name="upkeep_kind_is_known"),
            models.CheckConstraint(
                condition=Q(amount_idr__range=(1, LARGEST_IDR))
                | Q(corrects__isnull=False, amount_idr__range=(-LARGEST_IDR, LARGEST_IDR)),
                name="upkeep_is_likely",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.kind} {self.amount_idr} ({self.pk})"

    @property
    def kind_word(self) -> str:
        """What came in, or that it was spent, in words."""
        return str(UpkeepKind(self.kind).label)

"""Sources of money, what they may pay, envelopes per year, and the money ledger that is only added to."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tuntas.city.people.access import scope
from tuntas.city.people.models import Agency, City, User
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.domain.rupiah import LARGEST_IDR


class Authority(models.TextChoices):
    """Whose affair the handling of a location is, by its area; and whose money a source is."""

    CITY = "CITY", _("Kabupaten/Kota")
    PROVINCE = "PROVINCE", _("Provinsi")
    CENTRE = "CENTRE", _("Pusat")


class MoneyKind(models.TextChoices):
    """What a line of the money ledger says; RETURNED and CORRECTION name the line that they change."""

    CEILING = "CEILING", _("Pagu")
    COMMITTED = "COMMITTED", _("Komitmen")
    CONTRACTED = "CONTRACTED", _("Kontrak")
    PAID = "PAID", _("Realisasi")
    RETURNED = "RETURNED", _("Pengembalian")
    CORRECTION = "CORRECTION", _("Koreksi")


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources by who may see them and the years in which they are open."""

    def visible_to(self, user: Any) -> Self:
        """Sources of the user's city."""
        return self.filter(scope(user, "see_city", city="city"))

    def open_in(self, year: int) -> Self:
        """Sources that may have an envelope in a year."""
        return self.filter(Q(opened_year=None) | Q(opened_year__lte=year),
                           Q(closed_year=None) | Q(closed_year__gte=year))  # fmt: skip

    def bearing(self) -> Self:
        """Sources that hold money themselves: those of the second level, and those of the first without any below."""
        return self.filter(Q(parent__isnull=False) | Q(children__isnull=True)).distinct()


class Source(models.Model):
    """A source of money in a list of two levels: APBN, below it BSPS. The first level only groups where it has others.

    `opened_year` and `closed_year` are the first and last year in which it may have an envelope (null: no bound).
    `holder`: whose money it is, an `Authority`, or empty where it is nobody's of the three.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="sources")
    code = models.CharField(max_length=40, help_text="short, upper case, as in BSPS")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=160)
    holder = models.CharField(max_length=8, blank=True)
    opened_year = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_year = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="place in the list")

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "code"], name="source_code_is_one_in_its_city"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="source_has_a_name"),
            models.CheckConstraint(condition=Q(holder="") | Q(holder__in=Authority.values),
                                   name="source_holder_is_known"),
            models.CheckConstraint(
                condition=Q(opened_year=None) | Q(closed_year=None) | Q(opened_year__lte=F("closed_year")),
                name="source_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=(Q(opened_year=None) | Q(opened_year__range=(1945, 2200)))
                & (Q(closed_year=None) | Q(closed_year__range=(1945, 2200))),
                name="source_years_are_likely",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def is_open_in(self, year: int) -> bool:
        """Whether it may have an envelope in a year."""
        return (self.opened_year or year) <= year <= (self.closed_year or year)


class EligibilityQuerySet(models.QuerySet["Eligibility"]):
    """What sources may pay, by who may see it."""

    def visible_to(self, user: Any) -> Self:
        """Of the sources of the user's city."""
        return self.filter(scope(user, "see_city", city="source__city"))


class Eligibility(models.Model):
    """What a source may pay: an aspect (empty: all) under an authority (empty: all). Without any row: everything."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="eligibilities")
    aspect = models.CharField(max_length=20, blank=True)
    authority = models.CharField(max_length=8, blank=True)

    objects = EligibilityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "aspect", "authority"], name="eligibility_is_said_once"),
            models.CheckConstraint(condition=Q(authority="") | Q(authority__in=Authority.values),
                                   name="eligibility_authority_is_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.source_id}: {self.aspect or '*'} × {self.authority or '*'} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.source.city


class EnvelopeQuerySet(models.QuerySet["Envelope"]):
    """Envelopes by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Envelopes of the user's city."""
        return self.filter(scope(user, "see_city", city="city"))


class Envelope(models.Model):
    """The money of a source in a year; what it holds is told by its entries."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="envelopes")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="envelopes")
    year = models.PositiveSmallIntegerField()

    objects = EnvelopeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "year"], name="envelope_is_one_in_its_year"),
            models.CheckConstraint(condition=Q(year__range=(1945, 2200)), name="envelope_year_is_likely"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.year} ({self.pk})"


class MoneyQuerySet(models.QuerySet["MoneyEntry"]):
    """Entries by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """The whole book of the user's city: a budget is a public paper."""
        return self.filter(scope(user, "see_city", city="city"))


class MoneyEntry(models.Model):
    """One line of a city's money book, chained to the one before. Never changed (triggers).

    `on` is the day it is true, `at` the moment it was recorded. `amount_idr` is signed for a ceiling that is lowered
    and for a correction only. `work` is a text key of what is paid, such as a proposal's id. `reason` and `cofunding`
    answer the warnings that stood when it was posted.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="money")
    seq = models.PositiveBigIntegerField(help_text="counts from 1 in each city without gaps")
    envelope = models.ForeignKey(Envelope, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12)
    amount_idr = models.BigIntegerField()
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    aspect = models.CharField(max_length=20, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    work = models.CharField(max_length=80, blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=200, help_text="line of the paper: posted once")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    remark = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    cofunding = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")
    previous_hash = models.CharField(max_length=64, blank=True)
    entry_hash = models.CharField(max_length=64)

    objects = MoneyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "seq"], name="money_seq_is_one_in_its_city"),
            models.UniqueConstraint(fields=["paper", "line"], name="money_line_is_posted_once"),
            models.CheckConstraint(condition=Q(kind__in=MoneyKind.values), name="money_kind_is_known"),
            models.CheckConstraint(condition=Q(amount_idr__range=(-LARGEST_IDR, LARGEST_IDR)),
                                   name="money_amount_is_likely"),
            models.CheckConstraint(
                condition=Q(amount_idr__gt=0) | Q(kind="CEILING") | (Q(kind="CORRECTION") & ~Q(amount_idr=0)),
                name="money_amount_is_positive",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["RETURNED", "CORRECTION"], corrects__isnull=False)
                | (~Q(kind__in=["RETURNED", "CORRECTION"]) & Q(corrects=None)),
                name="money_return_names_an_entry",
            ),
            models.CheckConstraint(condition=~Q(line=""), name="money_line_is_named"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["envelope", "on"], name="money_of_envelope")]

    def __str__(self) -> str:
        return f"{self.city_id}/{self.seq} {self.kind} {self.amount_idr}"


class CapacityQuerySet(models.QuerySet["AgencyCapacity"]):
    """Capacities by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Capacities of the agencies of the user's city."""
        return self.filter(scope(user, "see_city", city="agency__city"))


class AgencyCapacity(models.Model):
    """How much work an agency can carry through in a year, in rupiah, and what that rests on."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="capacities")
    year = models.PositiveSmallIntegerField()
    capacity_idr = models.BigIntegerField()
    basis = models.CharField(max_length=300, blank=True)

    objects = CapacityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], name="capacity_is_one_in_its_year"),
            models.CheckConstraint(condition=Q(capacity_idr__range=(0, LARGEST_IDR)), name="capacity_is_likely"),
            models.CheckConstraint(condition=Q(year__range=(1945, 2200)), name="capacity_year_is_likely"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year}: {self.capacity_idr}"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.agency.city

"""Financing instruments, and the scheme of each settlement."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tuntas.city.funding.models import Source
from tuntas.city.people.access import scope
from tuntas.city.people.models import City, User
from tuntas.city.records.models import Paper
from tuntas.city.settlements.models import Settlement
from tuntas.domain.rupiah import LARGEST_IDR

#: A share of one: the parts of a scheme add to it exactly.
WHOLE_PPM = 1_000_000


class Party(models.TextChoices):
    """Who carries a share of a settlement's money."""

    CENTRE = "CENTRE", _("Pusat")
    PROVINCE = "PROVINCE", _("Provinsi")
    CITY = "CITY", _("Kabupaten/Kota")
    RESIDENTS = "RESIDENTS", _("Warga")
    BUSINESS = "BUSINESS", _("Badan usaha")
    LENDER = "LENDER", _("Lembaga keuangan")
    OTHER = "OTHER", _("Pihak lain")


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    """Instruments by who may see them and the years in which they are open."""

    def visible_to(self, user: Any) -> Self:
        """Instruments of the user's city."""
        return self.filter(scope(user, "see_city", city="city"))

    def open_in(self, year: int) -> Self:
        """Instruments that can be used in a year."""
        return self.filter(Q(opened_year=None) | Q(opened_year__lte=year),
                           Q(closed_year=None) | Q(closed_year__gte=year))  # fmt: skip


class Instrument(models.Model):
    """A way to finance: who provides it, on what terms, who may use it, in which years. `kind`: `instruments.toml`."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="instruments")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=160)
    provider = models.CharField(max_length=200, blank=True)
    terms = models.TextField(blank=True)
    eligible = models.TextField(blank=True)
    opened_year = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_year = models.PositiveSmallIntegerField(null=True, blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "code"], name="instrument_code_is_one_in_its_city"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name="") & ~Q(kind=""), name="instrument_has_a_name"),
            models.CheckConstraint(
                condition=Q(opened_year=None) | Q(closed_year=None) | Q(opened_year__lte=F("closed_year")),
                name="instrument_opens_before_it_closes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def is_open_in(self, year: int) -> bool:
        """Whether it can be used in a year."""
        return (self.opened_year or year) <= year <= (self.closed_year or year)


class SchemeQuerySet(models.QuerySet["Scheme"]):
    """Schemes by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Schemes of the settlements of the user's city and area."""
        return self.filter(scope(user, "see_city", city="city", place="settlement__place"))


class Scheme(models.Model):
    """How a settlement is paid for: one version, never changed (triggers). A later version replaces it.

    `total_idr` null: only the shares are agreed so far.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="schemes")
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="schemes")
    version = models.PositiveSmallIntegerField()
    on = models.DateField(help_text="the day from which it holds")
    total_idr = models.BigIntegerField(null=True, blank=True)
    conditions = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="why it replaces the version before")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = SchemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["settlement", "version"], name="scheme_version_is_one"),
            models.CheckConstraint(condition=Q(version__gte=1), name="scheme_versions_count_from_one"),
            models.CheckConstraint(condition=Q(total_idr=None) | Q(total_idr__range=(1, LARGEST_IDR)),
                                   name="scheme_total_is_likely"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.settlement_id} v{self.version} ({self.pk})"


class PartQuerySet(models.QuerySet["SchemePart"]):
    """Parts by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Parts of the schemes that the user sees."""
        return self.filter(scope(user, "see_city", city="scheme__city", place="scheme__settlement__place"))


class SchemePart(models.Model):
    """A party's share in a scheme, from a source (pendanaan) or by an instrument (pembiayaan). Never changed."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    party = models.CharField(max_length=12)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    share_ppm = models.PositiveIntegerField(help_text="of a million")
    amount_idr = models.BigIntegerField(null=True, blank=True, help_text="its part of the total, to the rupiah")
    conditions = models.TextField(blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="scheme_part_is_one"),
            models.CheckConstraint(condition=Q(source=None) ^ Q(instrument=None), name="scheme_part_has_one_origin"),
            models.CheckConstraint(condition=Q(share_ppm__range=(1, WHOLE_PPM)), name="scheme_part_is_a_share"),
            models.CheckConstraint(condition=Q(party__in=Party.values), name="scheme_party_is_known"),
            models.CheckConstraint(condition=Q(amount_idr=None) | Q(amount_idr__gte=0),
                                   name="scheme_part_is_not_negative"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.scheme_id}.{self.number} {self.share_ppm}"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.scheme.city

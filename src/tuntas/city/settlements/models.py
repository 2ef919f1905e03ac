"""Slum locations: identity survives re-drawing, splitting and merging; every shape is kept as an edition."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from tuntas.city.people.access import scope
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.records.models import Paper


class SettlementQuerySet(models.QuerySet["Settlement"]):
    """Settlements by who may see them and whether they still stand."""

    def visible_to(self, user: Any) -> Self:
        """Settlements of the user's city and area."""
        return self.filter(scope(user, "see_city", city="city", place="place"))

    def existing(self, on: date) -> Self:
        """Those not dissolved by that day (split, merged, or found to be none)."""
        return self.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=on))


class Settlement(models.Model):
    """A slum location (kawasan or lokasi kumuh). `place` is the smallest place that holds it, mostly its kelurahan.

    Where it lies exactly is told by its delineations; `typology` is a code of `settlements/typologies.toml`.
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="settlements")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    match_name = models.CharField(max_length=160, help_text="name as compared: places.naming.match_name")
    typology = models.CharField(max_length=24, blank=True)
    dissolved_on = models.DateField(null=True, blank=True)
    dissolve_reason = models.TextField(blank=True, help_text="empty where it was split or merged")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = SettlementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(match_name=""), name="settlement_has_a_name"),
            models.UniqueConstraint(fields=["city", "place", "match_name"], condition=Q(dissolved_on=None),
                                    name="settlement_name_is_one_in_its_place"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["city", "dissolved_on"], name="settlement_of_city")]

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"


class DelineationQuerySet(models.QuerySet["Delineation"]):
    """Delineations by who may see them and the day they hold."""

    def visible_to(self, user: Any) -> Self:
        """Delineations of the user's city and area."""
        return self.filter(scope(user, "see_city", city="settlement__city", place="settlement__place"))

    def in_force(self, on: date) -> Self:
        """The editions that hold on a day: at most one for each settlement."""
        return self.filter(Q(from_on=None) | Q(from_on__lte=on), Q(until_on=None) | Q(until_on__gt=on))


class Delineation(models.Model):
    """One edition of a settlement's shape, from `from_on` until before `until_on`. A drawn shape is never rewritten.

    `geometry` is WKB in EPSG:4326, the box in millionths of a degree rounded outwards. `area_m2` is the drawn area,
    geodesic; `utm_m2` its control in the projected system `utm_crs`. `stated` are the attributes as the file has them;
    `printed` and `printed_m2` the area that the file or paper claims: neither ever replaces the drawn one.
    """

    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="delineations")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    geometry = models.BinaryField()
    west_udeg = models.IntegerField()
    south_udeg = models.IntegerField()
    east_udeg = models.IntegerField()
    north_udeg = models.IntegerField()
    area_m2 = models.BigIntegerField()
    utm_m2 = models.BigIntegerField()
    utm_crs = models.CharField(max_length=40)
    crs = models.CharField(max_length=40, help_text="as the file stated it, before conversion")
    printed = models.CharField(max_length=40, blank=True)
    printed_m2 = models.BigIntegerField(null=True, blank=True)
    stated = models.JSONField(default=dict)
    source = models.CharField(max_length=200, help_text="file name and checksum, or the map of the application")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = DelineationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(area_m2__gt=0) & Q(utm_m2__gt=0), name="delineation_has_an_area"),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(from_on__lt=F("until_on")),
                name="delineation_begins_before_it_ends",
            ),
        ]
        indexes = [models.Index(fields=["settlement", "until_on"], name="delineation_in_force")]

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.from_on or '…'}–{self.until_on or '…'} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.settlement.city


class MemberQuerySet(models.QuerySet["SettlementMember"]):
    """Members by the day they belong."""

    def visible_to(self, user: Any) -> Self:
        """Members of the settlements of the user's city and area."""
        return self.filter(scope(user, "see_city", city="settlement__city", place="settlement__place"))

    def in_force(self, on: date) -> Self:
        """The RT that belong on a day."""
        return self.filter(Q(from_on=None) | Q(from_on__lte=on), Q(until_on=None) | Q(until_on__gt=on))


class SettlementMember(models.Model):
    """An RT that belongs to a settlement for a time; a delineation may cover part of an RT, so an RT may have two."""

    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="members")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["settlement", "place"], condition=Q(until_on=None),
                                    name="member_belongs_once"),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(from_on__lt=F("until_on")),
                name="member_begins_before_it_ends",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.place_id} in {self.settlement_id} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.settlement.city


class Succession(models.TextChoices):
    """How one settlement follows another."""

    SPLIT = "SPLIT"
    MERGED = "MERGED"


class SuccessionQuerySet(models.QuerySet["SettlementSuccession"]):
    """Successions by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Successions in the user's city."""
        return self.filter(scope(user, "see_city", city="city"))


class SettlementSuccession(models.Model):
    """That a settlement went on in another on a day, and on which paper. Never changed."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    earlier = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="later_ones")
    later = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="earlier_ones")
    kind = models.CharField(max_length=8, choices=Succession.choices)
    on = models.DateField(db_column="happened_on")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="succession_is_said_once"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="succession_joins_two"),
            models.CheckConstraint(condition=Q(kind__in=Succession.values), name="succession_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} → {self.later_id} ({self.kind})"


class AreaPair(models.TextChoices):
    """Which two of the three areas of a settlement differ; the difference is the second less the first."""

    DECREE_DRAWN = "DECREE_DRAWN"
    DECREE_VERIFIED = "DECREE_VERIFIED"
    DRAWN_VERIFIED = "DRAWN_VERIFIED"


class AreaCause(models.TextChoices):
    """Why two areas of a settlement differ."""

    ROUNDING = "ROUNDING"
    REDRAWN = "REDRAWN"
    PART_OF_RT = "PART_OF_RT"
    PART_SURVEYED = "PART_SURVEYED"
    OUTDATED = "OUTDATED"
    METHOD = "METHOD"
    OTHER = "OTHER"


class AreaReasonQuerySet(models.QuerySet["AreaReason"]):
    """Reasons by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Reasons for settlements of the user's city and area."""
        return self.filter(scope(user, "see_city", city="settlement__city", place="settlement__place"))


class AreaReason(models.Model):
    """The named reason for a difference of that very size between two areas; another difference needs its own.

    Never changed (triggers): the newest of a pair holds.
    """

    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="area_reasons")
    pair = models.CharField(max_length=16, choices=AreaPair.choices)
    difference_m2 = models.BigIntegerField(help_text="at that time")
    cause = models.CharField(max_length=16, choices=AreaCause.choices)
    remark = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = AreaReasonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pair__in=AreaPair.values), name="area_reason_pair_is_known"),
            models.CheckConstraint(condition=Q(cause__in=AreaCause.values), name="area_reason_cause_is_known"),
            models.CheckConstraint(condition=~Q(cause="OTHER") | ~Q(remark=""), name="other_area_reason_is_told"),
        ]
        indexes = [models.Index(fields=["settlement", "pair"], name="area_reason_of_pair")]

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.pair} {self.cause} ({self.pk})"

    @property
    def city(self) -> City:
        """The city that it belongs to."""
        return self.settlement.city

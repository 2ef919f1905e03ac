"""Places from province to RT. A place lives on while its name, code, parent and boundary change by edition."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Storey of the administrative order; `CITY` covers kabupaten and kota, `KELURAHAN` covers desa."""

    PROVINCE = "PROVINCE", _("Provinsi")
    CITY = "CITY", _("Kabupaten/Kota")
    KECAMATAN = "KECAMATAN", _("Kecamatan")
    KELURAHAN = "KELURAHAN", _("Kelurahan/Desa")
    RW = "RW", _("RW")
    RT = "RT", _("RT")


class PlaceKind(models.TextChoices):
    """What the law calls the place."""

    PROVINSI = "PROVINSI", _("Provinsi")
    KOTA = "KOTA", _("Kota")
    KABUPATEN = "KABUPATEN", _("Kabupaten")
    KECAMATAN = "KECAMATAN", _("Kecamatan")
    KELURAHAN = "KELURAHAN", _("Kelurahan")
    DESA = "DESA", _("Desa")
    RW = "RW", _("RW")
    RT = "RT", _("RT")


#: Levels that the official code list holds: a place of these that only a survey sheet knows waits to be confirmed.
OFFICIALLY_LISTED = (Level.KECAMATAN, Level.KELURAHAN)


class PlaceQuerySet(models.QuerySet["Place"]):
    """Places by where they lie and whether they still exist."""

    def within(self, area: "Place") -> Self:
        """The place itself and all below it (an RW reaches its RT)."""
        below = Q(parent=area) | Q(city=area) | Q(kecamatan=area) | Q(kelurahan=area)
        return self.filter(Q(pk=area.pk) | below)

    def existing(self, on: date) -> Self:
        """Places not dissolved by that day."""
        return self.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=on))

    def confirmed(self) -> Self:
        """Places known from a code list or confirmed by a person, not only from a survey sheet."""
        return self.filter(is_confirmed=True)

    def unconfirmed(self) -> Self:
        """Kecamatan and kelurahan that exist and that neither a code list nor a person has confirmed."""
        return self.filter(is_confirmed=False, dissolved_on=None, level__in=OFFICIALLY_LISTED)


class Place(models.Model):
    """One administrative place. `name`, `code`, `kind`, `parent` repeat the newest edition, for speed.

    `city`, `kecamatan` and `kelurahan` are the place's ancestors of that level (never itself), also for speed;
    `places.actions` keeps them. An RT hangs below its RW where one is known, else below its kelurahan.
    """

    level = models.CharField(max_length=10, choices=Level.choices)
    kind = models.CharField(max_length=10, choices=PlaceKind.choices)
    name = models.CharField(max_length=120)
    match_name = models.CharField(max_length=120, help_text="name as compared: places.naming.match_name")
    code = models.CharField(max_length=24, null=True, blank=True, help_text="Kemendagri, as in 33.75.01.1002")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    city = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kecamatan = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kelurahan = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dissolved_on = models.DateField(null=True, blank=True)
    is_confirmed = models.BooleanField(default=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="place_level_is_known"),
            models.CheckConstraint(condition=Q(kind__in=PlaceKind.values), name="place_kind_is_known"),
            models.CheckConstraint(condition=~Q(name=""), name="place_has_a_name"),
            models.CheckConstraint(condition=~Q(code=""), name="place_code_is_absent_or_given"),
            models.UniqueConstraint(fields=["code"], condition=Q(dissolved_on=None), name="place_code_is_one"),
            models.UniqueConstraint(
                fields=["parent", "kind", "match_name"],
                condition=Q(dissolved_on=None),
                name="place_name_is_one_below_its_parent",
            ),
        ]
        indexes = [models.Index(fields=["city", "level"], name="place_city_level")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code or self.pk})"

    def ancestor_ids(self) -> frozenset[int]:
        """Ids of the place itself and of every ancestor kept on the row (no query)."""
        known = (self.pk, self.parent_id, self.city_id, self.kecamatan_id, self.kelurahan_id)
        return frozenset(pk for pk in known if pk is not None)


class EditionQuerySet(models.QuerySet["PlaceEdition"]):
    """Editions by the day they hold."""

    def in_force(self, on: date) -> Self:
        """The editions that hold on a day: at most one for each place."""
        begun = Q(from_on=None) | Q(from_on__lte=on)
        return self.filter(begun, Q(until_on=None) | Q(until_on__gt=on))

    def drawn(self) -> Self:
        """Editions with a boundary."""
        return self.filter(geometry__isnull=False)


class PlaceEdition(models.Model):
    """What a place was called, which code, parent and boundary it had, from `from_on` until before `until_on`.

    `from_on` null: since before the records begin. Boundaries are WKB in EPSG:4326; the box is in millionths of a
    degree, rounded outwards; `area_m2` is geodesic. An edition that a paper cites is closed, never rewritten.
    Editions of one place never overlap (exclusion constraint on PostgreSQL, triggers on SQLite).
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="editions")
    name = models.CharField(max_length=120)
    code = models.CharField(max_length=24, null=True, blank=True)
    kind = models.CharField(max_length=10, choices=PlaceKind.choices)
    parent = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    geometry = models.BinaryField(null=True, blank=True)
    west_udeg = models.IntegerField(null=True)
    south_udeg = models.IntegerField(null=True)
    east_udeg = models.IntegerField(null=True)
    north_udeg = models.IntegerField(null=True)
    area_m2 = models.BigIntegerField(null=True)
    crs = models.CharField(max_length=40, blank=True, help_text="as the file stated it, before conversion")
    source = models.CharField(max_length=200, help_text="file name and checksum, or the paper")
    boundary_source = models.CharField(max_length=200, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(from_on__lt=F("until_on")),
                name="edition_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(geometry=None, area_m2=None, west_udeg=None)
                | Q(geometry__isnull=False, area_m2__gt=0, west_udeg__isnull=False, south_udeg__isnull=False,
                    east_udeg__isnull=False, north_udeg__isnull=False),
                name="edition_boundary_is_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.from_on or '…'}–{self.until_on or '…'} ({self.pk})"

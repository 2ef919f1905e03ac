"""Papers with their content-addressed files, and the append-only audit trail of each city."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from tuntas.city.people.access import scope
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place


class StoredFile(models.Model):
    """Bytes in the file store, named by their SHA-256; the same bytes are kept once."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size_bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=80, help_text="found in the content, never taken from the name")
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size_bytes__gt=0), name="file_is_not_empty")]

    def __str__(self) -> str:
        return self.sha256


class PaperQuerySet(models.QuerySet["Paper"]):
    """Papers by who may see them."""

    def visible_to(self, user: Any) -> Self:
        """Papers of the user's city and area; those with personal data only where the user may see such."""
        open_ones = Q(is_personal=False) & scope(user, "see_city", city="city", place="place")
        return self.filter(open_ones | scope(user, "see_personal", city="city", place="place"))


class Paper(models.Model):
    """A document that something rests on: a decree, minutes, a photo, a scan, an uploaded workbook.

    Kinds are codes that grow: SK, BERITA_ACARA, PHOTO, SCAN, WORKBOOK, BOUNDARY, CODE_LIST, LETTER, OTHER …
    """

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="papers")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=24)
    number = models.CharField(max_length=120, blank=True, help_text="exactly as printed")
    title = models.CharField(max_length=300, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="papers")
    filename = models.CharField(max_length=200, blank=True, help_text="as the sender named it; only ever shown")
    is_personal = models.BooleanField(default=False, help_text="holds personal data")
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField()

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kind=""), name="paper_has_a_kind"),
            models.UniqueConstraint(fields=["city", "kind", "number", "signed_on"],
                                    condition=~Q(number=""), name="paper_number_is_one"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.number or self.title or self.filename} ({self.pk})"


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Audit entries by chain and reader."""

    def visible_to(self, user: Any) -> Self:
        """The trail of the cities whose trail the user may read."""
        return self.filter(scope(user, "see_audit", city="city"))

    def about(self, thing: models.Model) -> Self:
        """What happened to one thing."""
        return self.filter(about_type=thing._meta.label, about_id=str(thing.pk))


class AuditEntry(models.Model):
    """One act, chained to the one before in its city by SHA-256. Rows are never changed or deleted (triggers).

    `chain` is the city's code, or "-" for acts of the whole installation; `seq` counts from 1 without gaps.
    `details` hold codes, ids and figures, never names or other personal data: they can never be erased.
    """

    chain = models.CharField(max_length=8)
    seq = models.BigIntegerField()
    city = models.ForeignKey(City, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60, help_text='as in "survey.accepted"')
    about_type = models.CharField(max_length=60)
    about_id = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    entry_hash = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="audit_seq_is_one_in_its_chain")]
        indexes = [models.Index(fields=["about_type", "about_id"], name="audit_about")]

    def __str__(self) -> str:
        return f"{self.chain}/{self.seq} {self.verb}"

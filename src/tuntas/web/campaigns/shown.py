"""A survey as its page shows it: its rules in words, how far it is, what waits in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.people.access import can, place_scope
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign, Draft, Objection, SurveyRecord, Upload
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.web.campaigns.forms import ONE_DAY
from tuntas.web.home.frame import can_see_uploads
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import day, language


@dataclass(frozen=True, slots=True)
class Progress:
    """A survey and how far it is, in the RT that exist today. None: none of the person's business."""

    campaign: Campaign
    rules: str
    done: int
    existing: int
    drafts: int | None
    uploads: int | None
    objections: str
    open_objections: int
    is_open: bool

    @property
    def left(self) -> int:
        """How many RT have no data yet."""
        return self.existing - self.done


def progress(user: Any, city: City, campaigns: Iterable[Campaign], on: date) -> list[Progress]:
    """Each survey as far as the person sees the city; a constant number of queries."""
    seen = list(campaigns)
    seen_rts = Place.objects.filter(place_scope(user, "see_city"), city=city.place_id, level=Level.RT)
    existing = seen_rts.existing(on)
    known = existing.count()
    records = _counts(SurveyRecord.objects.filter(campaign__in=seen, place__in=existing), "campaign")
    waiting = Draft.objects.visible_to(user).filter(campaign__in=seen, sent_at__isnull=False).exclude(user=user.pk)
    drafts = _counts(waiting, "campaign") if can(user, "check_survey", city) else None
    files = Upload.objects.visible_to(user).filter(campaign__in=seen).waiting()
    uploads = _counts(files, "campaign") if can_see_uploads(user, city) else None
    raised = Objection.objects.visible_to(user).filter(record__campaign__in=seen).open()
    objections = _counts(raised, "record__campaign")
    return [
        Progress(one, regulation_of(one).short.in_(language()), records.get(one.pk, 0), known,
                 None if drafts is None else drafts.get(one.pk, 0), None if uploads is None else uploads.get(one.pk, 0),
                 objection_words(one, on), objections.get(one.pk, 0), one.closed_on is None or on < one.closed_on)
        for one in seen
    ]  # fmt: skip


def objection_words(campaign: Campaign, on: date) -> str:
    """How the days of objection stand."""
    first, until = campaign.objection_from, campaign.objection_until
    if first is None or until is None:
        return _("belum diumumkan")
    told = {"first": day(first), "last": day(until - ONE_DAY)}
    if on < first:
        return _("akan berlangsung %(first)s sampai %(last)s") % told
    if on < until:
        return _("berlangsung sampai %(last)s") % told
    return _("selesai pada %(last)s") % told


def crumbs(city: City, here: str = "") -> list[Crumb]:
    """The way to the list, or to one page below it."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code]))]
    if not here:
        return [*way, Crumb(_("Survei"))]
    return [*way, Crumb(_("Survei"), reverse("campaigns", args=[city.code])), Crumb(here)]


def _counts(rows: Any, path: str) -> Mapping[int, int]:
    return dict(rows.order_by().values_list(path).annotate(n=Count("pk")))

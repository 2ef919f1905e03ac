"""From an address to a meeting, an item or a task; what the person may not see is not there (404)."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.decisions.models import Directive, Meeting, MeetingItem, MeetingKind
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.web.city_page.loading import load_city
from tuntas.web.shared.components import Crumb

TASK_RELATED = ("city__place", "meeting", "agency", "owner", "settlement", "paper__file", "by")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A meeting with what the person may do with it now."""

    city: City
    meeting: Meeting
    can_keep: bool
    can_decide: bool

    @property
    def is_control(self) -> bool:
        """Whether it is a rapat pengendalian."""
        return self.meeting.kind == MeetingKind.CONTROL

    @property
    def can_list(self) -> bool:
        """Whether the person may make the list anew."""
        return self.can_keep and self.meeting.is_open and self.meeting.begun_at is None and not self.is_control

    @property
    def can_give_word(self) -> bool:
        """Whether the person may decide now."""
        return self.can_decide and self.meeting.is_open


def chosen_meeting(request: HttpRequest, code: str, meeting_id: int) -> Chosen:
    """The meeting that the address names."""
    city = load_city(request, code)
    rows = Meeting.objects.visible_to(request.user).filter(city=city)
    related = rows.select_related("city__place", "weighting", "called_by", "closed_by", "paper__file")
    meeting = get_object_or_404(related, pk=meeting_id)
    return Chosen(city, meeting, can(request.user, "keep_sessions", city), can(request.user, "decide", city))


def keepers_city(request: HttpRequest, code: str) -> City:
    """The city, for who prepares its sessions."""
    city = load_city(request, code)
    need(can(request.user, "keep_sessions", city))
    return city


def item_of(chosen: Chosen, item_id: int) -> MeetingItem:
    """An item of the meeting's list."""
    item: MeetingItem = get_object_or_404(chosen.meeting.items.all(), pk=item_id)
    item.meeting = chosen.meeting
    return item


def chosen_task(request: HttpRequest, code: str, task_id: int) -> Directive:
    """The task that the address names."""
    city = load_city(request, code)
    rows = Directive.objects.visible_to(request.user).filter(city=city).select_related(*TASK_RELATED)
    return get_object_or_404(rows, pk=task_id)


def crumbs(city: City, *more: tuple[str, str]) -> list[Crumb]:
    """The way from the city to a page of meetings."""
    home = Crumb(city.name, reverse("city_page", args=[city.code]))
    room = Crumb(_("Rapat"), reverse("meetings", args=[city.code]) if more else "")
    return [home, room, *(Crumb(label, url) for label, url in more)]


def meeting_url(chosen: Chosen) -> str:
    """Its own page."""
    return reverse("meeting", args=[chosen.city.code, chosen.meeting.pk])

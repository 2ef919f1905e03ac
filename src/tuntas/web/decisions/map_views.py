"""Where the items of a meeting lie, each with the word on it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.decisions.advice import words_of
from tuntas.city.decisions.measuring import grades_of
from tuntas.city.settlements.models import Delineation
from tuntas.web.decisions.loading import Chosen, chosen_meeting, crumbs, meeting_url
from tuntas.web.decisions.words import VERDICTS
from tuntas.web.shared.grades import look_of
from tuntas.web.shared.maps import CITY_WIDE, feature, map_answer
from tuntas.web.shared.requests import SignedInRequest


@login_required
@require_safe
def meeting_map(request: SignedInRequest, code: str, meeting_id: int) -> HttpResponse:
    """The map of a list."""
    chosen = chosen_meeting(request, code, meeting_id)
    crumb = (chosen.meeting.title, meeting_url(chosen))
    return render(request, "decisions/map.html", {
        "city": chosen.city, "meeting": chosen.meeting, "has_map": bool(_items_by_settlement(chosen)),
        "breadcrumbs": crumbs(chosen.city, crumb, (_("Peta"), "")),
    })  # fmt: skip


@login_required
@require_safe
def outline(request: SignedInRequest, code: str, meeting_id: int) -> HttpResponse:
    """The settlements of a list in the colour of their class; what the person does not see is left out."""
    chosen = chosen_meeting(request, code, meeting_id)
    told, on = _items_by_settlement(chosen), timezone.localdate()
    grades = grades_of(chosen.city, list(told), on=on)
    rows = Delineation.objects.visible_to(request.user).in_force(on).filter(settlement__in=told)
    return map_answer(request, [
        _feature(chosen, one, told[one.settlement_id], grades.get(one.settlement_id))
        for one in rows.select_related("settlement").order_by("settlement")
    ])  # fmt: skip


def _feature(chosen: Chosen, one: Delineation, told: list[str], grade: str | None) -> str:
    return feature(
        bytes(one.geometry), one.settlement_id, tolerance=CITY_WIDE, label=one.settlement.name, grade=grade,
        grade_word=str(look_of(grade).word) if grade else "", detail="; ".join(told),
        url=reverse("settlement", args=[chosen.city.code, one.settlement_id]), link_word=_("Buka kawasan ini"),
        outline="drawn",
    )  # fmt: skip


def _items_by_settlement(chosen: Chosen) -> dict[int, list[str]]:
    """By settlement the items about it, each with the word on it."""
    words = words_of(chosen.meeting)
    found: dict[int, list[str]] = {}
    for item in chosen.meeting.items.order_by("kind", "rank"):
        word = words.get(item.pk)
        said = str(VERDICTS[word.verdict][0]) if word else _("belum diputuskan")
        for one in item.settlements:
            found.setdefault(one["id"], []).append(f"{item.name}: {said}")
    return found

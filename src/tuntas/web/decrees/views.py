"""Decrees of a city: their list, one decree with its locations, one location, what a revision changed."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.decrees.checking import findings
from tuntas.city.decrees.models import Decree, DecreeLine, DecreeState, DecreeUnit
from tuntas.city.decrees.scoping import UNIT_RELATED, grades_of
from tuntas.city.people.access import can
from tuntas.city.records.models import AuditEntry
from tuntas.domain.findings import Finding
from tuntas.web.city_page.loading import load_city
from tuntas.web.decrees import change_shown, finding_shown, list_shown, page_shown
from tuntas.web.decrees.forms import AreaForm
from tuntas.web.decrees.loading import Chosen, chosen_decree
from tuntas.web.decrees.page_shown import crumb
from tuntas.web.decrees.unit_shown import shown_units
from tuntas.web.decrees.words import called, level_word
from tuntas.web.shared.grades import look_of
from tuntas.web.shared.listing import PAGE
from tuntas.web.shared.maps import CITY_WIDE, feature, map_answer

LINES_A_PAGE = 100


@login_required
@require_safe
def decrees(request: HttpRequest, code: str) -> HttpResponse:
    """The list: what is worked on first, then the decrees, the latest first."""
    city = load_city(request, code)
    rows = list_shown.listed(Decree.objects.visible_to(request.user).filter(city=city))
    shown = list_shown.shown_decrees(rows, city, timezone.localdate())
    can_draft = can(request.user, "draft_decree", city)
    return render(request, "decrees/list.html", {
        "city": city, "breadcrumbs": list_shown.crumbs(city), "decrees": shown, "can_draft": can_draft,
        "has_draft": any(one.is_open for one in shown), "in_force": next((one for one in shown if one.review), None),
        "can_enter_old": can_draft and all(one.is_legacy for one in rows if one.enacted_at),
    })  # fmt: skip


@login_required
@require_safe
def decree(request: HttpRequest, code: str, sk_id: int) -> HttpResponse:
    """One decree: its sentence, its locations, its map, what stands in its way, its papers and its history."""
    chosen = chosen_decree(request, code, sk_id)
    lines = lines_of(chosen.decree)
    found = open_findings(chosen)
    page = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get(PAGE))
    shown, blocking = page_shown.shown_lines(chosen, lines), sum(one.blocks for one in found)
    return render(request, "decrees/decree.html", told(chosen) | {
        "headline": page_shown.headline(chosen, lines, blocking), "steps": page_shown.steps(chosen, blocking),
        "tiles": page_shown.tiles(lines, is_open=chosen.is_open), "page": page,
        "lines": shown[max(page.start_index() - 1, 0) : page.end_index()], "total": page_shown.total_words(shown),
        "parts": finding_shown.parts(chosen, found, lines),
        "has_map": any(line.delineation_id for line in lines), "papers": page_shown.papers(chosen.decree),
        "events": page_shown.events(chosen, _entries(request, chosen)),
        "can_export": can(request.user, "export", chosen.city),
        "review": list_shown.review_words(chosen.decree, chosen.state, timezone.localdate()),
        "follower": chosen.decree.revisions.enacted().first(),
        "breadcrumbs": list_shown.crumbs(chosen.city, (crumb(chosen.decree), "")),
    })  # fmt: skip


@login_required
@require_safe
def line(request: HttpRequest, code: str, sk_id: int, line_id: int) -> HttpResponse:
    """One location: its three areas and its RT; in a draft they can be changed here."""
    chosen = chosen_decree(request, code, sk_id)
    return line_page(request, chosen, line_of(chosen, line_id))


def line_page(request: HttpRequest, chosen: Chosen, one: DecreeLine, **more: object) -> HttpResponse:
    """The page of a location; `more` where what was typed is refused."""
    shown = page_shown.shown_lines(chosen, [one])[0]
    own = [finding for finding in open_findings(chosen) if finding.line == one.position]
    return render(request, "decrees/line.html", told(chosen) | {
        "shown": shown, "units": shown_units(one, chosen),
        "area_form": AreaForm(initial={"area": page_shown.exact_words(one)}),
        "parts": finding_shown.parts(chosen, own, [one]),
        "breadcrumbs": list_shown.crumbs(chosen.city, (crumb(chosen.decree), own_url(chosen)), (one.name, "")),
    } | more)  # fmt: skip


@login_required
@require_safe
def changes(request: HttpRequest, code: str, sk_id: int) -> HttpResponse:
    """What a revision changed, row by row."""
    chosen = chosen_decree(request, code, sk_id)
    return render(request, "decrees/changes.html", told(chosen) | change_shown.context(chosen) | {
        "breadcrumbs": list_shown.crumbs(chosen.city, (crumb(chosen.decree), own_url(chosen)),
                                         (_("Apa yang berubah"), "")),
    })  # fmt: skip


@login_required
@require_safe
def outline(request: HttpRequest, code: str, sk_id: int) -> HttpResponse:
    """The delineations of a decree in the colour of their class; they are part of the paper, so whoever reads it
    sees all of them."""
    chosen = chosen_decree(request, code, sk_id)
    grades = grades_of(chosen.decree)
    drawn = [one for one in lines_of(chosen.decree) if one.delineation is not None]
    return map_answer(request, [_feature(chosen, one, grades.get(one.grade)) for one in drawn])


def told(chosen: Chosen) -> dict[str, object]:
    """What every page of a decree knows of it."""
    return {"city": chosen.city, "decree": chosen.decree, "chosen": chosen, "called": called(chosen.decree),
            "state": list_shown.shown_state(chosen.state),
            "level": level_word(chosen.decree.verifier_level) if chosen.decree.verifier_level else ""}  # fmt: skip


def own_url(chosen: Chosen) -> str:
    """The page of the decree."""
    return page_shown.decree_url(chosen)


def lines_of(decree: Decree) -> list[DecreeLine]:
    """Its locations in order, with what the table shows of them (two queries)."""
    units = DecreeUnit.objects.select_related(*UNIT_RELATED).order_by("place__parent__name", "place__name")
    related = decree.lines.select_related("place__kecamatan", "delineation").order_by("position")
    return list(related.prefetch_related(Prefetch("units", units)))


def line_of(chosen: Chosen, line_id: int) -> DecreeLine:
    """One location of the decree; another's is not there (404)."""
    units = DecreeUnit.objects.select_related(*UNIT_RELATED).order_by("place__parent__name", "place__name")
    rows = DecreeLine.objects.filter(decree=chosen.decree).select_related("place__kecamatan", "decree__campaign")
    return get_object_or_404(rows.prefetch_related(Prefetch("units", units)), pk=line_id)


def open_findings(chosen: Chosen) -> Sequence[Finding]:
    """What is to be said of a draft; nothing of a decree that was enacted or given up."""
    return findings(chosen.decree, on=timezone.localdate()) if chosen.state is DecreeState.DRAFT else []


def _entries(request: HttpRequest, chosen: Chosen) -> Sequence[AuditEntry] | None:
    if not can(request.user, "see_audit", chosen.city):
        return None
    entries = AuditEntry.objects.visible_to(request.user).about(chosen.decree)
    return list(entries.select_related("by").order_by("-seq"))


def _feature(chosen: Chosen, one: DecreeLine, grade: str | None) -> str:
    assert one.delineation is not None
    return feature(
        bytes(one.delineation.geometry), one.position, tolerance=CITY_WIDE, label=f"{one.position}. {one.name}",
        grade=grade, grade_word=str(look_of(grade).word) if grade else "", detail=page_shown.map_detail(one),
        url=page_shown.line_url(chosen, one), link_word=_("Buka lokasi ini"), outline="decree",
    )  # fmt: skip

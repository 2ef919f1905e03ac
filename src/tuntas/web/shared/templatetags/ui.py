"""The frame and the components of pages. README.md beside this package shows each in use."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.forms.widgets import CheckboxInput, FileInput, Select
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tuntas.web.shared import components
from tuntas.web.shared.assets import asset_url
from tuntas.web.shared.formats import language
from tuntas.web.shared.grades import look_of
from tuntas.web.shared.listing import PAGE, SORT, Sorting, query_with

register = template.Library()
register.simple_tag(asset_url, name="asset")

WIDGET_CSS = ((CheckboxInput, ""), (FileInput, "form-control"), (Select, "form-select"))


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """An icon of the sprite; decoration only, the words stand beside it."""
    return _icon(name, css, asset_url("icons.svg"))


@lru_cache(maxsize=512)
def _icon(name: str, css: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f"icon {css}".strip(),
        sprite,
        name,
    )


@register.simple_block_tag
def panel(content: str, title: str = "", note: str = "", flush: bool = False, id: str = "") -> SafeString:
    """A white box with a title; `flush` lets tables and lists reach its edges."""
    head = format_html('<h2 id="{}-title">{}</h2>', id, title) if id else format_html("<h2>{}</h2>", title)
    words = format_html('<p class="panel-note">{}</p>', note) if note else ""
    return format_html(
        '<section class="panel"{}>{}<div class="{}">{}</div></section>',
        format_html(' id="{}"', id) if id else "",
        format_html('<div class="panel-head">{}{}</div>', head, words) if title else "",
        "panel-flush" if flush else "panel-body",
        content,
    )


@register.simple_block_tag(takes_context=True)
def page_head(context: Context, content: str, title: str, lead: str = "") -> SafeString:
    """Breadcrumbs (`breadcrumbs` of the context), the page's title, one sentence; the content holds its buttons."""
    filled = {
        "crumbs": context.get("breadcrumbs", ()),
        "title": title,
        "lead": lead,
        "actions": SafeString(content.strip()),
    }
    return render_to_string("shared/_page_head.html", filled)


@register.simple_block_tag
def empty_state(content: str, title: str, icon: str = "empty") -> SafeString:
    """Nothing here yet: why, and in the content the first step."""
    filled = {"title": title, "icon": icon, "content": content}
    return render_to_string("shared/_empty.html", filled)


@register.simple_tag
def grade_badge(grade: str | None, letter: str = "") -> SafeString:
    """A class in its colour, with its word."""
    return _grade_badge(grade, letter, language())


@lru_cache(maxsize=256)  # a list shows it on every row
def _grade_badge(grade: str | None, letter: str, _language: str) -> SafeString:
    return render_to_string("shared/_grade.html", {"look": look_of(grade), "letter": letter})


@register.inclusion_tag("shared/_figure.html")
def figure(figure: components.Figure) -> dict[str, object]:
    """A figure as a tile."""
    return {"figure": figure}


@register.inclusion_tag("shared/_field.html")
def field(bound: BoundField, css: str = "", optional_note: bool = True) -> dict[str, object]:
    """A form field: label, control, help, errors, tied together for screen readers."""
    widget = bound.field.widget
    look = next((found for kind, found in WIDGET_CSS if isinstance(widget, kind)), "form-control")
    is_check = isinstance(widget, CheckboxInput)
    control = bound.as_widget(attrs={"class": f"{bound.field.widget.attrs.get('class', '')} {look}".strip()})
    return {"bound": bound, "control": control, "is_check": is_check, "css": css, "optional_note": optional_note}


@register.inclusion_tag("shared/_sort_head.html", takes_context=True)
def sort_head(context: Context, column: str, label: str, sorting: Sorting, css: str = "") -> dict[str, object]:
    """The head of a column that sorts; the sorting lives in the address."""
    query = context["request"].GET
    state = ("descending" if sorting.descending else "ascending") if sorting.column == column else ""
    link = query_with(query, **{SORT: sorting.next_for(column), PAGE: None})
    return {"label": label, "css": css, "state": state, "link": link}


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """The address' query with some values replaced: `{% query tahun=2019 halaman=None %}`."""
    return query_with(context["request"].GET, **changes)


@register.inclusion_tag("shared/_pages.html", takes_context=True)
def pages(context: Context, page: Page[Any], thing: str = "") -> dict[str, object]:
    """Which rows are shown, of how many, and links to other pages."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        (number, query_with(context["request"].GET, **{PAGE: number}) if isinstance(number, int) else "")
        for number in numbers
    ]
    return {"page": page, "links": links, "thing": thing}


@register.inclusion_tag("shared/_filters.html", takes_context=True)
def filters(context: Context, form: object, chips: Sequence[components.Filter] = ()) -> dict[str, object]:
    """A filter form (GET) with what is in force below it; keeps the sorting."""
    request = context["request"]
    return {"form": form, "chips": chips, "sort": request.GET.get(SORT), "SORT": SORT, "path": request.path}


@register.inclusion_tag("shared/_export.html", takes_context=True)
def export_buttons(context: Context, url: str, formats: str = "xlsx,csv") -> dict[str, object]:
    """Buttons that export exactly what is filtered."""
    query = context["request"].GET
    links = [(kind.upper(), f"{url}{query_with(query, halaman=None, format=kind)}") for kind in formats.split(",")]
    return {"links": links}


@register.inclusion_tag("shared/_findings.html")
def findings(groups: Sequence[components.FindingGroup]) -> dict[str, object]:
    """Findings by kind, each with a jump to its cell."""
    return {"groups": groups}


@register.inclusion_tag("shared/_sheet.html")
def sheet(preview: components.SheetPreview) -> dict[str, object]:
    """A sheet as its owner knows it, with marked cells."""
    return {"sheet": preview}


@register.inclusion_tag("shared/_versions.html")
def versions(changes: Sequence[components.FieldChange], before: str = "", after: str = "") -> dict[str, object]:
    """Two versions of a record side by side."""
    return {"changes": changes, "before": before, "after": after}


@register.inclusion_tag("shared/_conflict.html")
def conflict(changes: Sequence[components.FieldChange], other: str) -> dict[str, object]:
    """Two people on one record: what was, what the other wrote, what I wrote; one choice per field (in a form)."""
    return {"changes": changes, "other": other}


@register.inclusion_tag("shared/_timeline.html")
def timeline(events: Sequence[components.Event]) -> dict[str, object]:
    """What happened, newest first as given."""
    return {"events": events}


@register.inclusion_tag("shared/_job.html")
def job_progress(job: components.JobView) -> dict[str, object]:
    """Progress of a job; asks again every two seconds while it is open. Serve the same fragment at `poll_url`."""
    return {"job": job}


@register.inclusion_tag("shared/_drop.html")
def file_drop(bound: BoundField, title: str, hint: str = "") -> dict[str, object]:
    """A file field to drop a file on (inside a multipart form)."""
    return {"bound": bound, "title": title, "hint": hint}


@register.inclusion_tag("shared/_home.html")
def home_blocks(
    waiting: Sequence[components.Task], changed: Sequence[components.Task], number: components.HomeNumber
) -> dict[str, object]:
    """The three blocks of a role's home: what waits, what changed, my number."""
    return {"waiting": waiting, "changed": changed, "number": number}


@register.inclusion_tag("shared/_map.html")
def outline_map(
    geojson: str, label: str, places: Sequence[components.MapPlace] = (), id: str = "map"
) -> dict[str, object]:
    """Outlines without a base map, and the list that leads to the same places by keyboard."""
    is_graded = all(place.is_graded for place in places)
    return {"geojson": geojson, "label": label, "places": places, "id": id, "is_graded": is_graded}


@register.inclusion_tag("shared/_steps.html")
def steps(labels: Sequence[str], current: int) -> dict[str, object]:
    """Steps of a guided path; `current` counts from 1."""
    return {"steps": list(enumerate(labels, 1)), "current": current}

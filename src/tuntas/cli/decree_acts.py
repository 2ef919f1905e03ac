"""What `tuntas decree` does, once the city's database is open."""

import argparse
from collections.abc import Callable
from datetime import date

from django.db.models import F

from tuntas.city.decrees.facts import review_due_on, state_of
from tuntas.city.decrees.models import Decree, DecreeLine, DecreeState
from tuntas.city.decrees.scoping import grades_of
from tuntas.city.people.models import City
from tuntas.cli.application import city_of_code
from tuntas.cli.outputs import safe_output
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.area import printed_hectares
from tuntas.reports.decree.annex import annex_pdf
from tuntas.reports.decree.document import decree_docx
from tuntas.reports.decree.workbook import annex_xlsx
from tuntas.reports.decree_papers import annex_of, latest_template, text_of

FORMATS = (".pdf", ".xlsx", ".docx")
LIST_COLUMNS = ("ID", "NUMBER", "STATE", "ON", "AREA", "LINES", "REVISES")
LINE_COLUMNS = ("POSITION", "NAME", "PLACE", "AREA", "GRADE", "PRIORITY")


def list_decrees(options: argparse.Namespace, screen: Screen) -> None:
    """Every decree and draft of the city, the earliest first."""
    city = city_of_code(options.city)
    decrees = _decrees(city)
    if not decrees:
        screen.say("CLI-DECREE-NONE", city=city.name)
    else:
        columns = [screen.text(f"CLI-DECREE-COL-{name}") for name in LIST_COLUMNS]
        screen.table(screen.text("CLI-DECREES", city=city.name), columns, [_row(one, screen) for one in decrees])
    screen.result({"city_code": city.code, "decrees": [_told(one) for one in decrees]})


def show_decree(options: argparse.Namespace, screen: Screen) -> None:
    """One decree with its locations."""
    decree = _chosen(options)
    lines = list(decree.lines.select_related("place").order_by("position"))
    grades = grades_of(decree)
    screen.say("CLI-DECREE-HEAD", style="bold", name=decree.name, on=_day(decree), state=_state(decree, screen),
               lines=len(lines), area=printed_hectares(sum(one.area_m2 for one in lines), screen.lang))  # fmt: skip
    if decree.aliases:
        screen.say("CLI-DECREE-ALIASES", aliases=", ".join(decree.aliases))
    columns = [screen.text(f"CLI-DECREE-COL-{name}") for name in LINE_COLUMNS]
    rows = [[str(one.position), one.name, one.place.name, one.printed or printed_hectares(one.area_m2, screen.lang),
             one.grade, str(one.priority or "")] for one in lines]  # fmt: skip
    screen.table(screen.text("CLI-DECREE-LINES"), columns, rows)
    screen.result(_told(decree) | {"lines": [_line(one, grades.get(one.grade)) for one in lines]})


def write_annex(options: argparse.Namespace, screen: Screen) -> None:
    """The annex as pages or workbook, or the decree's own text as a document."""
    decree, on = _chosen(options), date.today()
    with safe_output(options.output, formats=FORMATS) as path:
        kind = path.suffix.lower()
        if kind == ".docx":
            content = decree_docx(text_of(decree, on=on), latest_template(decree.city))
        else:
            annex = annex_of(decree, on=on)
            content = annex_pdf(annex, options.paper) if kind == ".pdf" else annex_xlsx(annex)
        path.write_bytes(content)
    screen.say("CLI-DECREE-WRITTEN", name=decree.name, path=options.output)
    screen.result({"id": decree.pk, "number": decree.number or None, "output": options.output})


ACTS: dict[str, Callable[[argparse.Namespace, Screen], None]] = {
    "list": list_decrees,
    "show": show_decree,
    "annex": write_annex,
}


def _decrees(city: City) -> list[Decree]:
    found = Decree.objects.filter(city=city).select_related("city__place", "revises", "campaign__rule_set")
    return list(found.order_by(F("signed_on").asc(nulls_last=True), "pk"))


def _chosen(options: argparse.Namespace) -> Decree:
    """The decree of that id, or of that number in any of its spellings; without either the one in force."""
    city = city_of_code(options.city)
    decrees = _decrees(city)
    if options.id is not None:
        found = [one for one in decrees if one.pk == options.id]
    elif options.number:
        found = [one for one in decrees if options.number in (one.number, *one.aliases)]
    else:
        found = [one for one in decrees if state_of(one) is DecreeState.ENACTED]
    if not found:
        raise Refusal("CLI-DECREE-UNKNOWN", wanted=options.id or options.number or "–", city=city.code)
    return found[-1]


def _row(one: Decree, screen: Screen) -> list[str]:
    areas = list(one.lines.values_list("area_m2", flat=True))
    return [str(one.pk), one.name, _state(one, screen), _day(one), printed_hectares(sum(areas), screen.lang),
            str(len(areas)), one.revises.name if one.revises else ""]  # fmt: skip


def _state(one: Decree, screen: Screen) -> str:
    return screen.text(f"CLI-DECREE-STATE-{state_of(one).value}")


def _day(one: Decree) -> str:
    return one.printed_on or (one.signed_on.isoformat() if one.signed_on else "–")


def _told(one: Decree) -> dict[str, object]:
    state, areas = state_of(one), list(one.lines.values_list("area_m2", flat=True))
    due = review_due_on(one) if state is DecreeState.ENACTED else None
    return {
        "id": one.pk, "number": one.number or None, "aliases": one.aliases, "title": one.title, "state": state.value,
        "signed_on": one.signed_on.isoformat() if one.signed_on else None, "printed_on": one.printed_on or None,
        "area_m2": sum(areas) if areas else None, "printed_total": one.printed_total or None, "locations": len(areas),
        "revises": one.revises.number if one.revises else None, "review_due_on": due.isoformat() if due else None,
        "is_legacy": one.is_legacy,
    }  # fmt: skip


def _line(one: DecreeLine, grade: str | None) -> dict[str, object]:
    return {
        "position": one.position, "name": one.name, "place": one.place.name, "area_m2": one.area_m2,
        "printed_ha": one.printed or None, "drawn_m2": one.drawn_m2, "verified_m2": one.verified_m2, "grade": grade,
        "total": one.total, "priority": one.priority, "priority_code": one.priority_code or None,
    }  # fmt: skip

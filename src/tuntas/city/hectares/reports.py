"""Official sheets of a city: filled from its book, kept as issued, compared with what was issued last."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from tuntas.city.hectares.facts import SETTLEMENT, book_of
from tuntas.city.hectares.models import IssuedReport
from tuntas.city.people.models import City, User
from tuntas.city.records.actions import note
from tuntas.city.records.models import Paper
from tuntas.ledger.explaining import Difference, differences
from tuntas.ledger.measures import Reading, Records, Target
from tuntas.ledger.official_forms import OfficialForm, Period, fill


def records_of(city: City) -> Records:
    """A city's book and targets, with the locations that its rows belong to."""
    rows = city.targets.order_by("pk")
    targets = [Target(one.pk, one.year, one.area_m2, one.decree, one.recorded_at) for one in rows]
    vague = city.ledger.exclude(printed_on="").values_list("seq", flat=True)
    return Records(book_of(city), targets, location_of, vague=frozenset(vague))


def location_of(path: tuple[str, ...]) -> str | None:
    """The settlement of a row, else its kelurahan; None for a total of a city or a kecamatan."""
    if path[-1].startswith(SETTLEMENT):
        return path[-1]
    return "/".join(path[:3]) if len(path) > 2 else None  # city, kecamatan, kelurahan


def reading_of(form: OfficialForm, *, year: int, month: int, today: date) -> Reading:
    """The sheet's period: the year, or January to the month; never beyond today."""
    last = date(year, 12, 31) if form.period is Period.YEAR or month == 12 else _last_of_month(year, month)
    first = date(year, 1, 1)
    return Reading(first, max(first, min(last, today)))


@transaction.atomic
def issue_report(*, city: City, form: OfficialForm, reading: Reading, by: User | None, at: datetime,
                 paper: Paper | None = None) -> IssuedReport:  # fmt: skip
    """Keep the sheet's figures as they go out, read as known at that moment."""
    figures = fill(form, records_of(city), replace(reading, known_at=at))
    report = IssuedReport.objects.create(
        city=city, form=form.id, form_hash=form.hash, from_on=reading.from_on, last_on=reading.on, known_at=at,
        figures=figures, paper=paper, by=by, issued_at=at,
    )  # fmt: skip
    note("report.issued", about=report, by=by, at=at, form=form.id, on=reading.on)
    return report


def reading_of_report(report: IssuedReport) -> Reading:
    """As it was read when it went out."""
    return Reading(report.from_on, report.last_on, report.known_at)


def differences_from(report: IssuedReport, form: OfficialForm, reading: Reading) -> tuple[Difference, ...]:
    """What differs between an issued report and the sheet as it would be now."""
    return differences(form, report.figures, reading_of_report(report), reading, records_of(report.city))


def _last_of_month(year: int, month: int) -> date:
    return date(year, month + 1, 1) - timedelta(days=1)

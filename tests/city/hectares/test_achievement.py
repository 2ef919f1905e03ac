"""Targets against what was handled, which statement counts, and sheets as they went out."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.city.hectares.cast import filed_target, went_out
from tests.world import AT, World
from tuntas.city.hectares.achievement import achievement
from tuntas.city.hectares.actions import EntryHead, FigureHead, TargetHead, post_entries, set_target, state_figure
from tuntas.city.hectares.case_loading import load_case
from tuntas.city.hectares.models import AdoptedStatement, IssuedReport
from tuntas.city.hectares.reports import differences_from, issue_report, location_of, reading_of, records_of
from tuntas.city.hectares.statements import Adoption, CannotAdopt, adopt_statement, questions
from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import AuditEntry
from tuntas.ledger.case_files import Figure, case_named
from tuntas.ledger.entries import Kind
from tuntas.ledger.explaining import Why
from tuntas.ledger.forecasting import Outlook
from tuntas.ledger.measures import Reading
from tuntas.ledger.official_forms import fill, form_named, vague_figures

TODAY, YEAR_2018 = date(2026, 3, 2), date(2018, 12, 31)


@pytest.fixture
def surakarta(db: None) -> City:
    return load_case(case=case_named("surakarta-2019"), by=None, at=AT).city


def booked(world: World, *heads: EntryHead, at: object = AT) -> None:
    paper = file_paper(city=world.city, head=PaperHead("SK", f"SK {at}"), by=None, at=AT)
    post_entries(paper=paper, heads=heads, by=None, at=at)  # type: ignore[arg-type]


def line(world: World, kind: Kind, area_m2: int, name: str, on: date) -> EntryHead:
    return EntryHead(kind, area_m2, world.kelurahan, "SK 1", name, on, remark="contoh")


def test_the_case_of_the_report_has_its_targets_and_its_course(surakarta: City) -> None:
    found = achievement(surakarta, on=YEAR_2018)
    by_year = {row.year: row for row in found.years}
    assert {year: row.target.area_m2 for year, row in by_year.items() if row.target} == {2019: 1_240_000, 2020: 818_000}
    assert (by_year[2017].handled_m2, by_year[2017].cumulative_m2) == (None, None)
    assert (by_year[2018].handled_m2, by_year[2018].is_vague, by_year[2018].remaining_m2) == (
        1_537_100,
        True,
        2_057_900,
    )
    assert [by_year[year].planned_m2 for year in (2018, 2019, 2020)] == [None, 817_900, -100]
    assert by_year[2019].remaining_m2 is None
    assert found.outlook and (found.outlook.outlook, found.outlook.finish_on) == (Outlook.EXPECTED, date(2021, 9, 4))
    assert found.moves[-1].closing_m2 == found.seen.balance.remaining_m2


def test_a_later_paper_replaces_a_target_and_the_older_one_stays(world: World) -> None:
    booked(world, line(world, Kind.ESTABLISHED, 500_000, "1", date(2025, 1, 1)))
    filed_target(world)
    later = file_paper(city=world.city, head=PaperHead("RKPD", "050/2/2026"), by=None, at=AT)
    set_target(head=TargetHead(2027, 90_000, "SK 1"), paper=later, by=None, at=AT + timedelta(days=1))
    (row,) = [one for one in achievement(world.city, on=TODAY).years if one.year == 2027]
    assert row.target and (row.target.area_m2, [one.area_m2 for one in row.earlier]) == (90_000, [120_000])
    then = achievement(world.city, on=TODAY, known_at=AT)
    assert [one.target.area_m2 for one in then.years if one.target] == [120_000]


def test_a_city_without_a_decree_has_no_achievement(world: World) -> None:
    found = achievement(world.city, on=TODAY)
    assert (found.years, found.moves, found.outlook) == ((), (), None)


def test_several_statements_stand_and_the_last_adoption_counts(surakarta: City) -> None:
    found = {(one.about, one.year): one for one in questions(surakarta, today=TODAY)}
    question = found[Figure.DECREED, 2016]
    assert (question.own_m2, [one.area_m2 for one in question.statements]) == (3_595_000, [3_595_500])
    assert question.is_rounding and not found[Figure.DECREED, 2020].is_rounding
    press = question.statements[0]
    for figure, reason in ((press, "koran"), (None, "SK sendiri")):
        adoption = Adoption(Figure.DECREED, 2016, figure, reason)
        adopt_statement(city=surakarta, adoption=adoption, by=None, at=AT, on=TODAY)
    again = {(one.about, one.year): one for one in questions(surakarta, today=TODAY)}[Figure.DECREED, 2016]
    assert again.adopted and (again.adopted.figure, again.adopted.reason) == (None, "SK sendiri")
    assert again.statements == question.statements
    assert AuditEntry.objects.filter(verb="statement.adopted").count() == 2


def test_what_is_not_said_of_a_figure_cannot_be_adopted_for_it(surakarta: City, world: World) -> None:
    head = FigureHead("HANDLED", "2016", 5, "0.0005", "Koran")
    foreign = state_figure(city=world.city, head=head, by=None, at=AT)
    for adoption in (Adoption(Figure.HANDLED, 2016, foreign, "x"), Adoption(Figure.HANDLED, 2015, None, "x")):
        with pytest.raises(CannotAdopt):
            adopt_statement(city=surakarta, adoption=adoption, by=None, at=AT, on=TODAY)


def test_a_year_alone_belongs_to_no_quarter(surakarta: City) -> None:
    records, reading = records_of(surakarta), Reading(date(2018, 1, 1), YEAR_2018)
    seen = fill(form_named("rkpd"), records, reading)
    assert [seen[key] for key in ("q1", "q2", "q3", "q4", "realised")] == [None, None, None, None, 1_537_100]
    assert vague_figures(form_named("rkpd"), records, reading) == {"realised", "achievement"}


def test_a_location_is_its_settlement_or_its_kelurahan() -> None:
    assert location_of(("1", "2", "3", "4")) == location_of(("1", "2", "3")) == "1/2/3"
    assert (location_of(("1", "2", "3", "s9")), location_of(("1",)), location_of(("1", "2"))) == ("s9", None, None)


def test_a_sheet_that_went_out_keeps_its_figures_and_the_difference_adds_up(world: World) -> None:
    booked(world, line(world, Kind.ESTABLISHED, 500_000, "1", date(2024, 1, 1)),
           line(world, Kind.HANDLED, 100_000, "2", date(2025, 5, 1)))  # fmt: skip
    report = went_out(world)
    late = AT + timedelta(days=40)
    booked(world, line(world, Kind.HANDLED, 12_345, "3", date(2025, 6, 1)), at=late)
    form = form_named("lkjip")
    found = {one.key: one for one in differences_from(report, form, Reading(date(2025, 1, 1), date(2025, 12, 31)))}
    assert IssuedReport.objects.get(pk=report.pk).figures["realised"] == 100_000
    assert (found["realised"].was, found["realised"].now) == (100_000, 112_345)
    assert [(cause.moved_m2, cause.why) for cause in found["remaining"].causes] == [(-12_345, Why.RECORDED_LATER)]
    assert {one.unexplained_m2 for one in found.values()} == {0}


def test_a_sheet_never_looks_beyond_today() -> None:
    yearly, monthly = form_named("lkjip"), form_named("jateng_monthly")
    assert reading_of(yearly, year=2026, month=3, today=TODAY).on == TODAY
    assert reading_of(yearly, year=2025, month=3, today=TODAY).on == date(2025, 12, 31)
    assert reading_of(monthly, year=2024, month=2, today=TODAY).on == date(2024, 2, 29)


def test_the_database_keeps_adoptions_and_reports_as_they_are(world: World) -> None:
    report = went_out(world)
    AdoptedStatement.objects.create(city=world.city, about="HANDLED", year=2018, reason="x", recorded_at=AT)
    for table in ("adoptedstatement", "issuedreport"):
        for statement in (f"UPDATE hectares_{table} SET by_id = NULL", f"DELETE FROM hectares_{table}"):
            with pytest.raises(DatabaseError, match="append only"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
    for about, year, reason in (("HANDLED", 2018, ""), ("WEATHER", 2018, "x"), ("HANDLED", 18, "x")):
        with pytest.raises(IntegrityError), transaction.atomic():
            AdoptedStatement.objects.create(city=world.city, about=about, year=year, reason=reason, recorded_at=AT)
    for change in ({"form": ""}, {"from_on": date(2027, 1, 1)}, {"known_at": AT + timedelta(days=1)}):
        for name, value in change.items():
            setattr(report, name, value)
        report.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            report.save(force_insert=True)
        report = IssuedReport.objects.get()


def test_issuing_is_written_down(world: World) -> None:
    issue_report(city=world.city, form=form_named("rkpd"), reading=Reading(date(2025, 1, 1), date(2025, 12, 31)),
                 by=world.user("SECTION_HEAD"), at=AT)  # fmt: skip
    assert AuditEntry.objects.get(verb="report.issued").details == {"form": "rkpd", "on": "2025-12-31"}

"""Official sheets: their definitions, their figures, and why they differ from the last report."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.ledger.book import FIRST_MOMENT, Book
from tuntas.ledger.entries import Kind
from tuntas.ledger.explaining import Why, differences
from tuntas.ledger.measures import Measure, Part, Reading, Records, Target, parts
from tuntas.ledger.official_forms import PRESENT, OfficialForm, UnknownForm, all_forms, fill, form_named, share_of

SMALL, LARGE = ("99.01", "Taman", "Melati", "001"), ("99.01", "Taman", "Kenanga", "001")
LATER = datetime(2026, 7, 1, tzinfo=UTC)


def year(number: int, known_at: datetime | None = None) -> Reading:
    return Reading(date(number, 1, 1), date(number, 12, 31), known_at)


@pytest.fixture
def book() -> Book:
    made = Book()
    made.write(Kind.ESTABLISHED, 90_000, date(2020, 1, 1), place=SMALL)
    made.write(Kind.ESTABLISHED, 100_000, date(2020, 1, 1), place=LARGE)
    made.write(Kind.HANDLED, 30_000, date(2021, 5, 1), place=SMALL)
    made.write(Kind.HANDLED, 20_000, date(2022, 2, 1), place=LARGE)
    return made


def records(book: Book) -> Records:
    """Rows of one kelurahan are one location; the target of 2022 was replaced."""
    first = Target(1, 2022, 50_000, "SK 1", FIRST_MOMENT)
    second = Target(2, 2022, 40_000, "SK 1", LATER)
    return Records(book.entries, (first, second), lambda place: place[2] if len(place) > 2 else None, 100_000)


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_every_definition_says_where_it_comes_from(form: OfficialForm) -> None:
    keys = [figure.key for figure in form.figures]
    assert len(set(keys)) == len(keys) and form.sources
    sure = {source.confidence for source in form.sources} | {figure.confidence for figure in form.figures}
    assert sure <= {"A", "B", "C"}
    for figure in form.figures:
        ways = [figure.measure, figure.share, figure.graded, figure.present, figure.lacks]
        assert len([way for way in ways if way]) == 1, figure.key
        assert not figure.graded or figure.graded in keys[: keys.index(figure.key)]
    texts = [text for figure in form.figures for text in (figure.name, figure.definition, figure.unit_name)]
    assert all(text.id and text.en for text in (form.name, form.note, *texts))


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(UnknownForm):
        form_named("nothing")


def test_ten_hectares_are_not_below_ten(book: Book) -> None:
    seen = fill(form_named("lppd_ikk"), records(book), year(2022))
    assert seen == {"small_handled": 30_000, "small_decreed": 90_000, "small_share": 3_333, "share": 2_632}


def test_a_total_of_the_city_does_not_say_how_large_its_locations_are() -> None:
    whole = Book()
    whole.write(Kind.ESTABLISHED, 90_000, date(2020, 1, 1))
    seen = fill(form_named("lppd_ikk"), records(whole), year(2022))
    assert (seen["small_share"], seen["share"]) == (None, 0)


def test_achievement_is_realised_by_target(book: Book) -> None:
    seen = fill(form_named("lkjip"), records(book), year(2022))
    assert seen == {"target": 40_000, "realised": 20_000, "achievement": 5_000, "predicate": "BELOW",
                    "year_before": 30_000, "cumulative": 50_000, "remaining": 140_000}  # fmt: skip


def test_the_scale_of_the_rkpd_rounds_between_its_steps(book: Book) -> None:
    form, seen = form_named("rkpd"), {}
    for area in (36_180, 36_220, 20_300, 20_100):
        handled = replace(book.entries[3], area_m2=area)
        seen[area] = fill(form, replace(records(book), entries=[*book.entries[:3], handled]), year(2022))["predicate"]
    assert seen == {36_180: "HIGH", 36_220: "VERY_HIGH", 20_300: "LOW", 20_100: "VERY_LOW"}


def test_quarters_add_to_the_year_and_those_to_come_are_not_zero(book: Book) -> None:
    seen = fill(form_named("rkpd"), records(book), Reading(date(2022, 1, 1), date(2022, 4, 2)))
    assert [seen[key] for key in ("q1", "q2", "q3", "q4", "realised")] == [20_000, None, None, None, 20_000]


def test_no_line_is_not_a_zero(book: Book) -> None:
    seen = fill(form_named("jateng_monthly"), records(book), year(2023))
    assert seen["area"] is None and seen["is_handling"] is None
    assert fill(form_named("jateng_monthly"), records(book), year(2022))["is_handling"] == PRESENT
    before = fill(form_named("lkjip"), records(book), year(2019))
    assert set(before.values()) == {None}


def test_a_share_of_nothing_is_unknown() -> None:
    assert (share_of(1, 0), share_of(None, 5), share_of(1, 3), share_of(2, 3)) == (None, None, 3_333, 6_667)


def test_a_late_line_and_a_later_target_explain_the_difference_exactly(book: Book) -> None:
    form, then = form_named("lkjip"), year(2022, FIRST_MOMENT + timedelta(hours=1))
    issued = fill(form, records(book), then)
    late = book.draft(Kind.HANDLED, 7_001, date(2022, 3, 1), place=SMALL)
    book.post(replace(late, at=LATER))
    found = {one.key: one for one in differences(form, issued, then, year(2022), records(book))}
    assert found.keys() == {"target", "realised", "achievement", "cumulative", "remaining"}
    assert [(one.part, one.moved_m2, one.why) for one in found["realised"].causes] == [
        (Part(False, 5), 7_001, Why.RECORDED_LATER)
    ]
    assert [(one.moved_m2, one.why) for one in found["target"].causes] == [
        (-50_000, Why.REPLACED), (40_000, Why.RECORDED_LATER),
    ]  # fmt: skip
    assert {one.unexplained_m2 for one in found.values()} == {0}


def test_what_is_true_later_explains_the_next_year(book: Book) -> None:
    form, then = form_named("lkjip"), year(2021, LATER)
    found = {one.key: one for one in differences(form, fill(form, records(book), then), then, year(2022),
                                                 records(book))}  # fmt: skip
    assert [(one.moved_m2, one.why) for one in found["remaining"].causes] == [(-20_000, Why.TRUE_LATER)]
    assert [(one.moved_m2, one.why) for one in found["realised"].causes] == [
        (-30_000, Why.OTHER_PERIOD), (20_000, Why.TRUE_LATER),
    ]  # fmt: skip
    assert {one.unexplained_m2 for one in found.values()} == {0}


def test_a_figure_that_the_book_never_gave_stays_unexplained(book: Book) -> None:
    form, then = form_named("lkjip"), year(2022, LATER)
    issued = {**fill(form, records(book), then), "remaining": 139_000}
    (found,) = differences(form, issued, then, year(2022), records(book))
    assert (found.key, found.causes, found.unexplained_m2) == ("remaining", (), 1_000)


def test_a_location_that_grows_beyond_the_limit_leaves_the_figure(book: Book) -> None:
    form, then = form_named("lppd_ikk"), year(2022, FIRST_MOMENT + timedelta(hours=1))
    issued = fill(form, records(book), then)
    book.post(replace(book.draft(Kind.ADDED, 15_000, date(2022, 3, 1), place=SMALL), at=LATER))
    found = {one.key: one for one in differences(form, issued, then, year(2022), records(book))}
    assert [(one.part.number, one.moved_m2, one.why) for one in found["small_decreed"].causes] == [
        (1, -90_000, Why.OTHER_SIZE)
    ]
    assert found["small_handled"].unexplained_m2 == found["small_decreed"].unexplained_m2 == 0


def test_nobody_knows_the_decree_before_there_is_one() -> None:
    assert parts(Measure.DECREED, Records([]), year(2022)) is None

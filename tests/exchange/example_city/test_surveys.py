"""Two surveys of the example city: plausible classes, works that helped, one RT that slid back."""

from collections import Counter

import numpy as np
import pytest

from tuntas.exchange.example_city import MARKED, Change, CityShape, ExampleCity, facts_of, make_city
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment, assess

YEARS = (2024, 2026)
EXPECTED = {"berat": (0.02, 0.06), "sedang": (0.11, 0.19), "ringan": (0.29, 0.41), "tidak_kumuh": (0.38, 0.54)}


def assessments(city: ExampleCity, year: int, rule: Regulation) -> list[Assessment]:
    return [assess(facts, rule) for facts in facts_of(city, year, rule)]


@pytest.fixture(scope="module")
def town() -> ExampleCity:
    return make_city(CityShape(kecamatan=2, kelurahan=6, rw=40, rt=200, buildings=10_000))


def test_the_classes_are_mixed_as_in_a_city(town: ExampleCity, rule: Regulation) -> None:
    grades = Counter(one.grade.id for one in assessments(town, 2024, rule) if one.grade)
    for grade, (least, most) in EXPECTED.items():
        assert least <= grades[grade] / len(town.rt) <= most, grades


def test_facts_break_no_rule_but_for_what_was_not_asked(town: ExampleCity, rule: Regulation) -> None:
    found = [problem for one in assessments(town, 2024, rule) for problem in one.problems]
    assert found, "one RT in a hundred was not asked about floods"
    assert {(problem.code, problem.params["criterion"]) for problem in found} == {("F101", "4a")}
    assert not any(one.problems for one in assessments(town, 2026, rule))


def test_missing_and_broken_fit_together_into_the_whole(town: ExampleCity, rule: Regulation) -> None:
    for year in YEARS:
        for given in town.survey(year).given:
            assert given["2a"] + given["2b"] <= given["panjang_jalan_ideal_m"]
            assert given["4b"] + given["4c"] <= given["panjang_drainase_ideal_m"]


def test_works_help_and_leave_the_rest_alone(town: ExampleCity, rule: Regulation) -> None:
    before, after = (assessments(town, year, rule) for year in YEARS)
    assert set(town.changes) == set(Change)
    for change, old, new in zip(town.changes, before, after, strict=True):
        if change is Change.IMPROVED:
            assert new.total_max <= old.total_max
        if change is Change.UNCHANGED:
            assert old.total_min <= new.total_min <= new.total_max <= old.total_max
    assert sum(new.total_max < old.total_min for old, new in zip(before, after, strict=True)) > 10


def test_one_rt_slides_back_into_slum(town: ExampleCity, rule: Regulation) -> None:
    [rt] = [index for index, change in enumerate(town.changes) if change is Change.RELAPSED]
    before, after = (assess(facts_of(town, year, rule)[rt], rule) for year in YEARS)
    assert before.is_slum is False
    assert after.is_slum is True


def test_works_take_marks_away_and_never_move_them(town: ExampleCity) -> None:
    before, after = (town.survey(year).marks for year in YEARS)
    rt_of = np.array([building.rt for building in town.buildings])
    relapsed = np.array([change is Change.RELAPSED for change in town.changes])[rt_of]
    assert not (after & ~before)[~relapsed].any()
    assert (before & ~after).any()
    assert (after & ~before)[relapsed].any()


def test_facts_are_counted_from_the_buildings(small_city: ExampleCity, rule: Regulation) -> None:
    survey, facts = small_city.survey(2024), facts_of(small_city, 2024, rule)
    inside = [index for index, building in enumerate(small_city.buildings) if building.rt == 7]
    quantities = facts[7].quantities
    assert quantities["jumlah_bangunan"] == len(inside) * 10**6
    assert quantities["jumlah_kk"] == sum(int(survey.households[one]) for one in inside) * 10**6
    assert quantities["jumlah_penduduk"] == sum(int(survey.persons[one]) for one in inside) * 10**6
    without = sum(int(survey.households[one]) for one in inside if survey.marks[one, MARKED.index("5a")])
    assert quantities[rule.criterion("5a").field] == without * 10**6
    irregular = sum(bool(survey.marks[one, MARKED.index("1a")]) for one in inside)
    assert quantities[rule.criterion("1a").field] == irregular * 10**6


def test_slums_lie_in_the_crowded_places(town: ExampleCity, rule: Regulation) -> None:
    density = np.array([facts.quantities["jumlah_bangunan"] / facts.quantities["luas_verifikasi_ha"]
                        for facts in facts_of(town, 2026, rule)])  # fmt: skip
    total = np.array([one.total_max for one in assessments(town, 2024, rule)])
    assert density[total >= 38].mean() > 2 * density[total < 16].mean()


def test_houses_that_got_aid_are_sound_at_the_second_survey(town: ExampleCity) -> None:
    column = MARKED.index("1c")
    before, after = (town.survey(year).marks[:, column] for year in YEARS)
    assert any(house.aided_year for house in town.unfit_houses)
    for house in town.unfit_houses:
        assert before[house.building]
        assert bool(house.aided_year) == bool(house.aid) == (not after[house.building])


def test_a_survey_cannot_be_changed_in_passing(small_city: ExampleCity) -> None:
    with pytest.raises(ValueError, match="read-only"):
        small_city.survey(2024).marks[0, 0] = True

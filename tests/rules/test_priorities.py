"""After the class: considerations, legality, code, priority, handling, authority."""

from dataclasses import replace

import pytest

from tests.rules.facts_of import facts_of
from tuntas.rules.facts import UnitFacts
from tuntas.rules.priorities import UnknownAnswer, authority_for
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment, assess
from tuntas.rules.shelf import Shelf

LEGAL = {"9a": "positif", "9b": "positif"}
STRATEGIC = {"8a": "strategis", "8c": "potensi_tinggi"}


def slum(rule: Regulation, people: int, city_size: str, answers: dict[str, str]) -> Assessment:
    volumes = {c.id: {"ha": 2, "m": 1000}.get(c.unit, 100) for c in rule.criteria}
    facts = facts_of(rule, volumes)
    quantities = {**facts.quantities, "jumlah_penduduk": people * 1_000_000}
    return assess(replace(facts, quantities=quantities, answers=answers, city_size=city_size), rule)


def test_a_severe_legal_slum_of_high_consideration_comes_first(rule_2018: Regulation) -> None:
    priority = slum(rule_2018, 900, "besar", LEGAL | STRATEGIC).priority
    assert priority.item_scores == {"8a": 3, "8b": 3, "8c": 3}
    assert priority.code and (priority.code.id, priority.code.priority) == ("A1", 1)
    assert priority.handling == "peremajaan"


@pytest.mark.parametrize(("people", "size", "score"), [(800, "besar", 2), (802, "besar", 3), (300, "besar", 1),
                                                       (400, "sedang", 2), (402, "sedang", 3)])  # fmt: skip
def test_density_scores_by_the_size_of_the_city(people: int, size: str, score: int, rule_2018: Regulation) -> None:
    assert slum(rule_2018, people, size, {}).priority.item_scores == {"8b": score}


def test_land_that_is_not_legal_means_resettlement_and_an_even_code(rule_2018: Regulation) -> None:
    priority = slum(rule_2018, 100, "besar", STRATEGIC | {"9a": "negatif", "9b": "positif"}).priority
    assert (priority.is_legal, priority.is_mixed, priority.handling) == (False, True, "permukiman_kembali")
    assert priority.code and priority.code.id == "A2"


def test_without_answers_there_is_no_code(rule_2018: Regulation) -> None:
    priority = slum(rule_2018, 100, "", {}).priority
    assert (priority.code, priority.consideration, priority.is_legal, priority.handling) == (None, None, None, "")


def test_the_two_readings_differ_only_where_the_three_two_one_sum_is_four(rule_2018: Regulation) -> None:
    volumes = {c.id: {"ha": 2, "m": 1000}.get(c.unit, 100) for c in rule_2018.criteria}
    facts = facts_of(rule_2018, volumes)
    for people, answers in ((500, {"8a": "bukan_strategis", "8c": "tidak"}), (900, STRATEGIC)):
        given = replace(facts, quantities={**facts.quantities, "jumlah_penduduk": people * 1_000_000},
                        answers=answers, city_size="besar")  # fmt: skip
        classes = [assess(given, rule_2018, profile=p).priority.consideration for p in ("321", "531")]
        kinds = [found.id for found in classes if found]
        assert (len(set(kinds)) == 2) == (people == 500)


def test_an_unknown_answer_is_refused_by_name(rule_2018: Regulation) -> None:
    with pytest.raises(UnknownAnswer, match="8a: mungkin"):
        slum(rule_2018, 100, "besar", {"8a": "mungkin"})


def test_every_code_follows_consideration_before_severity(rule_2018: Regulation) -> None:
    order = {"tinggi": 0, "sedang": 3, "rendah": 6}
    rank = {"berat": 1, "sedang": 2, "ringan": 3}
    assert all(code.priority == order[code.consideration] + rank[code.class_id] for code in rule_2018.codes)
    assert len(rule_2018.codes) == 18


@pytest.mark.parametrize(
    ("hectares", "who"),
    [("9.999999", "kab_kota"), ("10", "provinsi"), ("14.999999", "provinsi"), ("15", "pusat")],
)
def test_an_area_on_the_limit_goes_upward(hectares: str, who: str, rule_2018: Regulation) -> None:
    found = authority_for(int(float(hectares) * 1_000_000), rule_2018)
    assert found and found.id == who


def test_a_local_overlay_adds_an_item_that_is_recorded_without_a_score(shelf: Shelf) -> None:
    local = shelf.regulation("permen-pupr-14-2018", ["perda-kota-madiun-45-2018"])
    answers = LEGAL | STRATEGIC | {"8d": "mbr_25_50"}
    priority = slum(local, 900, "besar", answers).priority
    assert set(priority.item_scores) == {"8a", "8b", "8c"}
    assert priority.code and priority.code.id == "A1"
    assert local.content_hash != shelf.regulation("permen-pupr-14-2018").content_hash


def test_facts_are_not_changed_by_scoring(rule_2018: Regulation) -> None:
    facts = facts_of(rule_2018, {"1a": 200})
    before = UnitFacts(dict(facts.quantities))
    assess(facts, rule_2018)
    assert facts == before

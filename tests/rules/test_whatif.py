"""What would change a result: exact to the smallest step, never one step too few."""

from hypothesis import given

from tests.rules.facts_of import facts_of, random_facts
from tuntas.rules.explaining import explain
from tuntas.rules.facts import UnitFacts
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import assess
from tuntas.rules.shelf import open_shelf
from tuntas.rules.whatif import ways_below

RULE = open_shelf().regulation("permen-pupr-14-2018")


def test_the_way_to_the_next_band_is_told_in_the_criterions_own_unit(rule_2018: Regulation) -> None:
    reason = next(r for r in explain(assess(facts_of(rule_2018, {"2b": 800}), rule_2018)) if r.change)
    # 759 of 1,000 m are 75.90 %, the first length below 76 %.
    assert reason.change and reason.change.volume == 41_000_000
    assert "Perbaiki 41 m lagi" in reason.way_out()
    assert "41 m more" in reason.way_out("en")


@given(random_facts(RULE, complete=True))
def test_mending_what_is_told_reaches_the_band_and_one_step_less_does_not(facts: UnitFacts) -> None:
    for reason in explain(assess(facts, RULE)):
        if reason.change is None or reason.result.volume is None or reason.result.whole is None:
            continue
        criterion, step = reason.result.criterion, RULE.unit_steps[reason.result.criterion.unit]
        start = min(reason.result.volume, reason.result.whole)
        scores = []
        for mended in (reason.change.volume, reason.change.volume - step):
            after = assess(UnitFacts({**facts.quantities, criterion.field: start - mended}), RULE)
            scores.append(next(r.score for r in after.criteria if r.criterion == criterion))
        assert scores[0] is not None and scores[0] <= reason.change.band.score
        assert reason.change.volume == start or scores[1] == reason.result.score


@given(random_facts(RULE, complete=True))
def test_the_smallest_sets_bring_the_total_below_and_no_smaller_set_does(facts: UnitFacts) -> None:
    found = assess(facts, RULE)
    ways = ways_below(found)
    assert bool(ways) == bool(found.is_slum)
    for way in ways:
        mended = dict(facts.quantities)
        mended.update({result.criterion.field: 0 for result in way.results})
        after = assess(UnitFacts(mended), RULE)
        assert after.total == way.total_after and after.is_slum is False
        largest = sorted((r.score_min for r in found.criteria), reverse=True)[: len(way.results) - 1]
        assert (found.total or 0) - sum(largest) >= RULE.slum_from_total


def test_nothing_is_proposed_for_a_unit_below_the_threshold(rule_2018: Regulation) -> None:
    assert ways_below(assess(facts_of(rule_2018, {"6a": 100}), rule_2018)) == ()


def test_each_reason_shows_input_formula_band_and_source(rule_2018: Regulation) -> None:
    reason = next(r for r in explain(assess(facts_of(rule_2018, {"4a": "1.5"}), rule_2018))
                  if r.result.criterion.id == "4a")  # fmt: skip
    assert reason.formula() == "1,5 ha ÷ 2 ha = 75,00 %"
    assert reason.verdict() == "51%–75% → nilai 3"
    assert "pasal belum diperiksa" in reason.source()
    assert "article not checked" in reason.source("en")


def test_a_clamped_volume_says_so(rule_2018: Regulation) -> None:
    reason = next(r for r in explain(assess(facts_of(rule_2018, {"4a": -1}), rule_2018))
                  if r.result.criterion.id == "4a")  # fmt: skip
    assert "dibatasi" in reason.formula() and "-1 ha" in reason.formula()

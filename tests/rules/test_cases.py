"""The worked cases that stand beside the law: figures printed by government pages, reproduced exactly."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from tuntas.domain.quantity import to_micro
from tuntas.rules.facts import UnitFacts
from tuntas.rules.loading import shipped_law
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import assess, score_of

CASES = json.loads((shipped_law() / "permen_pupr_14_2018" / "cases" / "kawanku.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["vectors"], ids=lambda case: case["name"])
def test_a_printed_page_is_reproduced_cell_by_cell(case: dict, rule_2018: Regulation) -> None:
    quantities = {name: to_micro(value) for name, value in case["header"].items()}
    quantities |= {rule_2018.criterion(c).field: to_micro(v) for c, v in case["volumes"].items()}
    found = assess(UnitFacts(quantities), rule_2018)
    cells = {r.criterion.id: [Decimal(r.percent or 0) / 100, r.score] for r in found.criteria}
    assert cells == {c: [Decimal(str(percent)), score] for c, (percent, score) in case["expected"].items()}
    assert found.total == case["total"]
    averages = [found.aspect_average(aspect.id) for aspect in rule_2018.aspects]
    for average, printed in zip(averages, case["aspect_avg"], strict=True):
        # Printed with two decimals, from percents rounded before or after the mean.
        assert average is not None and abs(average * 100 - Fraction(str(printed))) < Fraction(6, 1000)


@pytest.mark.parametrize("case", CASES["gap_vectors"], ids=lambda case: f"{case['percent']} → {case['score']}")
def test_a_percent_between_two_bands_takes_the_lower_one(case: dict, rule_2018: Regulation) -> None:
    assert score_of(int(Decimal(str(case["percent"])) * 100), rule_2018.bands) == case["score"]

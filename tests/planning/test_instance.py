"""Bad input is refused by name, all of it at once."""

from copy import deepcopy
from typing import Any

import pytest

from tests.planning.problems import document
from tuntas.planning.instance import InstanceProblems, read

LABELS = {"area_ids": [f"L{n}" for n in range(8)], "source_codes": ["APBN", "DAK", "KOTA"],
          "years": ["2027", "2028", "2029"], "aspect_ids": ["jalan", "air_minum", "drainase"]}  # fmt: skip


def refused(**more: Any) -> dict[str, dict[str, object]]:
    """Codes and parameters of what is wrong."""
    with pytest.raises(InstanceProblems) as refusal:
        read(document(1, **{**LABELS, **more}))
    for problem in refusal.value.problems:
        assert problem.code not in problem.wording("id") and problem.code not in problem.wording("en")
    return {problem.code: dict(problem.params) for problem in refusal.value.problems}


def changed(key: str, *path: int | str, value: object) -> dict[str, Any]:
    """One part of the document with one value changed."""
    part = deepcopy(document(1)[key])
    at = part
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return {key: part}


def test_a_missing_cost_and_a_missing_envelope_are_asked_for_by_name() -> None:
    first = document(1)["D"][0][0]
    lacking = deepcopy(document(1)["C"])
    del lacking[0][str(first)]
    assert refused(C=lacking)["PLAN-IN-NO-COST"] == {"area": "L0", "aspect": LABELS["aspect_ids"][first]}
    assert refused(**changed("B", 1, 2, value=None))["PLAN-IN-NO-AMOUNT"]["where"] == "B: DAK, 2029"


@pytest.mark.parametrize(("code", "more"), [
    ("PLAN-IN-NEGATIVE", changed("B", 0, 0, value=-1)),
    ("PLAN-IN-ABSURD", changed("B", 0, 0, value=10**15)),
    ("PLAN-IN-NOT-WHOLE", changed("B", 0, 0, value=1.5)),
    ("PLAN-IN-NOT-WHOLE", changed("Q", 0, 0, value="5")),
    ("PLAN-IN-NOT-WHOLE", changed("B", 0, 0, value=True)),
    ("PLAN-IN-OUT-OF-RANGE", changed("h", 0, value=0)),
    ("PLAN-IN-OUT-OF-RANGE", changed("h", 0, value=-2.0)),
    ("PLAN-IN-NOT-A-NUMBER", changed("h", 0, value=float("nan"))),
    ("PLAN-IN-OUT-OF-RANGE", changed("w", 0, value=-1)),
    ("PLAN-IN-SIZE", {"H": [1.0, 2.0]}),
    ("PLAN-IN-SIZE", {"A": 9}),
    ("PLAN-IN-TWICE", {"area_ids": ["L1"] * 8}),
    ("PLAN-IN-NOT-A-FLAG", changed("el", 0, 0, value=2)),
    ("PLAN-IN-AGENCY", changed("ag", 0, value=5)),
    ("PLAN-IN-BEFORE", {"before": [[0, 9]]}),
    ("PLAN-IN-AREA", {"must": [80]}),
    ("PLAN-IN-YEAR", {"must": [[0, 7]]}),
    ("PLAN-IN-BOTH", {"must": [[1, 0]], "never": [1]}),
    ("PLAN-IN-MODE", {"mode": "some"}),
    ("PLAN-IN-SIZE", {"mode": "threshold"}),
    ("PLAN-IN-OPTION", {"mode": "threshold", "options": [[[7]]] * 8}),
    ("PLAN-IN-NO-DEFICIT", changed("D", 0, value=[])),
    ("PLAN-IN-MISSING", {"B": None}),
    ("PLAN-IN-SIZE", {"ready": [0]}),
    ("PLAN-IN-ASPECT", {"ready": [{"9": 1}] + [None] * 7}),
    ("PLAN-IN-EMPTY", {"h": [], "D": [], "C": [], "w": [], "area_ids": []}),
])  # fmt: skip
def test_what_is_wrong_is_named(code: str, more: dict[str, Any]) -> None:
    assert code in refused(**more)


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert {"PLAN-IN-NEGATIVE", "PLAN-IN-BEFORE"} <= set(refused(**changed("B", 0, 0, value=-1), before=[[1]]))
    with pytest.raises(InstanceProblems):
        read([])  # type: ignore[arg-type]


def test_the_same_data_have_the_same_hash() -> None:
    stated = document(1)
    turned = dict(reversed(list(stated.items())))
    assert read(stated).data_hash == read(turned).data_hash != read(document(2)).data_hash
